"""What was done, and what a dead console left behind."""

import asyncio

import pytest

from tests.consoles import console, meant, opened, passed, pressed, running, settled, shown
from tests.fakes import PRACTICE, FakeClock, FakeOrg, make_app
from tui.domain.acts import Basis, Deed, Result, Subject
from tui.domain.org import User
from tui.screens.journal import JournalScreen

APPS = [make_app(1, "Billing Sync"), make_app(2, "Fleet Tracking")]
ANA = User("005000000000001", "Ana Souza", "admin@practice.example")


def make_org() -> FakeOrg:
    return FakeOrg(APPS, tokens={app.id: "t" for app in APPS})


def leave(org: FakeOrg, number: int, *, dead: bool = True) -> None:
    """An act that a console began and did not end."""
    app = APPS[number]
    subject = Subject(app.id, app.name, "0ld", None)
    act = org.journal.begin(Deed.REGENERATE, PRACTICE, ANA, subject)
    if dead:
        org.journal.held.discard(act.intent.act_id)


async def test_it_shows_what_was_done_and_searches() -> None:
    org = make_org()
    for number in (0, 1):
        leave(org, number, dead=False)
        org.journal.resume(org.journal.intents[-1])
    app = console(org)
    async with running(app, (110, 30)) as pilot:
        await opened(pilot, "J")
        text = shown(app)
        assert "… under way" in text
        assert all(label in text for label in ("Act  ", "At  ", "Org  ", "From  ", "State  "))
        await pressed(pilot, "slash", *"fleet")
        text = shown(app)
        assert "regenerate  Fleet Tracking" in text
        assert "regenerate  Billing Sync" not in text
        await pressed(pilot, "escape")
        assert not app.screen.is_modal


async def test_an_empty_journal_says_so() -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await pressed(pilot, "J")
        assert "Nothing has been done yet." in shown(app)


async def test_what_a_dead_console_left_is_offered_at_the_start_and_looked_up() -> None:
    org = make_org()
    leave(org, 0)
    app = console(org)
    async with running(app) as pilot:
        await opened(pilot)
        assert isinstance(app.screen, JournalScreen)
        assert "Unfinished acts" in shown(app)
        await pressed(pilot, "l")
    assert org.journal.results == [Result.UNKNOWN]


async def test_a_living_consoles_act_is_not_offered() -> None:
    org = make_org()
    leave(org, 0, dead=False)
    app = console(org)
    async with running(app) as pilot:
        await settled(pilot)
        assert not app.screen.is_modal


async def test_nobody_is_interrupted_while_typing() -> None:
    org = make_org()
    org.gates["app_pages"] = asyncio.Event()
    leave(org, 0)
    app = console(org)
    async with running(app) as pilot:
        await pressed(pilot, "slash", "b")
        org.gates["app_pages"].set()
        await settled(pilot)
        assert not app.screen.is_modal
        assert "The regenerate of Billing Sync is unfinished. J shows it." in shown(app)


async def test_a_dialog_waits_until_the_keys_are_silent() -> None:
    org, clock = make_org(), FakeClock()
    org.gates["app_pages"] = asyncio.Event()
    leave(org, 0)
    app = console(org, clock=clock)
    async with running(app) as pilot:
        await pressed(pilot, "x")
        org.gates["app_pages"].set()
        await settled(pilot)
        assert not app.screen.is_modal
        await passed(pilot, clock, 1)
        assert isinstance(app.screen, JournalScreen)


async def test_what_cannot_be_told_is_closed_on_a_persons_word() -> None:
    org = make_org()
    leave(org, 0)
    app = console(org)
    async with running(app, (100, 40)) as pilot:
        await opened(pilot)
        await pressed(pilot, "n")
        assert isinstance(app.screen, JournalScreen)
        await pressed(pilot, "l")
        assert "Have you looked in Setup?" in shown(app)
        await opened(pilot, "n")
        assert "Your word is recorded with your name." in shown(app)
        await meant(pilot, "y")
        assert "ana on host looked and says: it did not happen." in shown(app)
    (outcome,) = org.journal.outcomes.values()
    assert (outcome.result, outcome.basis) == (Result.NOT_DONE, Basis.PERSON)


async def test_a_journal_that_cannot_be_read_says_so() -> None:
    org = make_org()
    app = console(org)
    async with running(app, (100, 40)) as pilot:
        org.journal.cannot_read = True
        await opened(pilot, "J")
        assert "The journal cannot be read" in shown(app)
        org.journal.cannot_read = False
        await pressed(pilot, "f5")
        assert "Nothing has been done yet." in shown(app)


@pytest.mark.parametrize("key", ["J", "question_mark", "s"])
async def test_no_dialog_takes_a_key_in_its_first_moments(key: str) -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await pressed(pilot, key, "q", "escape")
        assert app.screen.is_modal
        await opened(pilot)
        await pressed(pilot, "q")
        assert not app.screen.is_modal
