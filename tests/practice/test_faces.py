"""The other faces of the Setup page, as the org shows them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from tests.practice.orgs import BASE, Org, SetupView, address, open_view, press, send
from tui.errors import UsageError
from tui.practice.application import build
from tui.practice.face_words import GERMAN
from tui.practice.faces import FACES, face_named
from tui.practice.sessions import new_session
from tui.practice.tokens import current

VIEW = "/app/mgmt/forceconnectedapps/forceAppDetail.apexp"
INSTEAD = [face.name for face in FACES.values() if face.instead]


@asynccontextmanager
async def wearing(org: Org, name: str) -> AsyncIterator[httpx.AsyncClient]:
    """An admin's client of the org while it wears a face."""
    app = build(org.store, face=face_named(name))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app),
        base_url=BASE,
        cookies={"sid": new_session(org.store, "admin")},
    ) as client:
        yield client


def token(org: Org, key: int) -> str | None:
    with org.store.read() as connection:
        return current(connection, key)


async def test_labels_are_in_the_language_of_the_face(org: Org) -> None:
    app = org.new_app()
    async with wearing(org, "german") as client:
        assert GERMAN.section in (await open_view(client, app)).headings
        after = await press(client, app, GERMAN.generate)
    assert after.button(GERMAN.regenerate)
    assert after.token == token(org, app.key)


@pytest.mark.parametrize("label", ["Generate", "Regenerate"])
async def test_a_label_of_another_language_presses_nothing(org: Org, label: str) -> None:
    app = org.new_app()
    async with wearing(org, "german") as client:
        form = (await open_view(client, app)).form(GERMAN.generate)
        form = {name: label if value == GERMAN.generate else value for name, value in form.items()}
        assert "does nothing" in (await send(client, app, form)).message
    assert token(org, app.key) is None


async def test_an_ajax_button_does_nothing_for_a_plain_form(org: Org) -> None:
    app = org.new_app()
    async with wearing(org, "ajax") as client:
        assert "AJAX only" in (await press(client, app, "Generate")).message
    assert token(org, app.key) is None


async def test_an_ajax_press_is_answered_by_the_section_alone(org: Org) -> None:
    app = org.new_app()
    async with wearing(org, "ajax") as client:
        form = (await open_view(client, app)).form("Generate") | {"AJAXREQUEST": "_viewRoot"}
        part = await send(client, app, form)
    assert part.token == token(org, app.key) is not None
    assert part.html.css("form") == []


@pytest.mark.parametrize("name", INSTEAD)
async def test_a_screen_stands_in_place_of_the_page_and_of_every_press(org: Org, name: str) -> None:
    app = org.new_app()
    async with wearing(org, "classic") as client:
        form = (await open_view(client, app)).form("Generate")
    async with wearing(org, name) as client:
        for answer in (
            await client.get(VIEW, params=address(app)),
            await client.post(VIEW, params=address(app), data=form),
        ):
            shown = answer
            while shown.is_redirect or "window.location" in shown.text:
                target = shown.headers.get("location") or shown.text.split("'")[1]
                shown = await client.get(target)
            assert (shown.status_code, SetupView(shown).button("Generate")) == (200, None)
    assert token(org, app.key) is None


async def test_a_press_that_meets_a_step_up_changes_nothing(org: Org) -> None:
    app = org.new_app()
    async with wearing(org, "step-up-at-press") as client:
        answer = await press(client, app, "Generate")
    assert (answer.status, token(org, app.key)) == (302, None)


def test_a_face_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError) as raised:
        face_named("smiling")
    assert all(name in raised.value.hint for name in FACES)
