"""No answer, whatever it holds, makes the client raise anything but an error of the tree, or show a secret."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.client.fakes import NOW, SESSION, VERSIONS, FakeTransport, app_row, client, rows
from tests.client.setup_pages import APP_ID, FULL, STATE, script_redirect
from tests.client.soap_answers import NULL, fault, listing, reading, record
from tests.transport.sweep import assert_clean
from tui.client import audit, records, redirects, soap, statuses
from tui.client.html import Document
from tui.client.limits import usage
from tui.client.org_client import OrgClient
from tui.client.other_pages import by_content, by_location
from tui.client.sight import Sight
from tui.domain.secret import Secret
from tui.domain.setup_labels import ENGLISH
from tui.errors import OrgError, UnexpectedAnswerError
from tui.transport import Headers, Origin, Response

FEW = settings(max_examples=40)
KINDS = ["application/json", "text/html", "text/xml", "text/plain", "", "text/xml; charset=x"]
PIECES = st.sampled_from(
    [
        b"<html>", b"</html>", b"<form action='/x/forceAppDetail.apexp' method=post>", b"</form>",
        b"<h3>Initial Access Token for Dynamic Client Registration</h3>", b"<input type=submit value=Generate name=x>",
        b"<input type=hidden name=com.salesforce.visualforce.ViewState value=v>", b"<div id=a hidden>t</div>",
        b"<a onclick=\"x('a')\">", b"<script>window.location.href='/y'</script>", b"<title>Login</title>",
        b"[{\"errorCode\":\"INVALID_SESSION_ID\",\"message\":\"x\"}]",
        b"{\"records\":[],\"totalSize\":0,\"done\":true}",
        b"[{\"version\":\"67.0\"}]", b"<?xml version='1.0'?>", b"<!DOCTYPE x>", b"\x00", b"\xff\xfe", b"&#xD800;",
        listing("x").body, reading(record("x", "y")).body, reading(NULL).body, fault("INVALID_SESSION_ID").body,
    ]
)  # fmt: skip
BODIES = st.lists(PIECES | st.binary(max_size=12), max_size=8).map(b"".join)
ANSWERS = st.builds(
    lambda status, kind, more, body: Response(
        status, Headers([("Content-Type", kind), ("Sforce-Limit-Info", more), ("Retry-After", more)]), body
    ),
    st.sampled_from([200, 200, 200, 204, 302, 400, 401, 403, 404, 420, 500, 503, 599]),
    st.sampled_from(KINDS),
    st.sampled_from(["", "api-usage=9/10", "3", "soon", "\u0664"]) | st.text(max_size=8),
    BODIES,
)  # fmt: skip
Ask = Callable[[OrgClient], Awaitable[object]]


async def _all_pages(org: OrgClient) -> object:
    return [page async for page in org.app_pages()]


CALLS: dict[str, tuple[tuple[Response, ...], Ask]] = {
    "versions": ((), lambda org: org.permissions()),
    "org": ((VERSIONS,), lambda org: org.org()),
    "user": ((), lambda org: org.user()),
    "permissions": ((VERSIONS,), lambda org: org.permissions()),
    "list": ((VERSIONS,), _all_pages),
    "app": ((VERSIONS,), lambda org: org.app(APP_ID)),
    "trail": ((VERSIONS,), lambda org: org.generations()),
    "names": ((VERSIONS, rows(app_row()), rows(app_row())), lambda org: org.metadata(APP_ID)),
    "records": (
        (VERSIONS, rows(app_row()), rows(app_row()), listing("x")),
        lambda org: org.metadata(APP_ID),
    ),
    "page": ((), lambda org: org.read(APP_ID)),
    "rehearsal": ((), lambda org: org.rehearse(APP_ID)),
    "generate": ((), lambda org: org.generate(APP_ID)),
}


@pytest.mark.parametrize("call", CALLS)
@FEW
@given(answers=st.lists(ANSWERS, min_size=1, max_size=3))
def test_any_answer_to_any_call(call: str, answers: list[Response]) -> None:
    before, ask = CALLS[call]
    transport = FakeTransport(*before, *answers * 12)
    try:
        asyncio.run(_asked(ask, transport))
    except OrgError as error:
        assert_clean(error, SESSION, STATE)
    posts = [each for each in transport.calls if each.startswith("POST") and "/Soap/" not in each]
    assert len(posts) <= (call == "generate")


async def _asked(ask: Ask, transport: FakeTransport) -> None:
    await ask(client(transport))


@FEW
@given(BODIES)
def test_any_body_as_a_page(body: bytes) -> None:
    answer = Response(200, Headers([("Content-Type", "text/html")]), body)
    document = Document(answer)
    by_content(document, act="show it")
    try:
        redirects.by_script(document)
        Sight(document, FULL, Origin.parse("https://a.example"), ENGLISH).rehearsal(APP_ID)
    except UnexpectedAnswerError as error:
        assert_clean(error)


@FEW
@given(BODIES)
def test_any_body_as_soap(body: bytes) -> None:
    node = soap.opened(Response(200, Headers([("Content-Type", "text/xml")]), body))
    if node is None or soap.fault(node) is not None:
        return
    for parse in (records.full_names, lambda each: records.records(each, expected=1)):
        try:
            parse(node)
        except UnexpectedAnswerError as error:
            assert_clean(error)


@FEW
@given(st.text(max_size=60))
def test_any_text_where_a_text_is_read(text: str) -> None:
    named = audit.app_name(f"Generated a new initial access token for connected app {text}")
    assert named is None or named.isprintable()
    assert audit.app_name(text) is None or text.startswith("Generated")
    found = usage(f"api-usage={text}")
    assert found is None or found.percent >= 0
    waited = statuses.retry_after(text, NOW)
    assert waited is None or 0 <= waited <= 24 * 3600
    by_location(Secret(text), act="show it")


async def test_a_one_time_address_is_neither_followed_nor_told() -> None:
    for target in (
        "/secur/frontdoor.jsp?sid=CANARY-once&retURL=/x",
        "/secur/frontdoor.jsp?otp=CANARY-once",
        "/services/oauth2/singleaccess?CANARY-once",
    ):
        transport = FakeTransport(
            Response(
                200,
                Headers([("Content-Type", "text/html")]),
                script_redirect(target).encode(),
            )
        )
        with pytest.raises(OrgError) as raised:
            await client(transport).read(APP_ID)
        assert len(transport.requests) == 1
        assert_clean(raised.value, "CANARY")
