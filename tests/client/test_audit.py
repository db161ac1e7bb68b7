"""The words of an audit row."""

import pytest

from tui.client.audit import app_name

PREFIX = "Generated a new initial access token for connected app "


@pytest.mark.parametrize(
    ("display", "name"),
    [
        (PREFIX + "Gateway", "Gateway"),
        (PREFIX + "connected app x", "connected app x"),
        (PREFIX + "[/] \x1b[2J", "[/] <U+001B>[2J"),
        (PREFIX + "Größe", "Größe"),
    ],
)
def test_the_known_form_names_the_app(display: str, name: str) -> None:
    assert app_name(display) == name


@pytest.mark.parametrize(
    "display", ["", PREFIX, PREFIX.lower() + "x", f" {PREFIX}x", "Created connected app x"]
)
def test_any_other_form_names_none(display: str) -> None:
    assert app_name(display) is None
