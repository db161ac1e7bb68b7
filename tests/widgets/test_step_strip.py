"""The strip of the rehearsal: what fits, and what a click on it does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from tests.widgets.stage import Stage
from tui.domain.five_steps import FiveSteps, Sight, Step
from tui.presentation.actions import KEYS
from tui.widgets.key_bar import KeyBar
from tui.widgets.step_strip import StepStrip

OPENED = FiveSteps(frozenset({Step.SEARCH, Step.OPEN}))


@asynccontextmanager
async def staged(width: int, height: int) -> AsyncIterator[tuple[Stage, StepStrip, Pilot[None]]]:
    strip = StepStrip(KEYS)
    app = Stage(strip)
    async with app.run_test(size=(width, height)) as pilot:
        strip.show(OPENED, Sight())
        await pilot.pause()
        yield app, strip, pilot


@pytest.mark.parametrize(
    ("size", "lines"),
    [
        (
            (78, 2),
            [
                "Practice org, a local rehearsal: nothing here reaches anyone.   w puts it away",
                "✓✓▸·· Step 3 of 5  Open an app (Enter), then press g.",
            ],
        ),
        ((58, 1), ["✓✓▸·· Open an app (Enter), then press g."]),
    ],
)
async def test_two_lines_or_the_step_alone(size: tuple[int, int], lines: list[str]) -> None:
    async with staged(*size) as (app, _, _):
        assert [line.rstrip() for line in app.lines] == lines


async def test_where_a_target_is_reached_it_says_so() -> None:
    async with staged(78, 2) as (app, strip, pilot):
        strip.show(OPENED, Sight(), reaches_out=True)
        await pilot.pause()
        assert app.lines[0].startswith("Practice org, a rehearsal: a hand-over reaches your")
        assert app.lines[0].rstrip().endswith("w puts it away")


async def test_a_wide_terminal_names_the_steps() -> None:
    async with staged(140, 2) as (app, _, _):
        assert "✓ Search  ✓ Open  ▸ Generate  · Reveal  · Regenerate" in app.lines[1]


@pytest.mark.parametrize(
    ("x", "y", "acts"), [(70, 0, ["walk"]), (10, 0, []), (30, 1, ["app.open"])]
)
async def test_a_click_on_its_words_does_what_they_say(x: int, y: int, acts: list[str]) -> None:
    async with staged(78, 2) as (app, strip, pilot):
        await pilot.click(strip, offset=(x, y))
        await pilot.pause()
        pressed = [each.action_id for each in app.messages if isinstance(each, KeyBar.Pressed)]
        assert pressed == acts


async def test_it_says_goodbye_at_the_end() -> None:
    async with staged(100, 2) as (app, strip, pilot):
        strip.show(FiveSteps(frozenset(Step)), Sight("app"))
        await pilot.pause()
        assert "That was the rehearsal." in app.lines[0]
        assert "✓✓✓✓✓ Done" in app.lines[1]
