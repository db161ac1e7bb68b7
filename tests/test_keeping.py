"""Where a list is kept, whether it is, and how it is known whose it is before the org is asked."""

import asyncio

import pytest

from tests.fakes import kept_list, make_app
from tests.practice.orgs import FakeNow
from tui import kept, paths
from tui.config.model import OrgConfig, OrgType
from tui.domain.login import Login
from tui.keeping import FileKeeper, keeper
from tui.practice.store import Store, reset

ANA = Login("ana@acme.example", org_id="00D1", instance_url="https://acme.my.salesforce.com")
PRACTICE = OrgConfig("practice")
ACME = OrgConfig("acme", OrgType.SALESFORCE, username="acme")
HERE = OrgConfig("here", OrgType.SALESFORCE, instance_url="http://127.0.0.1:8765")
KEPT = kept_list([make_app(1)], sign=())


def keeps(org: OrgConfig, login: Login | None = None) -> FileKeeper:
    """What keeps the list of `org`; `sf` says `login`."""

    async def told() -> Login | None:
        return login

    return keeper(org, told)


async def test_a_login_of_sf_is_known_by_what_sf_says() -> None:
    await keeps(ACME, ANA).keep(KEPT)
    found = await keeps(ACME, ANA).read()
    assert found == KEPT._replace(sign=(ANA.username, ANA.instance_url, "00D1"))


@pytest.mark.parametrize(
    "other",
    [
        Login("bob@acme.example", org_id="00D1", instance_url=ANA.instance_url),
        Login(ANA.username, org_id="00D1", instance_url="https://other.my.salesforce.com"),
        Login(ANA.username, org_id="00D2", instance_url=ANA.instance_url),
        Login(ANA.username),
        None,
    ],
)
async def test_an_alias_that_leads_elsewhere_by_now_shows_nothing(other: Login | None) -> None:
    await keeps(ACME, ANA).keep(KEPT)
    assert await keeps(ACME, other).read() is None


async def test_nothing_is_shown_before_sf_has_said_which_org_it_is() -> None:
    await keeps(ACME, ANA).keep(KEPT)
    answers: asyncio.Future[Login] = asyncio.get_running_loop().create_future()

    async def told() -> Login:
        return await answers

    reading = asyncio.create_task(keeper(ACME, told).read())
    assert not (await asyncio.wait({reading}, timeout=0.01))[0]
    answers.set_result(ANA)
    assert await reading is not None


async def test_where_nothing_was_kept_nobody_is_asked_whose_it_would_be() -> None:
    async def told() -> Login:
        raise AssertionError

    assert await keeper(ACME, told).read() is None


async def test_the_practice_org_is_known_by_its_database_until_it_is_reset() -> None:
    now, database = FakeNow(), paths.practice_database()
    Store.open(database, now=now).close()
    await keeps(PRACTICE).keep(KEPT)
    found = await keeps(PRACTICE).read()
    assert found is not None
    assert found.sign
    now.pass_by(seconds=5)
    reset(database, now=now)
    assert await keeps(PRACTICE).read() is None


async def test_a_practice_org_without_a_database_keeps_nothing() -> None:
    await keeps(PRACTICE).keep(KEPT)
    assert not paths.lists_folder().exists()


async def test_an_address_is_unknown_until_the_org_has_answered() -> None:
    await keeps(HERE).keep(KEPT)
    found = await keeps(HERE).read()
    assert found is not None
    assert found.sign == ()


async def test_each_org_and_each_practice_user_has_a_file_of_its_own() -> None:
    orgs = [ACME, HERE, HERE._replace(name="there"), ACME._replace(username="bob")]
    for org in orgs:
        await keeps(org, ANA).keep(KEPT)
    assert len(list(paths.lists_folder().iterdir())) == len(orgs)
    assert not any("acme" in path.name for path in paths.lists_folder().iterdir())


async def test_an_org_that_is_to_keep_no_list_loses_the_one_it_had() -> None:
    await keeps(HERE).keep(KEPT)
    (path,) = paths.lists_folder().iterdir()
    unwanted = keeps(HERE._replace(keep_list=False))
    assert await unwanted.read() is None
    assert kept.read(path) is None
    await unwanted.keep(KEPT)
    assert not path.exists()
