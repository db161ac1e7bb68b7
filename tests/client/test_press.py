"""Generate and regenerate: what is compared before, the one POST, and what its answer proves."""

import asyncio
from urllib.parse import parse_qsl

import pytest

from tests.client import setup_pages
from tests.client.fakes import (
    ORIGIN,
    SESSION,
    FakeSessions,
    FakeTransport,
    Script,
    as_html,
    client,
    moved,
    refused,
)
from tests.client.setup_pages import (
    APP_ID,
    FULL,
    NEW_TOKEN,
    TOKEN,
    message_page,
    page,
    script_redirect,
    table_page,
)
from tests.client.test_setup_page import TO_FULL, TO_MANAGE, way
from tests.transport.sweep import assert_clean
from tui.domain.connected_app import TokenState
from tui.domain.secret import Secret
from tui.domain.token import TokenReading
from tui.errors import (
    BusyError,
    ConfigError,
    ConflictError,
    OutcomeUnknownError,
    UnexpectedAnswerError,
    UnreachableError,
)
from tui.transport import NotSentError, Request, Response

MARK = Secret(TOKEN).mark
OLD, NEW, NONE = (
    as_html(table_page(TOKEN)),
    as_html(table_page(NEW_TOKEN)),
    as_html(table_page(None)),
)


async def _regenerate(transport: FakeTransport) -> TokenReading:
    return await client(transport).regenerate(APP_ID, replacing=MARK)


def _posts(transport: FakeTransport) -> list[Request]:
    return [request for request in transport.requests if request.method == "POST"]


async def test_regenerate_posts_the_form_once_and_returns_the_token_of_the_answer() -> None:
    transport = way(OLD, NEW)
    reading = await _regenerate(transport)
    assert (reading.state, reading.token) == (TokenState.PRESENT, Secret(NEW_TOKEN))
    assert [call for call in transport.calls if call.startswith("POST")] == [f"POST {FULL}"]
    assert transport.header(3, "Cookie") == f"sid={SESSION}"
    assert transport.header(3, "Content-Type") == "application/x-www-form-urlencoded"
    assert (transport.header(3, "Origin"), transport.header(3, "Referer")) == (
        ORIGIN,
        f"{ORIGIN}{FULL}",
    )
    body = transport.requests[3].body
    assert isinstance(body, Secret)
    assert parse_qsl(body.expose())[-1] == ("p:f:j_id9:j_id10", "Regenerate")


async def test_generate_makes_the_first_token() -> None:
    transport = way(NONE, NEW)
    reading = await client(transport).generate(APP_ID)
    assert (reading.token, len(_posts(transport))) == (Secret(NEW_TOKEN), 1)


@pytest.mark.parametrize(
    "redirect", [moved(FULL), moved(FULL, 303), TO_FULL, moved(f"{ORIGIN}{FULL}", 301)]
)
async def test_a_redirect_after_the_post_is_followed_by_get(redirect: Response) -> None:
    transport = way(OLD, redirect, NEW)
    assert (await _regenerate(transport)).token == Secret(NEW_TOKEN)
    assert [call[:4] for call in transport.calls[3:]] == ["POST", "GET "]


async def test_generate_stops_where_a_token_exists_by_now() -> None:
    transport = way(OLD)
    with pytest.raises(ConflictError, match="has a token already") as raised:
        await client(transport).generate(APP_ID)
    assert _posts(transport) == []
    assert_clean(raised.value, "CANARY")


@pytest.mark.parametrize(
    ("before", "said"), [(NONE, "no token"), (NEW, "not the one that was shown")]
)
async def test_regenerate_stops_where_the_token_is_not_the_one_shown(
    before: Response, said: str
) -> None:
    transport = way(before)
    with pytest.raises(ConflictError, match=said) as raised:
        await _regenerate(transport)
    assert _posts(transport) == []
    assert_clean(raised.value, "CANARY")


@pytest.mark.parametrize(
    "before",
    [
        as_html(page("<h3>Other</h3>")),
        as_html(table_page(TOKEN, states="")),
        as_html(table_page(TOKEN).replace('class="btn"', 'onclick="A4J.AJAX.Submit(1)"')),
        as_html("<html>", 500),
    ],
)
async def test_a_page_that_is_not_understood_is_not_posted_to(before: Response) -> None:
    transport = way(before)
    with pytest.raises(UnexpectedAnswerError) as raised:
        await _regenerate(transport)
    assert _posts(transport) == []
    assert_clean(raised.value, "CANARY")


LOST: list[tuple[Script, ...]] = [
    (UnreachableError("no answer"),),
    (UnexpectedAnswerError("too large"),),
    (RuntimeError("a bug"),),
    (as_html("CANARY", 500),),
    (as_html("CANARY", 503, Retry_After="1"),),
    (as_html("CANARY", 403),),
    (as_html("CANARY", 404),),
    (refused(401, "INVALID_SESSION_ID"),),
    (as_html("CANARY garbage"),),
    (as_html(setup_pages.LOGIN),),
    (as_html(setup_pages.MAINTENANCE),),
    (as_html(setup_pages.DENIED),),
    (Response(200, body=b"CANARY"),),
    (Response(204),),
    (OLD,),
    (NONE,),
    (as_html(page("<h3>Other</h3>")),),
    (as_html(table_page(TOKEN) + table_page(NEW_TOKEN)),),
    (as_html(table_page(NEW_TOKEN).partition("-token-new")[0]),),
    (moved("https://evil.example/"),),
    (moved("/x", 307),),
    (moved("/x", 308),),
    (moved("/?ec=302"),),
    (TO_FULL, NotSentError("refused")),
    (TO_FULL, UnreachableError("no answer")),
    (TO_FULL, ConfigError("closed")),
    (TO_FULL, as_html("CANARY", 500)),
    (TO_FULL, OLD),
    (TO_FULL,) * 6,
    (as_html(script_redirect("/a") + script_redirect("/b")),),
]


@pytest.mark.parametrize("script", LOST)
async def test_after_the_post_everything_unproven_is_an_unknown_outcome(
    script: tuple[Script, ...],
) -> None:
    transport = way(OLD, *script)
    with pytest.raises(OutcomeUnknownError, match="Regenerate was sent") as raised:
        await _regenerate(transport)
    assert len(_posts(transport)) == 1
    assert "Do not press again before looking" in raised.value.hint
    assert_clean(raised.value, "CANARY")


@pytest.mark.parametrize("answer", [NONE, as_html("CANARY", 500), UnreachableError("x")])
async def test_generate_has_unknown_outcomes_too(answer: Script) -> None:
    transport = way(NONE, answer)
    with pytest.raises(OutcomeUnknownError, match="Generate was sent"):
        await client(transport).generate(APP_ID)
    assert len(_posts(transport)) == 1


@pytest.mark.parametrize("failure", [NotSentError("refused"), ConfigError("closed")])
async def test_a_post_that_never_left_is_no_unknown_outcome(failure: Exception) -> None:
    transport = way(OLD, failure)
    with pytest.raises(type(failure)):
        await _regenerate(transport)
    assert len(_posts(transport)) == 1


async def test_a_session_that_expires_with_the_post_is_not_renewed_for_it() -> None:
    sessions = FakeSessions("one", "two")
    transport = way(OLD, refused(401, "INVALID_SESSION_ID"))
    with pytest.raises(OutcomeUnknownError):
        await client(transport, sessions=sessions).regenerate(APP_ID, replacing=MARK)
    assert (sessions.asked, len(_posts(transport))) == (1, 1)


async def test_a_session_that_expired_before_is_renewed_and_posts_once() -> None:
    sessions = FakeSessions("one", "two")
    transport = FakeTransport(as_html(setup_pages.LOGIN), TO_MANAGE, TO_FULL, OLD, NEW)
    await client(transport, sessions=sessions).regenerate(APP_ID, replacing=MARK)
    assert [request.method for request in transport.requests].count("POST") == 1
    assert transport.header(4, "Cookie") == "sid=two"


async def test_a_message_and_an_unchanged_page_mean_that_the_org_refused() -> None:
    transport = way(OLD, as_html(message_page(TOKEN)), OLD)
    with pytest.raises(UnexpectedAnswerError, match="refused to regenerate the token") as raised:
        await _regenerate(transport)
    assert [call[:4] for call in transport.calls[3:]] == ["POST", "GET "]
    assert_clean(raised.value, "CANARY")


@pytest.mark.parametrize(
    "look", [NEW, NONE, as_html("", 500), UnreachableError("x"), RuntimeError("a bug")]
)
async def test_a_message_and_anything_else_prove_nothing(look: Script) -> None:
    transport = way(OLD, as_html(message_page(TOKEN)), look, TO_MANAGE, UnreachableError("x"))
    with pytest.raises(OutcomeUnknownError) as raised:
        await _regenerate(transport)
    assert len(_posts(transport)) == 1
    assert_clean(raised.value, "CANARY")


async def test_a_message_beside_a_new_token_does_not_hide_it() -> None:
    transport = way(OLD, as_html(message_page(NEW_TOKEN)))
    assert (await _regenerate(transport)).token == Secret(NEW_TOKEN)


async def test_a_busy_org_before_the_post_is_busy() -> None:
    transport = way(*[as_html("", 503, Retry_After="7")] * 4)
    with pytest.raises(BusyError) as raised:
        await _regenerate(transport)
    assert raised.value.retry_after == 7.0


class FakeSection(FakeTransport):
    """An org with one app whose button works, and that yields to other calls before it answers."""

    def __init__(self, token: str | None) -> None:
        super().__init__()
        self.token = token

    async def send(self, request: Request) -> Response:
        """Answer by the state of the org."""
        self.requests.append(request)
        await asyncio.sleep(0)
        if request.path != FULL:
            return TO_MANAGE if request.path == f"/{APP_ID}" else TO_FULL
        if request.method == "POST":
            self.token = f"token-{len(self.requests)}"
        return as_html(table_page(self.token))


@pytest.mark.parametrize("token", [None, TOKEN])
async def test_two_presses_at_once_post_once(token: str | None) -> None:
    transport = FakeSection(token)
    org = client(transport)

    async def press() -> TokenReading:
        if token is None:
            return await org.generate(APP_ID)
        return await org.regenerate(APP_ID, replacing=MARK)

    first, second = await asyncio.gather(press(), press(), return_exceptions=True)
    assert isinstance(first, TokenReading)
    assert isinstance(second, ConflictError)
    assert len(_posts(transport)) == 1


async def test_a_press_that_is_cancelled_frees_the_app_for_a_look() -> None:
    transport = FakeSection(TOKEN)
    org = client(transport)
    press = asyncio.ensure_future(org.regenerate(APP_ID, replacing=MARK))
    await asyncio.sleep(0)
    press.cancel()
    with pytest.raises(asyncio.CancelledError):
        await press
    assert (await org.regenerate(APP_ID, replacing=MARK)).state is TokenState.PRESENT
