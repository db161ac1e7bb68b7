"""Switching orgs: what is offered, what is closed, and where one stands afterwards."""

from collections.abc import Sequence

from tests.benches import workbench
from tests.consoles import opened, pressed, running, shown
from tests.fakes import PRACTICE, PRODUCTION, FakeClock, FakeOrg, make_app
from tui.app import ConsoleApp
from tui.domain.login import Login
from tui.domain.org import OrgKind
from tui.errors import ConfigError, ConsoleError, SessionError
from tui.screens.apps import AppsScreen
from tui.services.orgs import Opened, OrgDesk, OrgEntry
from tui.services.workbench import Workbench
from tui.widgets.apps_table import AppsTable
from tui.widgets.search_box import SearchBox

SANDBOX = PRODUCTION._replace(org_id="00D000000000003", name="Acme UAT", kind=OrgKind.SANDBOX)
LOGIN = Login("eve@acme.example", "eve", instance_url="https://eve.my.salesforce.com")


class FakeWays:
    """Three orgs, one of them open."""

    def __init__(self, *, logins: Sequence[Login] | ConsoleError = ()) -> None:
        apps = [make_app(number) for number in range(20)]
        self.orgs = {
            "practice": FakeOrg(apps, org=PRACTICE),
            "acme": FakeOrg(apps[:9], org=PRODUCTION),
            "uat": FakeOrg(apps[:5], org=SANDBOX),
        }
        self.broken: ConsoleError | None = None
        self.asked = 0
        self._logins = logins
        self.desk = OrgDesk(
            [OrgEntry(name, "guided", f"{name}.example") for name in self.orgs],
            "practice",
            offer=self._offer,
            usernames=["ana@acme.example"],
        )

    async def _offer(self) -> list[Login]:
        self.asked += 1
        if isinstance(self._logins, ConsoleError):
            raise self._logins
        return list(self._logins)

    async def switch(self, entry: OrgEntry) -> Opened:
        if self.broken is not None:
            raise self.broken
        await self.close()
        self.orgs[entry.name].closed = False
        return Opened(entry.name, "Read only: uat." if entry.name == "uat" else "")

    async def close(self) -> None:
        self.orgs[self.desk.current].closed = True

    def console(self) -> ConsoleApp:
        clock = FakeClock()

        async def connect() -> Workbench:
            return workbench(self.orgs[self.desk.current], clock=clock)

        return ConsoleApp(
            connect=connect,
            disconnect=self.close,
            clock=clock,
            org_name="practice",
            orgs=self.desk,
            switch=self.switch,
        )


async def test_o_offers_the_orgs_of_the_configuration_and_of_sf() -> None:
    ways = FakeWays(logins=[LOGIN, Login("ana@acme.example", "ana")])
    app = ways.console()
    async with running(app) as pilot:
        await opened(pilot, "o")
        text = shown(app)
        assert "● practice" in text
        assert "eve (eve@acme.example)" in text
        assert "eve.my.salesforce.com" in text
        assert "ana@acme.example" not in text  # configured already


async def test_sf_is_asked_once_in_a_session_and_again_by_f5() -> None:
    ways = FakeWays()
    async with running(ways.console()) as pilot:
        await opened(pilot, "o")
        await pressed(pilot, "escape")
        await opened(pilot, "o")
        assert ways.asked == 1
        await pressed(pilot, "f5")
        assert ways.asked == 2


async def test_without_sf_the_configured_orgs_are_there_and_it_is_said() -> None:
    ways = FakeWays(logins=SessionError("The sf command is not found in PATH.", hint="Install it."))
    app = ways.console()
    async with running(app) as pilot:
        await opened(pilot, "o")
        assert "not found in PATH. Install it." in shown(app)
        assert "acme" in shown(app)


async def test_another_org_opens_and_the_first_is_closed() -> None:
    ways = FakeWays()
    app = ways.console()
    async with running(app) as pilot:
        await opened(pilot, "o")
        await pressed(pilot, "down", "enter")
        title, *_ = shown(app).splitlines()
        assert "PRODUCTION  Acme  acme.my.salesforce.com" in title
        assert "9 connected apps" in shown(app)
        assert (ways.orgs["practice"].closed, ways.orgs["acme"].closed) == (True, False)
        assert len(app.screen_stack) == 1


async def test_an_org_may_be_read_only_while_the_others_are_not() -> None:
    app = FakeWays().console()
    async with running(app) as pilot:
        await opened(pilot, "o")
        await pressed(pilot, "down", "down", "enter")
        assert app.read_only == "Read only: uat."


async def test_each_org_remembers_where_one_stood() -> None:
    app = FakeWays().console()
    async with running(app) as pilot:
        await pressed(pilot, "slash", *"app 01", "enter", "down", "down")
        await opened(pilot, "o")
        await pressed(pilot, "down", "enter")
        assert app.screen.query_one(SearchBox).value == ""
        await opened(pilot, "o")
        await pressed(pilot, "up", "enter")
        assert app.screen.query_one(SearchBox).value == "app 01"
        assert isinstance(app.screen, AppsScreen)
        assert app.screen.place().app_id == make_app(11).id
        assert app.screen.query_one(AppsTable).has_focus


async def test_from_an_open_app_the_switch_leads_to_the_table() -> None:
    app = FakeWays().console()
    async with running(app) as pilot:
        await pressed(pilot, "enter")
        await opened(pilot, "o")
        await pressed(pilot, "down", "enter")
        assert isinstance(app.screen, AppsScreen)
        assert "Acme" in shown(app)


async def test_an_org_that_cannot_be_opened_leaves_the_open_one() -> None:
    ways = FakeWays()
    ways.broken = ConfigError("The org acme cannot be opened.")
    app = ways.console()
    async with running(app) as pilot:
        await opened(pilot, "o")
        await pressed(pilot, "down", "enter")
        assert "cannot be opened" in shown(app)
        assert "practice org" in shown(app).splitlines()[0]
        assert ways.desk.current == "practice"


async def test_the_open_org_again_changes_nothing() -> None:
    ways = FakeWays()
    app = ways.console()
    async with running(app) as pilot:
        before = app.screen
        await opened(pilot, "o")
        await pressed(pilot, "enter")
        assert app.screen is before
        assert not ways.orgs["practice"].closed
