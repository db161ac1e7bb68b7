"""The anypoint target against answers of Anypoint that the practice gateway does not give."""

import copy
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from tests.targets.errands import TOKEN, FakeWaits, card, errand, shows, told
from tests.targets.test_anypoint_provider import CONTENT, OIDC
from tests.transport.loopback import FakeServer, answer, serving
from tui.domain.handover import Held
from tui.domain.secret import Secret
from tui.errors import NotWrittenError, PreflightError, TargetConflictError, TargetError
from tui.targets.anypoint import AnypointTarget, OpenAnypoint
from tui.targets.anypoint_session import Address, Credentials
from tui.transport import Transport

_JSON = ("Content-Type: application/json",)
OLD = "Bearer old"


def said(content: object, status: str = "200 OK") -> bytes:
    """An answer in JSON."""
    return answer(json.dumps(content).encode(), status=status, headers=_JSON)


def provider(header: str | None = OLD, **members: Any) -> dict[str, Any]:
    """A whole provider."""
    content = copy.deepcopy(CONTENT) | members
    client = content[OIDC]["client"] if content.get(OIDC) else {}
    if header is None:
        client.pop("registration", None)
    elif client:
        client["registration"] = {"authorization": header}
    return content


LOGIN = said({"access_token": "canary-login", "expires_in": 3600, "token_type": "bearer"})
PREFLIGHT = (LOGIN, said(provider("********")), said(provider()))


def target(server: FakeServer, organization: str | None = "root-1") -> AnypointTarget:
    async def credentials() -> Credentials:
        return Credentials(Secret("id"), Secret("canary-client-secret"))

    return AnypointTarget(
        card(),
        Address("", organization, lambda _: "p/1"),
        credentials=credentials,
        connect=lambda: Transport(server.origin, environ={}),
        clock=FakeWaits(),
    )


@asynccontextmanager
async def opened(*answers: bytes) -> AsyncIterator[tuple[OpenAnypoint, FakeServer]]:
    async with serving(*PREFLIGHT, *answers) as server:
        way = await target(server).open(errand())
        try:
            yield way, server
        finally:
            await way.close()


async def failed(*answers: bytes, organization: str | None = "root-1") -> PreflightError:
    """The error of a preflight that meets these answers."""
    async with serving(*answers) as server:
        with pytest.raises(PreflightError) as caught:
            await target(server, organization).open(errand())
        assert not any(b"PATCH" in request for request in server.requests)
    assert "canary" not in told(caught.value).partition("Traceback")[0]
    return caught.value


async def test_the_write_is_one_leaf_to_one_address() -> None:
    async with opened(answer()) as (way, server):
        await way.put(TOKEN)
        head, _, body = server.requests[-1].partition(b"\r\n\r\n")
    assert head.startswith(
        b"PATCH /accounts/api/organizations/root-1/clientProviders/p%2F1"
        b"?recreateTokenValidationClient=false HTTP/1.1"
    )
    leaf = {"client": {"registration": {"authorization": f"Bearer {TOKEN.expose()}"}}}
    assert json.loads(body) == {OIDC: leaf}


async def test_the_preflight_tells_what_it_saw() -> None:
    async with opened() as (way, _):
        assert way.checked == (
            "Logged in at 127.0.0.1.",
            "Client provider “Salesforce clients”, OpenID Connect dynamic client registration.",
            f"It holds {Secret('old').fingerprint} now.",
        )


def by_assertion() -> dict[str, Any]:
    """A provider that registers clients with a private key JWT."""
    content = provider(None)
    content[OIDC]["client"]["registration"] = {"method": "private_key_jwt"}
    return content


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (provider(type={"name": "ping"}), "is of type ping"),
        ({**provider(), OIDC: {}}, "only a summary can be seen"),
        (by_assertion(), "private key JWT"),
    ],
)
async def test_a_provider_that_takes_no_token_is_refused(
    content: dict[str, Any], problem: str
) -> None:
    assert problem in (await failed(LOGIN, said(content))).what


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ((answer(status="401 x"),), "does not accept the client's credentials"),
        ((said({"access_token": 7}),), "not understood"),
        ((LOGIN, answer(status="403 x")), "may not read client providers"),
        ((LOGIN, answer(status="404 x")), "no such organization"),
        ((LOGIN, answer(status="405 x")), "business group"),
        ((LOGIN, said({"name": "x"})), "not understood"),
        ((LOGIN, answer(status="418 x")), "not understood"),
    ],
)
async def test_every_refusal_has_its_words(answers: tuple[bytes, ...], problem: str) -> None:
    error = await failed(*answers)
    assert problem in error.what
    assert error.hint


@pytest.mark.parametrize(
    "me", [{"client": {"org_id": "own"}}, {"user": {"organization": {"id": "own"}}}]
)
async def test_the_organization_is_the_clients_own_unless_one_is_named(me: object) -> None:
    async with serving(LOGIN, said(me), *PREFLIGHT[1:]) as server:
        await (await target(server, None).open(errand())).close()
        assert b"/organizations/own/clientProviders/" in server.requests[-1]


@pytest.mark.parametrize("me", [{}, {"client": []}, {"client": {"org_id": ""}, "user": {}}])
async def test_no_organization_is_said_so(me: object) -> None:
    assert "which organization" in (await failed(LOGIN, said(me), organization=None)).what


@pytest.mark.parametrize("status", ["400 x", "403 x"])
async def test_a_header_that_may_not_be_read_leaves_the_proof_open(status: str) -> None:
    answers = (LOGIN, said(provider("****")), answer(status=status), said(provider("****")))
    async with serving(*answers) as server:
        way = await target(server).open(errand())
        assert "cannot be read back" in way.checked[-1]
        assert await way.held(TOKEN) is Held.UNREADABLE
        assert b"includeSecrets=false" in server.requests[-1]
        await way.close()


async def test_a_header_that_comes_back_masked_leaves_the_proof_open() -> None:
    async with opened(answer(), said(provider("********"))) as (way, _):
        await way.put(TOKEN)
        assert await way.held(TOKEN) is Held.UNREADABLE


@pytest.mark.parametrize(
    ("header", "held"),
    [
        (f"Bearer {TOKEN.expose()}", Held.THIS),
        (TOKEN.expose(), Held.ANOTHER),
        (OLD, Held.AS_BEFORE),
        ("Bearer theirs", Held.ANOTHER),
        (None, Held.ANOTHER),
    ],
)
async def test_what_it_holds_is_told_apart(header: str | None, held: Held) -> None:
    async with opened(said(provider(header))) as (way, _):
        assert await way.held(TOKEN) is held


async def test_every_other_change_is_told() -> None:
    after = provider(f"Bearer {TOKEN.expose()}", name="Renamed")
    after[OIDC]["supported_grant_types"] = ["refresh_token"]
    async with opened(answer(), said(after)) as (way, _):
        await way.put(TOKEN)
        assert await way.held(TOKEN) is Held.THIS
        assert way.notes == (
            "Anypoint changed name as well.",
            f"Anypoint changed {OIDC}.supported_grant_types as well.",
        )


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        ("400 x", TargetError, "refuses the value"),
        ("403 x", TargetError, "but not change them"),
        ("404 x", TargetConflictError, "not what it was"),
        ("405 x", TargetError, "business group"),
        ("409 x", TargetConflictError, "not what it was"),
    ],
)
async def test_a_refused_write_says_why(status: str, kind: type[TargetError], words: str) -> None:
    async with opened(answer(TOKEN.expose().encode(), status=status)) as (way, _):
        with pytest.raises(TargetError, match=words) as caught:
            await way.put(TOKEN)
    assert type(caught.value) is kind
    assert not shows(told(caught.value), TOKEN)


async def test_a_rate_limit_names_the_time_to_come_back() -> None:
    from tests.targets.test_http import RESET

    async with opened(answer(status="429 x", headers=(RESET,))) as (way, _):
        with pytest.raises(NotWrittenError) as caught:
            await way.put(TOKEN)
    assert caught.value.retry_after == 7


async def test_a_login_that_is_refused_for_good_is_not_tried_for_ever() -> None:
    refused = answer(status="401 x")
    async with opened(refused, LOGIN, refused) as (way, server):
        with pytest.raises(NotWrittenError):
            await way.put(TOKEN)
        with pytest.raises(TargetError, match="any more") as caught:
            await way.put(TOKEN)
        assert type(caught.value) is TargetError
        assert len(server.requests) == 6


async def test_a_login_that_gets_no_answer_has_written_nothing() -> None:
    async with opened(answer(status="401 x")) as (way, _):
        with pytest.raises(NotWrittenError, match="has ended"):
            await way.put(TOKEN)
        with pytest.raises(NotWrittenError):
            await way.put(TOKEN)


async def test_closing_twice_is_closing_once() -> None:
    async with opened() as (way, _):
        await way.close()
        await way.close()
