"""Where an answer sends a browser."""

import pytest

from tests.client.fakes import as_html, moved
from tests.client.setup_pages import script_redirect
from tui.client import redirects
from tui.client.html import Document
from tui.errors import UnexpectedAnswerError
from tui.transport import Response


def _scripted(text: str) -> str | None:
    target = redirects.by_script(Document(as_html(text)))
    return target.expose() if target else None


def test_setup_redirects_by_script() -> None:
    assert _scripted(script_redirect("/x?applicationId=06P1&amp")) == "/x?applicationId=06P1&amp"


@pytest.mark.parametrize(
    "script",
    [
        "window.location.replace('/x?a=1&b=2')",
        'window.location.href ="/x?a=1&b=2"',
        "window.location = '/x?a=1&b=2';",
        r"window.location.href='\/x?a=1\u0026b=2'",
        r"window.location.replace ( '/x\x3fa=1&b=2' )",
    ],
)
def test_every_form_of_it_is_read(script: str) -> None:
    assert _scripted(f"<script>{script}</script>") == "/x?a=1&b=2"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<script>if (window.location.href == '/x') {}</script>",
        "<p>window.location.href='/x'</p>",
        "<script>window.location.href='/x'</script><form></form>",
    ],
)
def test_nothing_else_is_a_redirect(text: str) -> None:
    assert _scripted(text) is None


def test_two_targets_are_none() -> None:
    with pytest.raises(UnexpectedAnswerError, match="several"):
        _scripted("<script>window.location.href='/a'; window.location.replace('/b')</script>")


@pytest.mark.parametrize(
    ("status", "target"), [(301, "/x"), (302, "/x"), (303, "/x"), (307, None), (308, None)]
)
def test_only_redirects_that_become_a_get_are_followed(status: int, target: str | None) -> None:
    found = redirects.by_status(moved("/x", status))
    assert (found.expose() if found else None) == target


def test_a_redirect_without_a_location_is_none() -> None:
    assert redirects.by_status(Response(302)) is None
