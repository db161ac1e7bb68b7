"""Versions, paging, and answers that are not what was asked for."""

import asyncio
import json
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.client import setup_pages
from tests.client.fakes import (
    SESSION,
    VERSIONS,
    FakeSessions,
    FakeTransport,
    app_row,
    as_html,
    as_json,
    client,
    moved,
    refused,
    rows,
)
from tests.transport.sweep import assert_clean
from tui.client import payloads, rest
from tui.errors import (
    OrgError,
    PermissionMissingError,
    SessionError,
    UnexpectedAnswerError,
)
from tui.transport import Headers, Response

EXPIRED = refused(401, "INVALID_SESSION_ID", "Session expired or invalid")
NEXT = "/services/data/v67.0/query/01gCANARY-2000"


async def _list(transport: FakeTransport, sessions: FakeSessions | None = None) -> list[str]:
    return [
        app.name
        async for page in client(transport, sessions=sessions).app_pages()
        for app in page.apps
    ]


async def test_the_newest_version_known_to_both_is_used_and_asked_for_once() -> None:
    transport = FakeTransport(VERSIONS, rows(), rows())
    org = client(transport)
    assert await org.generations() == []
    assert await org.generations() == []
    assert transport.calls[0] == "GET /services/data/"
    assert [call.partition("?")[0] for call in transport.calls[1:]] == [
        "GET /services/data/v67.0/query"
    ] * 2
    assert "Authorization" not in transport.requests[0].headers


@pytest.mark.parametrize("versions", [[], ["58.0"], ["68.0", "58.0"]])
async def test_an_org_without_a_common_version_is_refused(versions: list[str]) -> None:
    transport = FakeTransport(as_json([{"version": version} for version in versions]))
    with pytest.raises(UnexpectedAnswerError, match=r"59\.0 to 67\.0"):
        await _list(transport)


async def test_an_older_org_is_spoken_to_in_its_version() -> None:
    transport = FakeTransport(as_json([{"version": "59.0"}, {"version": "60.0"}]), rows())
    await _list(transport)
    assert transport.calls[1].startswith("GET /services/data/v60.0/query?")


async def test_a_query_carries_the_session_and_asks_for_full_pages() -> None:
    transport = FakeTransport(VERSIONS, rows(app_row()))
    assert await _list(transport) == ["Partner gateway 1"]
    assert transport.header(1, "Authorization") == f"Bearer {SESSION}"
    assert transport.header(1, "Sforce-Query-Options") == "batchSize=2000"
    soql = parse_qs(urlsplit(transport.requests[1].path).query)["q"][0]
    assert soql.endswith("FROM ConnectedApplication ORDER BY Name")


async def test_while_a_page_is_looked_at_the_next_one_is_on_its_way() -> None:
    transport = FakeTransport(
        VERSIONS, rows(app_row(1), total=2, following=NEXT), rows(app_row(2), total=2)
    )
    seen = []
    async for page in client(transport).app_pages():
        seen += [app.name for app in page.apps]
        assert (len(transport.requests), page.total) == (3, 2)
    assert seen == ["Partner gateway 1", "Partner gateway 2"]
    assert transport.calls[2] == f"GET {NEXT}"
    assert transport.header(2, "Sforce-Query-Options") == "batchSize=2000"


async def test_the_next_page_is_asked_for_before_this_one_is_decoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    transport = FakeTransport(
        VERSIONS, rows(app_row(1), total=2, following=NEXT), rows(app_row(2), total=2)
    )

    def decode(text: str) -> object:
        if NEXT in text:
            assert transport.calls[-1] == f"GET {NEXT}"
        return json.loads(text)

    monkeypatch.setattr(payloads, "parse_json", decode)
    assert await _list(transport) == ["Partner gateway 1", "Partner gateway 2"]


async def test_between_two_slices_of_a_page_others_come_all_their_way() -> None:
    """A key takes a dozen turns of the loop from the terminal to its frame."""
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    turning = asyncio.ensure_future(others())
    transport = FakeTransport(VERSIONS, rows(*map(app_row, range(1500))))
    seen = [turns async for _ in client(transport).app_pages()]
    turning.cancel()
    assert len(seen) == 3
    assert all(later - sooner >= 12 for sooner, later in pairwise(seen))


@pytest.mark.parametrize("early", [f'"nextRecordsUrl": "{NEXT}0", ', ""])
async def test_where_the_next_page_is_the_whole_answer_says(early: str) -> None:
    """JSON knows no order, and the last of two members of one name holds."""
    row = json.dumps(app_row(1))
    head = '{"totalSize": 2, "done": false, '
    text = f'{head}{early}"records": [{row}], "nextRecordsUrl": "{NEXT}"}}'
    first = Response(200, as_json({}).headers, text.encode())
    transport = FakeTransport(VERSIONS, first, *[rows(app_row(2), total=2)] * 2)
    assert await _list(transport) == ["Partner gateway 1", "Partner gateway 2"]
    assert transport.calls[-1] == f"GET {NEXT}"


@pytest.mark.parametrize(
    "following",
    [
        "https://evil.example/services/data/x",
        "/secret/x",
        "/services/data/../../x",
        "//evil.example/",
    ],
)
async def test_a_next_page_elsewhere_is_not_fetched(following: str) -> None:
    transport = FakeTransport(VERSIONS, rows(app_row(), following=following))
    with pytest.raises(UnexpectedAnswerError):
        await _list(transport)
    assert len(transport.requests) == 2


async def test_a_page_that_comes_again_ends_the_list() -> None:
    page = rows(app_row(), following=NEXT)
    transport = FakeTransport(VERSIONS, page, page)
    with pytest.raises(UnexpectedAnswerError, match="do not end"):
        await _list(transport)
    assert len(transport.requests) == 3


async def test_pages_without_end_are_given_up() -> None:
    endless = [rows(following=f"{NEXT}{number}") for number in range(rest.MAX_PAGES + 5)]
    transport = FakeTransport(VERSIONS, *endless)
    with pytest.raises(UnexpectedAnswerError, match="do not end"):
        await _list(transport)
    assert len(transport.requests) == rest.MAX_PAGES + 1


async def test_an_expired_session_is_renewed_and_the_page_read_again() -> None:
    transport, sessions = (
        FakeTransport(VERSIONS, EXPIRED, rows(app_row())),
        FakeSessions("one", "two"),
    )
    assert await _list(transport, sessions) == ["Partner gateway 1"]
    assert [transport.header(i, "Authorization") for i in (1, 2)] == ["Bearer one", "Bearer two"]


async def test_a_session_that_stays_expired_is_not_asked_for_a_third_time() -> None:
    transport, sessions = (
        FakeTransport(VERSIONS, EXPIRED, EXPIRED),
        FakeSessions("CANARY-1", "CANARY-2"),
    )
    with pytest.raises(SessionError) as raised:
        await _list(transport, sessions)
    assert (len(transport.requests), sessions.asked) == (3, 2)
    assert_clean(raised.value, "CANARY")


async def test_a_session_that_a_policy_keeps_out_is_not_renewed() -> None:
    barred = refused(
        401, "INVALID_SESSION_ID", "This session is not valid for use with the REST API"
    )
    transport, sessions = FakeTransport(VERSIONS, barred), FakeSessions()
    with pytest.raises(SessionError, match="REST API"):
        await _list(transport, sessions)
    assert sessions.asked == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (as_html(setup_pages.LOGIN), SessionError),
        (as_html(setup_pages.MAINTENANCE), UnexpectedAnswerError),
        (as_html(setup_pages.DENIED), PermissionMissingError),
        (as_html("<html>CANARY</html>"), UnexpectedAnswerError),
        (as_html("[]"), UnexpectedAnswerError),
        (
            Response(200, Headers([("Content-Type", "application/json")]), b"{CANARY"),
            UnexpectedAnswerError,
        ),
        (
            Response(200, Headers([("Content-Type", "application/json")]), b"\xff\xfe"),
            UnexpectedAnswerError,
        ),
        (Response(200), UnexpectedAnswerError),
        (as_json(["CANARY"]), UnexpectedAnswerError),
        (as_json({"records": "CANARY"}), UnexpectedAnswerError),
        (rows("CANARY"), UnexpectedAnswerError),
        (moved("https://login.salesforce.com/?startURL=CANARY"), SessionError),
        (moved("/?ec=302&startURL=CANARY"), SessionError),
        (moved("https://evil.example/CANARY"), UnexpectedAnswerError),
        (refused(404, "NOT_FOUND"), UnexpectedAnswerError),
        (refused(400, "INVALID_TYPE"), PermissionMissingError),
    ],
)
async def test_an_answer_that_is_not_what_was_asked_for(
    answer: Response, error: type[OrgError]
) -> None:
    transport = FakeTransport(VERSIONS, answer, answer)
    with pytest.raises(error) as raised:
        await _list(transport)
    assert_clean(raised.value, "CANARY", frames=False)  # rows are no secrets
    assert_clean(raised.value, SESSION)


def test_the_largest_page_fits_under_the_cap() -> None:
    widest: dict[str, Any] = app_row(Name="\U0001f600" * 80)
    assert len(json.dumps([widest] * 2000)) < rest.MAX_PAGE_BYTES
