"""Choosing the colours: tried on, kept, taken back."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.consoles import console, opened, pressed, running, shown
from tests.fakes import FakeOrg, make_app
from tui.app import ConsoleApp


def themed(keep: Callable[[str], str] = lambda name: f"{name} it is.") -> ConsoleApp:
    return console(FakeOrg([make_app(1)]), keep_theme=keep)


async def choosing(pilot: Pilot[None], app: ConsoleApp) -> None:
    app.choose_theme()
    await opened(pilot)


async def test_a_theme_is_worn_while_the_cursor_stands_on_it() -> None:
    app = themed()
    async with running(app) as pilot:
        await choosing(pilot, app)
        await pressed(pilot, "down")
        assert app.theme == "console-light"
        await pressed(pilot, "up")
        assert app.theme == "console"


async def test_escape_takes_it_back_and_keeps_nothing() -> None:
    kept: list[str] = []

    def keep(name: str) -> str:
        kept.append(name)
        return ""

    app = themed(keep)
    async with running(app) as pilot:
        await choosing(pilot, app)
        await pressed(pilot, "down", "escape")
        assert (app.theme, kept) == ("console", [])
        assert not app.screen.is_modal


async def test_enter_keeps_it_and_says_for_how_long() -> None:
    app = themed()
    async with running(app) as pilot:
        await choosing(pilot, app)
        await pressed(pilot, "down", "enter")
        assert app.theme == "console-light"
        assert "console-light it is." in shown(app)


async def test_without_colour_there_is_nothing_to_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = themed()
    async with running(app) as pilot:
        await choosing(pilot, app)
        assert not app.screen.is_modal
        assert "NO_COLOR is set" in shown(app)


async def test_the_palette_leads_to_it() -> None:
    app = themed()
    async with running(app) as pilot:
        await opened(pilot, "ctrl+p")
        await pilot.press(*"theme")
        await pilot.pause(0.2)
        await pressed(pilot, "enter")
        assert "console-contrast" in shown(app)
