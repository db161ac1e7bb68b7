"""Whose list an earlier one is, and when it may be shown."""

import asyncio

import pytest

from tests.fakes import ANA_ID, NOW, PRACTICE, FakeKeeper, FakeOrg, generation, kept_list, make_app
from tui.domain.connected_app import TokenState
from tui.domain.kept import KeptList
from tui.domain.listing import Order
from tui.domain.org import Org, User
from tui.services.browse import Browse, Surroundings
from tui.services.earlier import EarlierList

ANA = User(ANA_ID, "Ana Souza", "admin@practice.example")
APPS = [make_app(1, "Billing"), make_app(2, "Orders")]
KEPT = kept_list(APPS, trail=[generation("Billing", 2)])
UNSIGNED = KEPT._replace(sign=())


async def read(keeper: FakeKeeper) -> EarlierList:
    earlier = EarlierList(keeper)
    await earlier.read(Order())
    return earlier


async def test_a_list_that_is_known_to_be_the_orgs_is_there_at_once() -> None:
    earlier = await read(FakeKeeper(KEPT))
    assert earlier.read_at == KEPT.read_at
    assert earlier.catalogue is not None
    assert earlier.catalogue.find(APPS[0].id) is not None


async def test_where_nobody_knows_whose_it_is_it_waits_for_org_and_user() -> None:
    earlier = await read(FakeKeeper(UNSIGNED))
    assert earlier.catalogue is None
    earlier.learn_place(Surroundings(PRACTICE))
    assert earlier.read_at is None
    earlier.learn_place(Surroundings(PRACTICE, ANA))
    assert earlier.catalogue is not None


@pytest.mark.parametrize("kept", [KEPT, UNSIGNED])
@pytest.mark.parametrize("org", [PRACTICE, None])
async def test_for_another_user_it_is_gone_and_does_not_come_back(
    kept: KeptList, org: Org | None
) -> None:
    earlier = await read(FakeKeeper(kept))
    earlier.learn_place(Surroundings(org, User("005000000000009", "", "")))
    assert earlier.catalogue is None
    earlier.learn_place(Surroundings(PRACTICE, ANA))
    assert earlier.catalogue is None


async def test_of_another_org_it_is_gone() -> None:
    earlier = await read(FakeKeeper(KEPT._replace(org_id="00D000000000009")))
    assert earlier.catalogue is not None
    earlier.learn_place(Surroundings(PRACTICE))
    assert earlier.catalogue is None


async def test_what_is_read_after_the_org_has_answered_is_compared_too() -> None:
    keeper = FakeKeeper(KEPT._replace(user_id="005000000000009"))
    earlier = EarlierList(keeper)
    earlier.learn_place(Surroundings(PRACTICE, ANA))
    await earlier.read(Order())
    assert earlier.catalogue is None


async def test_a_list_that_comes_after_this_sessions_own_is_not_shown() -> None:
    keeper = FakeKeeper(KEPT)
    keeper.gate.clear()
    earlier = EarlierList(keeper)
    reading = asyncio.create_task(earlier.read(Order()))
    earlier.end()
    keeper.gate.set()
    await reading
    assert earlier.catalogue is None


async def test_no_token_is_said_only_after_the_page_was_read_in_this_session() -> None:
    earlier = await read(FakeKeeper(KEPT))
    browse = Browse(FakeOrg(APPS), FakeOrg().clock)
    assert _states(earlier) == [TokenState.PRESENT, TokenState.UNKNOWN]
    browse.catalogue.learn_state(APPS[1].id, TokenState.NONE, NOW)
    earlier.catch_up(browse)
    assert _states(earlier) == [TokenState.PRESENT, TokenState.NONE]


async def test_a_token_made_meanwhile_has_its_new_age() -> None:
    org = FakeOrg(APPS, trail=[generation("Orders", 0)])
    earlier, browse = await read(FakeKeeper(KEPT)), Browse(org, org.clock)
    await browse.refresh_trail()
    earlier.catch_up(browse)
    assert earlier.catalogue is not None
    known = earlier.catalogue.find(APPS[1].id)
    assert known is not None
    assert known.latest == generation("Orders", 0)


async def test_what_pages_said_in_this_session_is_not_kept() -> None:
    org, keeper = FakeOrg(APPS, trail=[generation("Billing", 2)]), FakeKeeper()
    browse = Browse(org, org.clock)
    async for _ in browse.load():
        pass
    browse.catalogue.learn_state(APPS[1].id, TokenState.NONE, NOW)
    await EarlierList(keeper).keep(browse, PRACTICE, ANA)
    again = await read(FakeKeeper(keeper.writes[0]._replace(sign=("known",))))
    assert _states(again) == [TokenState.PRESENT, TokenState.UNKNOWN]


async def test_services_never_see_it() -> None:
    org = FakeOrg([make_app(1, "Billing"), make_app(3, "Billing")])
    browse = Browse(org, org.clock)
    await read(FakeKeeper(KEPT))
    assert len(browse.catalogue) == 0
    assert await browse.shares_name("Billing")


def _states(earlier: EarlierList) -> list[TokenState]:
    assert earlier.catalogue is not None
    return [earlier.catalogue.known(at).token for at in earlier.catalogue.search("", Order())]
