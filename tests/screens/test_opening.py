"""Opening an app over a slow link: what the list holds is there at once, and the rest is waited for in words."""

import asyncio
from collections.abc import Callable

from textual.pilot import Pilot

from tests.consoles import console, passed, pressed, running, settled, shown
from tests.fakes import PRODUCTION, FakeClock, FakeOrg, generation, make_app
from tui.app import ConsoleApp
from tui.errors import UnreachableError
from tui.screens.app_detail import AppScreen
from tui.screens.base import ConsoleScreen
from tui.services.catalogue import Catalogue

APP = make_app(1, "Billing Sync")
SILENT = UnreachableError("acme.my.salesforce.com refuses the connection.", hint="Check network.")


class Slow:
    """A console over an org whose answers about one app are held back."""

    def __init__(self, *, guided: bool = False) -> None:
        self.clock = FakeClock()
        self.org = FakeOrg(
            [APP],
            org=PRODUCTION,
            tokens={APP.id: "tok3n-value-0123456789"},
            trail=[generation(APP.name, 21)],
            clock=self.clock,
        )
        self.app: ConsoleApp = console(self.org, clock=self.clock, guided=guided)

    async def open(self, pilot: Pilot[None]) -> str:
        self.org.gates["app"] = self.org.gates["read"] = asyncio.Event()
        await pressed(pilot, "enter")
        return shown(self.app)

    async def answer(self, pilot: Pilot[None]) -> str:
        self.org.gates["app"].set()
        await settled(pilot)
        return shown(self.app)


async def test_what_the_list_holds_is_there_before_the_org_has_answered() -> None:
    slow = Slow()
    async with running(slow.app) as pilot:
        text = await slow.open(pilot)
    assert "› Billing Sync" in text.splitlines()[0]
    assert text.count("Billing Sync") == 2
    for row in (APP.id, "2025-10-18 by Ana Souza", "2025-10-19 by Priya Natarajan"):
        assert row in text
    assert "· Reading the Setup page…" in text


async def test_nothing_is_claimed_that_the_list_does_not_hold() -> None:
    slow = Slow()
    async with running(slow.app) as pilot:
        text = await slow.open(pilot)
    for word in ("A token exists", "No token", "Fingerprint", "Permitted users", "Generated"):
        assert word not in text


async def test_after_half_a_second_it_says_that_it_reads_and_how_to_go_back() -> None:
    slow = Slow()
    async with running(slow.app) as pilot:
        assert "goes back" not in await slow.open(pilot)
        await passed(pilot, slow.clock, 0.5)
        assert "Reading the app and its Setup page… ← goes back." in shown(slow.app)
        text = await slow.answer(pilot)
        assert "● A token exists" in text
        assert "goes back" not in text


async def test_an_app_that_is_there_at_once_says_nothing_of_reading() -> None:
    slow = Slow()
    async with running(slow.app) as pilot:
        await pressed(pilot, "enter")
        await passed(pilot, slow.clock, 1)
        assert "Reading" not in shown(slow.app)


async def test_in_guided_mode_no_setup_page_is_said_to_be_read() -> None:
    slow = Slow(guided=True)
    async with running(slow.app) as pilot:
        text = await slow.open(pilot)
        await passed(pilot, slow.clock, 0.5)
        assert "Reading the Setup page" not in text
        assert "Reading the app… ← goes back." in shown(slow.app)


async def test_a_wait_that_is_over_is_not_told_any_more() -> None:
    slow = Slow()
    async with running(slow.app) as pilot:
        await slow.open(pilot)
        await pressed(pilot, "backspace")
        await passed(pilot, slow.clock, 1)
        assert "goes back" not in shown(slow.app)


async def test_what_the_table_said_of_a_silent_org_goes_once_an_app_was_read() -> None:
    slow = Slow()
    async with running(slow.app) as pilot:
        slow.org.fail["app_pages"] = SILENT
        await pressed(pilot, "f5")
        assert "refuses the connection" in shown(slow.app)
        await pressed(pilot, "enter", "backspace")
        assert "refuses the connection" not in shown(slow.app)
        assert "The org answers again. F5 loads the list." in shown(slow.app)


async def test_what_was_done_stays_when_the_org_answers() -> None:
    slow = Slow()
    async with running(slow.app) as pilot:
        await pressed(pilot, "s", "escape", "c")
        said = shown(slow.app).splitlines()[-2]
        slow.app.answered()
        await settled(pilot)
        assert shown(slow.app).splitlines()[-2] == said


async def test_a_row_that_only_the_table_knows_is_shown_and_not_acted_on() -> None:
    """As of a list that was kept from an earlier session: the services do not know it."""
    slow = Slow()
    earlier = APP._replace(name="Billing as it was")
    async with running(slow.app) as pilot:
        bench = await slow.app.workbench()
        bench.browse.catalogue = Catalogue()
        slow.org.gates["app"] = slow.org.gates["read"] = asyncio.Event()
        screen = AppScreen(slow.app, bench, APP.id, earlier)
        slow.app.push_screen(screen)
        await settled(pilot)
        assert "› Billing as it was" in shown(slow.app)
        assert "2025-10-18 by Ana Souza" in shown(slow.app)
        assert screen.subject() is None
        assert "› Billing Sync" in await slow.answer(pilot)


async def test_what_the_org_says_of_itself_may_come_at_any_moment() -> None:
    """A screen's parts are mounted one inside the other, and taken away one after the other."""
    slow = Slow()
    app = slow.app

    async def telling(until: Callable[[], bool], *parting: ConsoleScreen) -> None:
        async with asyncio.timeout(10):
            while not until():
                app.surroundings_changed(app.surroundings)
                for screen in parting:
                    screen.refresh_frame()
                await asyncio.sleep(0)

    async with running(app):
        app.simulate_key("enter")
        await telling(lambda: isinstance(app.screen, AppScreen) and app.screen.is_mounted)
        opened = app.screen
        assert isinstance(opened, AppScreen)
        app.simulate_key("escape")
        await telling(lambda: not opened.children, opened)
        app.simulate_key("enter")
        await telling(lambda: isinstance(app.screen, AppScreen))
        app.exit()
        await telling(lambda: not app.is_running)
        assert app.return_code == 0
