"""No key is pressed in vain without a word, no word outlives its key, and what no person pressed is not answered."""

import pytest
from textual import events

from tests.consoles import console, passed, pressed, running, settled, shown
from tests.fakes import FakeClock, FakeOrg, make_app
from tui.app import ConsoleApp
from tui.widgets.bars import Mood, StatusLine


def bench() -> tuple[ConsoleApp, FakeClock]:
    clock = FakeClock()
    return console(FakeOrg([make_app(1, "Billing Sync")]), clock=clock), clock


def said(app: ConsoleApp) -> str:
    status = app.screen.query_one(StatusLine)
    return status.answered or status.text


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["l"], "l does nothing here. ? shows the keys."),
        (["i"], "i (Consumer key) is for an open app: Enter opens this one."),
        (["enter", "s"], "s (Sort) is for the table: ← leads back."),
        (["slash", "f9"], "F9 does nothing here. F1 explains this place."),
    ],
)
async def test_a_key_that_nothing_has_is_answered(keys: list[str], words: str) -> None:
    app, clock = bench()
    async with running(app) as pilot:
        await pressed(pilot, *keys)
        await passed(pilot, clock, 0.1)
        assert said(app) == words


async def test_of_a_burst_of_keys_nothing_is_answered_but_the_last() -> None:
    app, clock = bench()
    async with running(app) as pilot:
        before = said(app)
        await pressed(pilot, "l", "l", "j")
        await passed(pilot, clock, 0.1)
        assert said(app) == before


@pytest.mark.parametrize("key", ["j", "left_shift", "tab", "down"])
async def test_a_key_that_is_handled_or_none_is_not_answered(key: str) -> None:
    app, clock = bench()
    async with running(app) as pilot:
        before = said(app)
        await pressed(pilot, key)
        await passed(pilot, clock, 0.1)
        assert said(app) == before


async def test_letters_mouse_and_paste_are_not_answered() -> None:
    app, clock = bench()
    async with running(app) as pilot:
        before = said(app)
        await pressed(pilot, "slash", "l", "x")
        app.post_message(events.Paste("i"))
        app.post_message(events.MouseMove(None, 5, 5, 0, 0, 0, False, False, False, 5, 5))
        await passed(pilot, clock, 0.1)
        assert said(app) == before


@pytest.mark.parametrize("key", ["j", "slash", "d"])
async def test_a_reason_goes_with_the_next_key_and_what_happened_comes_back(key: str) -> None:
    app, _ = bench()
    async with running(app) as pilot:
        await pressed(pilot, "c")
        assert "Open the app first" in shown(app)
        await pressed(pilot, key)
        assert "Open the app first" not in shown(app)
        assert ("max_age" if key == "d" else "1 connected app, read at") in said(app)


async def test_a_reason_hides_no_bad_news_for_good() -> None:
    app, _ = bench()
    async with running(app) as pilot:
        status = app.screen.query_one(StatusLine)
        status.say("The old token is dead.", Mood.BAD)
        await pressed(pilot, "c")
        assert "✗" not in shown(app)
        await pressed(pilot, "home")
        assert "✗ The old token is dead." in shown(app)
        await settled(pilot)
