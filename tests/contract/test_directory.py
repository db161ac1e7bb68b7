"""What the client learns from the practice org's documented interfaces."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contract.orgs import RealClient, RealOrg
from tests.e2e.test_hostile_names import NAMES
from tui.domain.org import OrgKind
from tui.domain.text import printable
from tui.domain.token import GenerationIndex
from tui.errors import NotFoundError, OrgError
from tui.practice.seed import seed


@pytest.fixture
async def big(tmp_path: Path) -> AsyncIterator[RealOrg]:
    org = RealOrg(tmp_path / "data" / "practice.db")
    seed(org.store, apps=4_500)
    yield org
    org.close()


async def test_4500_apps_come_in_parts_and_each_once(big: RealOrg) -> None:
    async with big.client() as client:
        pages = [page async for page in client.app_pages()]
    apps = [app for page in pages for app in page.apps]
    assert {page.total for page in pages} == {4_500}
    assert len(apps) == len({app.id for app in apps}) == 4_500
    assert {len(page.apps) for page in pages} == {500}


async def test_a_list_that_breaks_off_is_never_taken_for_the_whole(big: RealOrg) -> None:
    async with big.client() as client:
        pages = client.app_pages()
        assert len((await anext(pages)).apps) == 500
        big.end_sessions()  # the rest of a list belongs to the session that asked for it
        with pytest.raises(OrgError):  # a page that was on its way already may still come
            async for _ in pages:
                pass


async def test_the_list_comes_by_name(client: RealClient) -> None:
    names = [app.name.casefold() for app in await client.apps()]
    assert names == sorted(names)
    assert len(names) > 40


async def test_the_org_says_what_it_is(client: RealClient) -> None:
    org = await client.org()
    assert (org.kind, org.name) == (OrgKind.PRACTICE, "Lindqvist Instruments (practice)")
    assert org.org_id.startswith("00D")
    assert org.registration_url is None  # nobody else can reach it


async def test_the_session_says_whose_it_is(client: RealClient, support: RealClient) -> None:
    admin, other = await client.user(), await support.user()
    assert (admin.name, admin.username) == ("Ada Lindqvist", "admin@practice.example")
    assert (other.name, other.username) == ("Tomás Őri", "support@practice.example")
    assert admin.user_id != other.user_id


async def test_the_permission_of_both_users(client: RealClient, support: RealClient) -> None:
    assert (await client.permissions()).manage_connected_apps
    assert not (await support.permissions()).manage_connected_apps


async def test_an_app_whose_creator_is_gone(client: RealClient) -> None:
    (listed,) = [app for app in await client.apps() if app.name == "Store Locator"]
    details = await client.app(listed.id)
    assert details.app == listed
    assert listed.created_by == ""


async def test_the_policies_of_an_app(client: RealClient) -> None:
    apps = {app.name: app.id for app in await client.apps()}
    gateway = (await client.app(apps["Partner API Gateway"])).policies
    field = (await client.app(apps["Field Service Mobile"])).policies
    dispatch = (await client.app(apps["Invoice Dispatch"])).policies
    assert (gateway.admin_approved_only, gateway.high_assurance) == (True, True)
    assert (gateway.refresh_token_validity, gateway.refresh_token_by_inactivity) == (24, False)
    assert (field.admin_approved_only, field.high_assurance) == (False, False)
    assert field.start_url == "https://field.example/start"
    assert (dispatch.refresh_token_validity, dispatch.refresh_token_by_inactivity) == (30, True)


async def test_15_characters_name_the_same_app(client: RealClient, org: RealOrg) -> None:
    app_id = org.new_app("Known by 15")
    assert (await client.app(app_id[:15])).app.id == app_id


@pytest.mark.parametrize(
    "app_id", ["0H4Qy0000000000", "0H4Qy0000000000QQQ", "0H4' OR Id != '", "", "../services"]
)
async def test_an_app_that_does_not_exist(client: RealClient, app_id: str) -> None:
    with pytest.raises(NotFoundError):
        await client.app(app_id)


async def test_the_trail_names_the_user_by_id(client: RealClient, org: RealOrg) -> None:
    await client.generate(org.new_app("Signed"))
    assert (await client.generations())[0].by_id == (await client.user()).user_id


async def test_the_trail_names_the_apps(client: RealClient) -> None:
    trail, apps = await client.generations(), {app.name: app for app in await client.apps()}
    assert [row.at for row in trail] == sorted((row.at for row in trail), reverse=True)
    named = {row.app_name for row in trail}
    assert named - set(apps) == {"Catalogue API"}  # renamed since
    index = GenerationIndex(trail)
    index.count_bearers(await client.apps())
    assert [row.by for row in index.history(apps["Partner API Gateway"])] == ["Hana Okafor"] * 3
    assert index.latest(apps["Nightly Backup"]) is None
    assert index.is_ambiguous(apps["Partner Portal"])


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
async def test_a_hostile_name_is_printable_everywhere(
    client: RealClient, org: RealOrg, name: str
) -> None:
    app_id = org.new_app(name)
    await client.generate(app_id)
    listed = {app.id: app.name for app in await client.apps()}
    assert (await client.app(app_id)).app.name == listed[app_id] == printable(name)
    assert (await client.generations())[0].app_name == printable(name)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=60))
async def test_any_name_comes_as_the_domain_prints_it(
    client: RealClient, org: RealOrg, name: str
) -> None:
    app = (await client.app(org.new_app(name))).app
    assert app.name == printable(name)
    assert app.name.isprintable()
