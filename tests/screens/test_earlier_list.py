"""The table with the list of an earlier session, until this session's is complete."""

import asyncio

from tests.consoles import console, pressed, running, settled, shown
from tests.fakes import (
    PRODUCTION,
    FakeClock,
    FakeKeeper,
    FakeOrg,
    FakeTarget,
    generation,
    kept_list,
    make_app,
)
from tui.app import ConsoleApp
from tui.domain.kept import KeptList
from tui.errors import UnreachableError
from tui.screens.app_detail import AppScreen
from tui.screens.apps import AppsScreen

BILLING, ORDERS, PORTAL = (
    make_app(at, name) for at, name in enumerate(["Billing", "Orders", "Portal"], 1)
)
KEPT = kept_list([BILLING, ORDERS], trail=[generation("Billing", 2)])
AWAY = UnreachableError("acme.my.salesforce.com does not answer.", hint="Is the link up?")


class Start:
    """A console that is started while its org is silent."""

    def __init__(self, kept: KeptList | None = KEPT) -> None:
        self.clock = FakeClock()
        fresh = [make_app(0, "Accounts"), BILLING, ORDERS, PORTAL]
        self.org = FakeOrg(fresh, clock=self.clock, page_size=2, tokens={ORDERS.id: "t" * 40})
        self.keeper = FakeKeeper(kept)
        self.app: ConsoleApp = console(
            self.org, clock=self.clock, keeper=self.keeper, targets=[FakeTarget("gateway")]
        )
        for call in ("app_pages", "org", "user"):
            self.org.gates[call] = asyncio.Event()

    def answer(self, *calls: str) -> None:
        for call in calls or ("app_pages", "org", "user"):
            self.org.gates[call].set()

    @property
    def table(self) -> AppsScreen:
        assert isinstance(self.app.screen, AppsScreen)
        return self.app.screen


async def test_it_is_there_at_once_with_its_age() -> None:
    start = Start()
    async with running(start.app):
        text = shown(start.app)
    assert "2, as of 3 hours ago" in text
    assert "The list as of 3 hours ago; asking the org…" in text
    assert "▸ Billing" in text
    assert "● 2 days ago" in text


async def test_the_fresh_list_takes_its_place_when_it_is_complete_and_rows_stay_where_they_were() -> (
    None
):
    start = Start()
    async with running(start.app) as pilot:
        await pressed(pilot, "down")
        start.answer()
        await settled(pilot)
        text = shown(start.app)
    assert "▸ Orders" in text
    assert "as of" not in text
    assert "4 connected apps, read at" in text


async def test_where_the_org_does_not_answer_it_stays_with_its_age_and_the_error() -> None:
    start = Start()
    start.org.fail = dict.fromkeys(("app_pages", "org", "user"), AWAY)
    start.answer()
    async with running(start.app):
        text = shown(start.app)
    assert "2, as of 3 hours ago" in text
    assert "acme.my.salesforce.com does not answer." in text
    assert "▸ Billing" in text
    assert start.keeper.writes == []


async def test_the_list_of_another_org_is_put_away_as_soon_as_the_org_says_which_it_is() -> None:
    start = Start(KEPT._replace(org_id=PRODUCTION.org_id))
    async with running(start.app) as pilot:
        await pressed(pilot, "space")
        start.answer("org")
        await settled(pilot)
        text = shown(start.app)
        assert "Billing" not in text
        assert "was of another org or user, and is put away" in text
        assert not start.table.marks
        start.answer()
        await settled(pilot)
        assert "is put away. 4 connected apps" in " ".join(shown(start.app).split())


async def test_a_list_of_unknown_origin_is_shown_only_once_the_org_has_said_who_it_is() -> None:
    start = Start(KEPT._replace(sign=()))
    async with running(start.app) as pilot:
        assert "Billing" not in shown(start.app)
        start.answer("org", "user")
        await settled(pilot)
        assert "▸ Billing" in shown(start.app)
        assert "as of 3 hours ago" in shown(start.app)


async def test_a_complete_list_is_kept_once_for_the_org_and_user_that_said_so() -> None:
    start = Start(None)
    start.answer()
    async with running(start.app) as pilot:
        await settled(pilot)
        (kept,) = start.keeper.writes
        await pressed(pilot, "f5")
        await settled(pilot)
    assert list(kept.apps.names) == ["Accounts", "Billing", "Orders", "Portal"]
    assert kept.org_id == "00D000000000001"
    assert len(start.keeper.writes) == 2


async def test_a_list_is_not_kept_where_the_org_does_not_say_for_whom() -> None:
    start = Start(None)
    start.org.fail["user"] = AWAY
    start.answer()
    async with running(start.app) as pilot:
        await settled(pilot)
        assert "4 connected apps" in shown(start.app)
    assert start.keeper.writes == []


async def test_a_row_of_it_opens_and_what_is_shown_is_read_from_the_org() -> None:
    start = Start()
    async with running(start.app) as pilot:
        await pressed(pilot, "down", "enter")
        assert isinstance(start.app.screen, AppScreen)
        assert "● A token exists" in shown(start.app)
        await pressed(pilot, "left")
        row = next(line for line in shown(start.app).splitlines() if "▸ Orders" in line)
        assert "●" in row


async def test_a_row_whose_app_is_gone_opens_to_the_orgs_own_words() -> None:
    start = Start(kept_list([make_app(9, "Gone")]))
    async with running(start.app) as pilot:
        await pressed(pilot, "enter")
        assert "No such connected app." in shown(start.app)
        await pressed(pilot, "g")
        assert start.org.posts == []


async def test_rotation_and_hand_over_wait_for_the_fresh_list() -> None:
    start = Start()
    async with running(start.app) as pilot:
        for key in ("R", "h"):
            await pressed(pilot, key)
            assert isinstance(start.app.screen, AppsScreen)
            assert "The list is being read; try again in a moment." in shown(start.app)
        await pressed(pilot, "space", "R")
        assert "try again in a moment" in shown(start.app)
        start.answer()
        await settled(pilot)
        await pressed(pilot, "h")
        assert not isinstance(start.app.screen, AppsScreen)
    assert start.org.posts == []


async def test_after_a_failed_load_rotation_asks_for_the_list_first() -> None:
    start = Start()
    start.org.fail["app_pages"] = AWAY
    start.answer()
    async with running(start.app) as pilot:
        await pressed(pilot, "R")
        assert "The list is as it was kept. F5 asks the org for it." in shown(start.app)


async def test_search_works_in_it_and_stays_when_the_fresh_list_comes() -> None:
    start = Start()
    async with running(start.app) as pilot:
        await pressed(pilot, "slash", *"ord")
        assert "1 of 2, as of 3 hours ago" in shown(start.app)
        start.answer()
        await settled(pilot)
        assert "1 of 4" in shown(start.app)
        assert "Billing" not in shown(start.app)
