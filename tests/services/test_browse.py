"""Loading: pages as they arrive, the last good list kept, parts that fail alone."""

import asyncio

import pytest

from tests.fakes import FakeClock, FakeOrg, generation, make_app
from tui.errors import PermissionMissingError, UnreachableError
from tui.services import browse as browse_module
from tui.services.browse import Browse, Progress, Surroundings


def make_browse(org: FakeOrg) -> Browse:
    return Browse(org, FakeClock())


async def load(browse: Browse) -> list[Progress]:
    return [progress async for progress in browse.load()]


async def test_the_first_page_is_there_before_the_second_is_asked_for() -> None:
    org = FakeOrg([make_app(number) for number in range(5)], page_size=2)
    browse = make_browse(org)
    loading = browse.load()
    first = await anext(loading)
    assert (first, org.pages_asked) == (Progress(2, 5, done=False), 1)
    assert len(browse.catalogue) == 2
    await loading.aclose()


async def test_a_whole_load_says_so() -> None:
    browse = make_browse(FakeOrg([make_app(number) for number in range(5)], page_size=2))
    assert (await load(browse))[-1] == Progress(5, 5, done=True)
    assert browse.loaded_at is not None


async def test_a_refresh_that_fails_leaves_the_last_good_list() -> None:
    org = FakeOrg([make_app(number) for number in range(4)], page_size=2)
    browse = make_browse(org)
    await load(browse)
    org.apps.append(make_app(9))
    org.fail["page 4"] = UnreachableError("gone")
    with pytest.raises(UnreachableError):
        await load(browse)
    assert len(browse.catalogue) == 4


async def test_an_unreadable_trail_leaves_ages_unknown_and_the_list_whole() -> None:
    org = FakeOrg([make_app(1)])
    org.fail["generations"] = PermissionMissingError("may not read the trail")
    browse = make_browse(org)
    await load(browse)
    assert (len(browse.catalogue), browse.trail_error) == (1, org.fail["generations"])


async def test_a_slow_trail_is_taken_up_at_the_end() -> None:
    org = FakeOrg([make_app(1, "One")], trail=[generation("One", 2)])
    org.gates["generations"] = asyncio.Event()
    browse = make_browse(org)
    loading = browse.load()
    await anext(loading)
    assert browse.catalogue.known(0).latest is None
    org.gates["generations"].set()
    assert [progress.done async for progress in loading] == [True]
    assert browse.catalogue.known(0).latest is not None


async def test_the_trail_is_asked_for_behind_the_first_apps_of_a_quick_org() -> None:
    org = FakeOrg([make_app(1)])
    org.gates["page 1"] = asyncio.Event()
    loading = make_browse(org).load(rows_first=True)
    first = asyncio.ensure_future(anext(loading))
    await org.reached["page 1"].wait()
    assert not org.reached["generations"].is_set()
    org.gates["page 1"].set()
    assert (await first).loaded == 1
    await org.reached["generations"].wait()
    await loading.aclose()


@pytest.mark.parametrize(("rows_first", "head_start"), [(True, 0), (False, 60)])
async def test_a_slower_org_and_whoever_waits_for_the_whole_list_have_both_asked_for(
    rows_first: bool, head_start: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browse_module, "_HEAD_START_SECONDS", head_start)
    org = FakeOrg([make_app(1)])
    org.gates["page 1"] = asyncio.Event()
    loading = make_browse(org).load(rows_first=rows_first)
    first = asyncio.ensure_future(anext(loading))
    await org.reached["generations"].wait()
    assert not first.done()
    org.gates["page 1"].set()
    await first
    await loading.aclose()


async def test_leaving_a_load_halfway_leaves_nothing_running() -> None:
    org = FakeOrg([make_app(1)])
    org.gates["generations"] = asyncio.Event()
    loading = make_browse(org).load()
    await anext(loading)
    await loading.aclose()
    assert len(asyncio.all_tasks()) == 1


async def test_surroundings_come_as_they_are_known() -> None:
    org = FakeOrg()
    org.gates["user"] = asyncio.Event()
    answers = make_browse(org).surroundings()
    first = await anext(answers)
    assert first.user is None
    org.gates["user"].set()
    last = [answer async for answer in answers][-1]
    assert last.user is not None
    assert last.org is not None
    assert not last.lacks_permission


async def test_an_unknown_permission_is_not_a_missing_one() -> None:
    org = FakeOrg()
    org.fail["permissions"] = UnreachableError("gone")
    answers = [answer async for answer in make_browse(org).surroundings()]
    assert not answers[-1].lacks_permission
    assert not Surroundings().lacks_permission


async def test_an_unreadable_org_is_an_error() -> None:
    org = FakeOrg()
    org.fail["org"] = UnreachableError("gone")
    with pytest.raises(UnreachableError):
        async for _ in make_browse(org).surroundings():
            pass
