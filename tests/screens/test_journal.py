"""What was done, and what a dead console left behind."""

from tests.consoles import console, pressed, running, settled, shown
from tests.fakes import PRACTICE, FakeOrg, make_app
from tui.domain.acts import Deed, Result
from tui.domain.org import User
from tui.screens.journal import JournalScreen

APPS = [make_app(1, "Billing Sync"), make_app(2, "Fleet Tracking")]
ANA = User("005000000000001", "Ana Souza", "admin@practice.example")


def make_org() -> FakeOrg:
    return FakeOrg(APPS, tokens={app.id: "t" for app in APPS})


def leave(org: FakeOrg, number: int, *, dead: bool = True) -> None:
    """An act that a console began and did not end."""
    app = APPS[number]
    act = org.journal.begin(
        Deed.REGENERATE,
        PRACTICE,
        ANA,
        app_id=app.id,
        app_name=app.name,
        replacing="0ld",
        last_row=None,
    )
    if dead:
        org.journal.held.discard(act.intent.act_id)


async def test_it_shows_what_was_done_and_searches() -> None:
    org = make_org()
    for number in (0, 1):
        leave(org, number, dead=False)
        org.journal.resume(org.journal.intents[-1])
    app = console(org)
    async with running(app, (110, 30)) as pilot:
        await pressed(pilot, "J")
        assert "… under way" in shown(app)
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
        await settled(pilot)
        assert isinstance(app.screen, JournalScreen)
        assert "Unfinished acts" in shown(app)
        await pressed(pilot, "l")
        await settled(pilot)
    assert org.journal.results == [Result.UNKNOWN]


async def test_a_living_consoles_act_is_not_offered() -> None:
    org = make_org()
    leave(org, 0, dead=False)
    app = console(org)
    async with running(app) as pilot:
        await settled(pilot)
        assert not app.screen.is_modal
