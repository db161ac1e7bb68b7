"""The rehearsal in five steps: it leads over table and app, and is gone once it is over."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from tests.consoles import clicked, console, meant, opened, pressed, running, shown
from tests.fakes import PRODUCTION, FakeOrg, FakeTarget, make_app
from tui.app import ConsoleApp
from tui.domain.five_steps import FiveSteps, Step
from tui.screens.walking import StepActs


@asynccontextmanager
async def walking(
    *, org: FakeOrg | None = None, size: tuple[int, int] = (80, 24), steps: FiveSteps | None = None
) -> AsyncIterator[tuple[ConsoleApp, Pilot[None], list[bool]]]:
    over: list[bool] = []
    org = org or FakeOrg([make_app(1, "Billing"), make_app(2, "Price Book"), make_app(3, "Prices")])
    app = console(org, steps=steps or FiveSteps(), over=over)
    async with running(app, size) as pilot:
        yield app, pilot, over


async def test_it_is_walked_by_what_it_says() -> None:
    async with walking() as (app, pilot, over):
        assert "Step 1 of 5  Press / and type price." in shown(app)
        await pressed(pilot, "slash")
        assert "Type price." in shown(app)
        await pressed(pilot, *"price b", "enter")
        assert "✓▸··· Step 2 of 5  Press Enter" in shown(app)
        await pressed(pilot, "enter")
        assert "✓✓▸·· Step 3 of 5  Press g, read the question, Enter confirms." in shown(app)
        await opened(pilot, "g")
        await meant(pilot, "enter")
        assert "✓✓✓▸· Step 4 of 5  Press r to see the token, or c" in shown(app)
        await pressed(pilot, "r")
        assert "✓✓✓✓▸ Step 5 of 5  Press g again, read the question, y confirms." in shown(app)
        await opened(pilot, "g")
        await meant(pilot, "y")
        assert "That was the rehearsal." in shown(app)
        assert over == [True]
        await pressed(pilot, "backspace")
        assert "rehearsal" not in shown(app)
    assert over == [True]


async def test_a_rotation_from_the_table_is_the_last_step_too() -> None:
    steps = FiveSteps(frozenset(Step) - {Step.REGENERATE})
    org = FakeOrg([make_app(1, "Billing")], tokens={make_app(1).id: "old"})
    app = console(org, steps=steps, targets=[FakeTarget("gateway")])
    async with running(app) as pilot:
        assert "or press R here" in shown(app)
        await opened(pilot, "R")
        await pressed(pilot, "enter")
        await opened(pilot)
        await meant(pilot, "y")
        await pressed(pilot, "backspace")
        assert "That was the rehearsal." in shown(app)


async def test_it_is_put_away_for_good_and_comes_back_when_asked() -> None:
    async with walking() as (app, pilot, over):
        await pressed(pilot, "w")
        assert "rehearsal" not in shown(app)
        await pressed(pilot, "w")
        assert "Step 1 of 5" in shown(app)
    assert over == [True, False]


async def test_the_mouse_alone_walks_and_puts_away() -> None:
    async with walking() as (app, pilot, over):
        await clicked(pilot, "Press / and type")
        assert "Type price." in shown(app)
        await clicked(pilot, "puts it away")
        assert "rehearsal" not in shown(app)
    assert over == [True]


async def test_another_org_than_the_practice_org_is_no_rehearsal() -> None:
    async with walking(org=FakeOrg([make_app(1)], org=PRODUCTION)) as (app, pilot, _):
        assert "Step 1" not in shown(app)
        await pressed(pilot, "w")
        assert "The rehearsal is walked in the practice org" in shown(app)


async def test_it_takes_neither_the_focus_nor_a_key() -> None:
    async with walking() as (app, pilot, _):
        assert app.screen.focused is not None
        assert app.screen.focused.__class__.__name__ == "AppsTable"
        await pressed(pilot, "j")
        assert "▸ Price Book" in shown(app)


@pytest.mark.parametrize(("size", "lines"), [((80, 24), 2), ((60, 20), 1), ((200, 60), 2)])
async def test_it_takes_two_lines_and_one_of_a_low_terminal(
    size: tuple[int, int], lines: int
) -> None:
    async with walking(size=size) as (app, _, _):
        assert app.screen.query_one("StepStrip").size.height == lines
        assert "Press / and type price." in shown(app)


async def test_once_it_is_over_no_widget_is_made() -> None:
    app = console(FakeOrg([make_app(1)]))
    async with running(app):
        assert isinstance(app.screen, StepActs)
        assert not app.screen.query("StepStrip")
