"""userinfo and the OpenID configuration."""

import httpx
import pytest

from tests.practice.orgs import Org, query


async def test_userinfo_says_who_is_calling(org: Org, admin: httpx.AsyncClient) -> None:
    info = (await admin.get("/services/oauth2/userinfo")).json()
    assert info["preferred_username"] == "admin@practice.example"
    assert info["name"] == "Ada Lindqvist"
    assert info["user_id"].startswith("005")
    assert info["urls"]["custom_domain"] == "http://localhost"
    org_id = (await query(admin, "SELECT Id FROM Organization")).json()["records"][0]["Id"]
    assert info["organization_id"] == org_id


@pytest.mark.parametrize(
    ("header", "words"),
    [({}, "Missing_OAuth_Token"), ({"Authorization": "Bearer x"}, "Bad_OAuth_Token")],
)
async def test_userinfo_refuses_with_403(
    nobody: httpx.AsyncClient, header: dict[str, str], words: str
) -> None:
    response = await nobody.get("/services/oauth2/userinfo", headers=header)
    assert (response.status_code, response.text) == (403, words)


async def test_the_configuration_leads_back_to_where_it_was_asked(
    nobody: httpx.AsyncClient,
) -> None:
    response = await nobody.get(
        "/.well-known/openid-configuration", headers={"Host": "127.0.0.1:4711"}
    )
    assert response.json()["issuer"] == "http://127.0.0.1:4711"
    assert (
        response.json()["registration_endpoint"] == "http://127.0.0.1:4711/services/oauth2/register"
    )
