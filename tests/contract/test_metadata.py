"""What the client learns of an app from the practice org's metadata."""

import pytest

from tests.contract.orgs import RealClient, RealOrg
from tui.domain.connected_app import AppKind
from tui.errors import NotFoundError, PermissionMissingError


async def ids(client: RealClient) -> dict[str, str]:
    return {app.name: app.id for app in await client.apps()}


async def test_the_facts_of_an_app_of_this_org(client: RealClient) -> None:
    facts = await client.metadata((await ids(client))["Partner API Gateway"])
    assert (facts.kind, facts.api_name, facts.why) == (AppKind.LOCAL, "Partner_API_Gateway", "")
    assert facts.callback_urls == ("https://partner-api-gateway.example/oauth/callback",)
    assert (facts.scopes, facts.contact_email) == (
        ("Api", "OpenID"),
        "hana.okafor@practice.example",
    )
    assert facts.consumer_key is not None
    assert facts.consumer_key.expose().startswith("3MVG9")
    assert "3MVG9" not in repr(facts)


@pytest.mark.parametrize("name", ["顧客ポータル", "Łódź Magazyn", "café-crème Réservations"])
async def test_a_name_that_no_api_name_can_be_like_is_found_by_its_label(
    client: RealClient, name: str
) -> None:
    facts = await client.metadata((await ids(client))[name])
    assert facts.kind is AppKind.LOCAL
    assert facts.api_name.isascii()


async def test_two_apps_of_one_name_are_not_told_apart(client: RealClient) -> None:
    facts = await client.metadata((await ids(client))["Partner Portal"])
    assert (facts.kind, facts.consumer_key) == (AppKind.UNKNOWN, None)
    assert "2 apps are called so" in facts.why


async def test_an_app_without_metadata_is_another_orgs(client: RealClient) -> None:
    facts = await client.metadata((await ids(client))["Ledgerline Accounting Sync"])
    assert (facts.kind, facts.consumer_key) == (AppKind.INSTALLED, None)


async def test_a_name_with_quotes_is_asked_for_as_it_is(client: RealClient, org: RealOrg) -> None:
    facts = await client.metadata(org.new_app("O'Brien \\ 'Sons' \""))
    assert facts.kind is AppKind.LOCAL


async def test_a_session_that_ends_before_is_renewed_once(client: RealClient, org: RealOrg) -> None:
    app_id = (await ids(client))["Fleet Tracking"]
    await client.metadata(app_id)
    asked = len(client.sessions)
    org.end_sessions()
    assert (await client.metadata(app_id)).kind is AppKind.LOCAL
    assert len(client.sessions) == asked + 1


async def test_an_app_that_is_gone_and_a_user_who_may_not(
    client: RealClient, support: RealClient
) -> None:
    with pytest.raises(NotFoundError):
        await client.metadata("0H4Qy0000000000")
    with pytest.raises(PermissionMissingError):
        await support.metadata((await ids(support))["Fleet Tracking"])
