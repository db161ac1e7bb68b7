"""Who is addressed, how much may be sent, and what a failure may say."""

import logging

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from tests.practice.orgs import REGISTER, Org, make_token
from tui.practice.guard import MOST_BODY_BYTES, Guard


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:8765", "[::1]", "[::1]:80"]
)
async def test_this_machine_by_any_name_and_port_is_answered(
    nobody: httpx.AsyncClient, host: str
) -> None:
    assert (await nobody.get("/services/data/", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.nip.io:8765",
        "[::2]",
        "10.0.0.1",
        "localhost.",
    ],
)
async def test_another_name_is_refused(nobody: httpx.AsyncClient, host: str) -> None:
    assert (await nobody.get("/services/data/", headers={"Host": host})).status_code == 421


@pytest.mark.parametrize(
    "host", ["", "localhost:x", "localhost:80:80", "a@localhost", "localhost/x", " "]
)
async def test_what_is_no_host_is_refused(nobody: httpx.AsyncClient, host: str) -> None:
    assert (await nobody.get("/services/data/", headers={"Host": host})).status_code == 400


async def test_two_hosts_are_refused(nobody: httpx.AsyncClient) -> None:
    headers = [("Host", "localhost"), ("Host", "evil.example")]
    assert (await nobody.get("/services/data/", headers=headers)).status_code == 400


async def test_nothing_is_done_for_another_name(org: Org, admin: httpx.AsyncClient) -> None:
    token = await make_token(admin, org.new_app())
    before = org.count("apps")
    headers = {"Host": "evil.example", "Authorization": f"Bearer {token}"}
    response = await admin.post(
        REGISTER, json={"redirect_uris": ["https://a.example/"]}, headers=headers
    )
    assert (response.status_code, org.count("apps")) == (421, before)


async def test_a_body_over_the_cap_is_refused(nobody: httpx.AsyncClient) -> None:
    response = await nobody.post(REGISTER, content=b"x" * (MOST_BODY_BYTES + 1))
    assert response.status_code == 413


async def test_a_body_over_the_cap_is_refused_without_a_length(nobody: httpx.AsyncClient) -> None:
    async def chunks() -> object:
        for _ in range(9):
            yield b"x" * 8192

    response = await nobody.post(REGISTER, content=chunks())  # type: ignore[arg-type]
    assert response.status_code == 413


async def test_an_address_over_salesforces_limit_is_refused(nobody: httpx.AsyncClient) -> None:
    assert (await nobody.get("/services/data/", params={"q": "x" * 17_000})).status_code == 414


async def test_a_failure_says_nothing_of_itself(caplog: pytest.LogCaptureFixture) -> None:
    async def broken(_: Scope, __: Receive, ___: Send) -> None:
        raise RuntimeError("a secret")

    caplog.set_level(logging.DEBUG)
    transport = httpx.ASGITransport(app=Guard(broken))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        response = await client.get("/")
    assert (response.status_code, response.text) == (500, "Internal Server Error")
    assert "a secret" not in caplog.text
    assert "RuntimeError" in caplog.text


async def test_an_unknown_address_is_not_found(admin: httpx.AsyncClient) -> None:
    assert (await admin.get("/services/oauth2/nothing/here")).status_code == 404
