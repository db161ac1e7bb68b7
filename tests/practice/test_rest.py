"""What all REST answers share: versions, sessions, limits and refusals."""

import httpx
import pytest

from tests.practice.orgs import Org, query

ORG = "SELECT Id FROM Organization"


async def test_versions_are_listed_without_a_login(nobody: httpx.AsyncClient) -> None:
    response = await nobody.get("/services/data/")
    assert [row["version"] for row in response.json()] == ["64.0", "65.0", "66.0", "67.0"]
    assert response.json()[-1]["url"] == "/services/data/v67.0"
    assert response.headers["content-type"] == "application/json;charset=UTF-8"


@pytest.mark.parametrize("version", ["64.0", "65.0", "66.0", "67.0"])
async def test_every_listed_version_answers(admin: httpx.AsyncClient, version: str) -> None:
    response = await admin.get(f"/services/data/v{version}/query", params={"q": ORG})
    assert response.json()["records"][0]["attributes"]["url"].startswith(
        f"/services/data/v{version}/"
    )


async def test_no_session_is_refused_as_salesforce_does(nobody: httpx.AsyncClient) -> None:
    response = await query(nobody, ORG)
    assert response.status_code == 401
    assert response.json() == [
        {"message": "Session expired or invalid", "errorCode": "INVALID_SESSION_ID"}
    ]


@pytest.mark.parametrize("header", ["Bearer x", "Bearer", "Basic YTpi", "Bearer a b", ""])
async def test_what_is_no_session_is_refused(nobody: httpx.AsyncClient, header: str) -> None:
    assert (await query(nobody, ORG, Authorization=header)).status_code == 401


async def test_a_session_ends(org: Org, admin: httpx.AsyncClient) -> None:
    assert (await query(admin, ORG)).status_code == 200
    org.now.pass_by(hours=2)
    assert (await query(admin, ORG)).status_code == 401


async def test_the_older_scheme_is_good_as_well(admin: httpx.AsyncClient) -> None:
    header = admin.headers["Authorization"].replace("Bearer", "OAuth")
    assert (await query(admin, ORG, Authorization=header)).status_code == 200


async def test_calls_are_counted_on_every_answer(admin: httpx.AsyncClient) -> None:
    answers = [await query(admin, soql) for soql in (ORG, "nonsense", ORG)]
    assert [answer.headers["sforce-limit-info"] for answer in answers] == [
        f"api-usage={count}/15000" for count in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/services/data/v63.0/query?q=x", 404, "NOT_FOUND"),
        ("GET", "/services/data/v67.0/limits", 404, "NOT_FOUND"),
        ("GET", "/services/data/67.0/query", 404, "NOT_FOUND"),
        ("POST", "/services/data/v67.0/query", 405, "METHOD_NOT_ALLOWED"),
        ("GET", "/services/data/v67.0/query", 400, "MALFORMED_QUERY"),
        ("GET", "/services/data/v67.0/query?q=a&q=b", 400, "MALFORMED_QUERY"),
    ],
)
async def test_refusals(
    admin: httpx.AsyncClient, method: str, path: str, status: int, code: str
) -> None:
    response = await admin.request(method, path)
    assert (response.status_code, response.json()[0]["errorCode"]) == (status, code)
