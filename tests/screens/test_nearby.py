"""A search that finds nothing offers what is near, once nobody types: for Enter to search for, and for nothing else."""

import pytest

from tests.consoles import clicked, console, passed, pressed, running, shown
from tests.fakes import FakeClock, FakeOrg, make_app
from tui.app import ConsoleApp
from tui.screens.apps import AppsScreen
from tui.widgets.apps_table import AppsTable
from tui.widgets.search_box import SearchBox


def bench() -> tuple[ConsoleApp, FakeClock]:
    clock = FakeClock()
    apps = [make_app(1, "Billing Export"), make_app(2, "Invoice Sync"), make_app(3, "Inventory")]
    return console(FakeOrg(apps), clock=clock), clock


@pytest.mark.parametrize("key", ["enter", "down"])
async def test_enter_searches_for_what_is_near_and_once_more_opens_it(key: str) -> None:
    app, clock = bench()
    async with running(app) as pilot:
        await pressed(pilot, "slash", *"invoce")
        assert "Near it" not in shown(app)
        await passed(pilot, clock, 0.2)
        assert "Near it; Enter searches for the first:\n      Invoice Sync\n" in shown(app)
        await pressed(pilot, key)
        assert app.screen.query_one(SearchBox).value == "Invoice Sync"
        assert isinstance(app.focused, AppsTable)
        assert app.screen.query_one(SearchBox).cursor_position == len("Invoice Sync")
        await pressed(pilot, "enter")
        assert "› Invoice Sync" in shown(app)


async def test_the_next_letter_gives_up_what_was_looked_for() -> None:
    app, clock = bench()
    async with running(app) as pilot:
        await pressed(pilot, "slash", *"invoce")
        await passed(pilot, clock, 0.1)
        await pressed(pilot, "q", "q", "q", "q")
        await passed(pilot, clock, 0.1)
        assert "Near it" not in shown(app)
        await pressed(pilot, "ctrl+u", "i")
        await passed(pilot, clock, 1)
        assert "Near it" not in shown(app)


async def test_what_is_near_can_neither_be_marked_nor_rotated() -> None:
    app, clock = bench()
    async with running(app) as pilot:
        await pressed(pilot, "slash", *"invoce", "enter")
        await passed(pilot, clock, 0.2)
        assert "Enter Search the nearest" in shown(app)
        for key in ("space", "R", "h"):
            await pressed(pilot, key)
            assert "No app is selected." in shown(app)
        screen = app.screen
        assert isinstance(screen, AppsScreen)
        assert len(screen.marks) == 0
        await pressed(pilot, "enter")
        assert "1 of 3" in shown(app)


@pytest.mark.parametrize("words", ["Enter To the table", "Esc Clear"])
async def test_the_acts_of_the_search_line_are_clicked(words: str) -> None:
    app, _ = bench()
    async with running(app) as pilot:
        await pressed(pilot, "slash", "i")
        await clicked(pilot, words)
        assert isinstance(app.focused, AppsTable)
        assert app.screen.query_one(SearchBox).value == ("" if "Esc" in words else "i")
