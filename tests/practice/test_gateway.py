"""The practice gateway as a server: Anypoint's client providers, and what it refuses with which status."""

from typing import Any

import httpx
import pytest

from tests.practice.orgs import FakeNow, Org
from tui.practice.gateway_data import GROUP, LIFE_SECONDS, ROOT
from tui.practice.sessions import new_session

API = "/anypoint/accounts/api"
LEAF = "oidc_dynamic_client_provider"
NO_CHANGE = "recreateTokenValidationClient=false"


def providers(organization: str = ROOT) -> str:
    return f"{API}/organizations/{organization}/clientProviders"


async def log_in(
    org: Org, nobody: httpx.AsyncClient, user: str = "admin"
) -> tuple[httpx.AsyncClient, dict[str, Any]]:
    """Log the client in; returns it and the answer."""
    given = {
        "grant_type": "client_credentials",
        "client_id": user,
        "client_secret": new_session(org.store, user),
    }
    answer = (await nobody.post(f"{API}/v2/oauth2/token", json=given)).json()
    nobody.headers["Authorization"] = f"Bearer {answer['access_token']}"
    return nobody, answer


@pytest.fixture
async def gateway(org: Org, nobody: httpx.AsyncClient) -> httpx.AsyncClient:
    return (await log_in(org, nobody))[0]


def header(value: str) -> dict[str, Any]:
    return {LEAF: {"client": {"registration": {"authorization": value}}}}


async def test_a_login_names_its_life_and_the_organization(
    org: Org, nobody: httpx.AsyncClient
) -> None:
    client, answer = await log_in(org, nobody)
    assert (answer["token_type"], answer["expires_in"]) == ("bearer", LIFE_SECONDS)
    assert (await client.get(f"{API}/me")).json()["client"]["org_id"] == ROOT


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"grant_type": "password"}'])
async def test_a_login_of_another_kind_is_a_bad_request(
    nobody: httpx.AsyncClient, body: bytes
) -> None:
    assert (await nobody.post(f"{API}/v2/oauth2/token", content=body)).status_code == 400


async def test_a_session_of_another_user_logs_nobody_in(
    org: Org, nobody: httpx.AsyncClient
) -> None:
    given = {"grant_type": "client_credentials", "client_id": "admin",
             "client_secret": new_session(org.store, "support")}  # fmt: skip
    assert (await nobody.post(f"{API}/v2/oauth2/token", json=given)).status_code == 401


async def test_a_login_ends(
    org: Org, gateway: httpx.AsyncClient, nobody: httpx.AsyncClient
) -> None:
    org.now.pass_by(seconds=LIFE_SECONDS)
    assert isinstance(org.now, FakeNow)
    assert (await gateway.get(f"{API}/me")).status_code == 401


async def test_a_session_of_the_org_is_no_login(admin: httpx.AsyncClient) -> None:
    assert (await admin.get(f"{API}/me")).status_code == 401


async def test_every_app_that_takes_tokens_has_a_provider(
    org: Org, gateway: httpx.AsyncClient
) -> None:
    answer = (await gateway.get(providers(), params={"ascending": "true", "limit": "100"})).json()
    with org.store.read() as connection:
        ids = {
            row[0] for row in connection.execute("SELECT id FROM apps WHERE origin <> 'installed'")
        }
    assert {row["providerId"] for row in answer["data"]} == ids
    assert answer["total"] == len(ids)


async def test_a_page_of_providers_is_a_part_of_them(gateway: httpx.AsyncClient) -> None:
    async def page(offset: int) -> list[str]:
        answer = await gateway.get(providers(), params={"offset": offset, "limit": 3})
        return [row["providerId"] for row in answer.json()["data"]]

    first, second = await page(0), await page(3)
    assert (len(first), len(second)) == (3, 3)
    assert not set(first) & set(second)


async def test_one_leaf_is_changed_and_all_else_stays(org: Org, gateway: httpx.AsyncClient) -> None:
    url = f"{providers()}/{org.new_app().id}"
    before = (await gateway.get(f"{url}?includeSecrets=true")).json()
    answer = await gateway.patch(f"{url}?{NO_CHANGE}", json=header("Bearer abc"))
    assert (answer.status_code, answer.content) == (200, b"")
    after = (await gateway.get(f"{url}?includeSecrets=true")).json()
    assert after[LEAF]["client"].pop("registration") == {"authorization": "Bearer abc"}
    assert after == before


async def test_secrets_are_masked_unless_asked_for(org: Org, gateway: httpx.AsyncClient) -> None:
    url = f"{providers()}/{org.new_app().id}"
    await gateway.patch(f"{url}?{NO_CHANGE}", json=header("Bearer abc"))
    shown = (await gateway.get(f"{url}?includeSecrets=false")).json()[LEAF]
    assert shown["client"]["registration"]["authorization"] == "********"
    assert shown["primary_client"]["secret"] == "********"


async def test_the_client_for_validation_is_made_anew_when_asked(
    org: Org, gateway: httpx.AsyncClient
) -> None:
    url = f"{providers()}/{org.new_app().id}"

    async def secret() -> object:
        whole = (await gateway.get(f"{url}?includeSecrets=true")).json()
        return whole[LEAF]["primary_client"]["secret"]

    before = await secret()
    await gateway.patch(f"{url}?recreateTokenValidationClient=true", json={})
    assert await secret() != before


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        '"x"',
        "{",
        '{"unknown": 1}',
        '{"name": 7}',
        '{"type": {"name": "ping"}}',
        '{"oidc_dynamic_client_provider": {"client": []}}',
        '{"oidc_dynamic_client_provider": {"client_request_timeout": true}}',
        '{"name": "\\ud800"}',
    ],
)
async def test_a_body_of_another_shape_changes_nothing(
    org: Org, gateway: httpx.AsyncClient, body: str
) -> None:
    url = f"{providers()}/{org.new_app().id}"
    answer = await gateway.patch(f"{url}?{NO_CHANGE}", content=body)
    assert answer.status_code == 400
    assert org.count("gateway_providers") == 0


async def test_a_flag_that_is_required_is_missed(org: Org, gateway: httpx.AsyncClient) -> None:
    url = f"{providers()}/{org.new_app().id}"
    assert (await gateway.get(url)).status_code == 400
    assert (await gateway.patch(url, json=header("x"))).status_code == 400


async def test_a_business_group_sees_a_summary_and_changes_nothing(
    org: Org, gateway: httpx.AsyncClient
) -> None:
    url = f"{providers(GROUP)}/{org.new_app().id}"
    seen = (await gateway.get(f"{url}?includeSecrets=true")).json()
    assert set(seen) == {"providerId", "organizationId", "name", "type"}
    assert (await gateway.patch(f"{url}?{NO_CHANGE}", json=header("x"))).status_code == 405


async def test_who_may_not_manage_apps_is_refused(org: Org, nobody: httpx.AsyncClient) -> None:
    client, _ = await log_in(org, nobody, "support")
    assert (await client.get(providers())).status_code == 403


async def test_what_is_not_there_is_not_found(org: Org, gateway: httpx.AsyncClient) -> None:
    packaged = (await gateway.get(providers())).json()["data"][0]["providerId"]
    with org.store.write() as connection:
        connection.execute("UPDATE apps SET origin = 'installed' WHERE id = ?", (packaged,))
    for url in (providers("other"), f"{providers()}/{packaged}", f"{providers()}/0H4"):
        assert (await gateway.get(f"{url}?includeSecrets=false")).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
async def test_what_it_does_not_offer_is_not_the_answer_of_a_business_group(
    org: Org, gateway: httpx.AsyncClient, method: str
) -> None:
    answer = await gateway.request(method, f"{providers()}/{org.new_app().id}")
    assert answer.status_code == 501


async def test_where_the_org_is_not_served_nothing_is_registered(
    org: Org, gateway: httpx.AsyncClient
) -> None:
    app = org.new_app()
    answer = await gateway.post(f"/anypoint/practice/gateway/register?app={app.id}")
    assert answer.status_code == 503


async def test_an_app_that_goes_takes_its_provider_with_it(
    org: Org, gateway: httpx.AsyncClient
) -> None:
    app = org.new_app()
    await gateway.patch(f"{providers()}/{app.id}?{NO_CHANGE}", json=header("Bearer abc"))
    with org.store.write() as connection:
        connection.execute("DELETE FROM apps WHERE key = ?", (app.key,))
    assert org.count("gateway_providers") == 0
