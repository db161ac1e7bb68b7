"""Reading the Setup page: the way to it, and what can come instead."""

import pytest

from tests.client import setup_pages
from tests.client.fakes import (
    NOW,
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
    TOKEN,
    VIEW,
    div_page,
    page,
    script_redirect,
    table_page,
)
from tests.transport.sweep import assert_clean
from tui.domain.connected_app import TokenState
from tui.domain.secret import Secret
from tui.errors import (
    BusyError,
    NotFoundError,
    OrgError,
    PermissionMissingError,
    SessionError,
    UnexpectedAnswerError,
    UnreachableError,
)
from tui.transport import NotSentError, Response

MANAGE = "/_ui/core/application/force/connectedapp/ForceConnectedApplicationPage/d?applicationId=06P000000000001"
ONLY_ID = f"{VIEW}?applicationId=06P000000000001"
TO_MANAGE = as_html(script_redirect(MANAGE))
TO_FULL = as_html(script_redirect(FULL))


def way(*answers: Script) -> FakeTransport:
    """The full way to the page, then these answers."""
    return FakeTransport(TO_MANAGE, TO_FULL, *answers)


async def test_the_page_is_found_from_the_id_of_the_app() -> None:
    transport = way(as_html(table_page(TOKEN)))
    reading = await client(transport).read(APP_ID)
    assert transport.calls == [f"GET /{APP_ID}", f"GET {ONLY_ID}", f"GET {FULL}"]
    assert (reading.app_id, reading.state, reading.read_at) == (APP_ID, TokenState.PRESENT, NOW)
    assert reading.token == Secret(TOKEN)
    assert transport.header(2, "Cookie") == f"sid={SESSION}"


async def test_redirects_by_status_lead_there_as_well() -> None:
    transport = FakeTransport(
        moved(f"{ORIGIN}{MANAGE}"),
        moved("forceAppDetail.apexp" + FULL.removeprefix(VIEW)),
        as_html(div_page(None)),
    )
    reading = await client(transport).read(APP_ID)
    assert (reading.state, reading.token, transport.calls[2]) == (
        TokenState.NONE,
        None,
        f"GET {FULL}",
    )


async def test_a_second_reading_is_one_get() -> None:
    transport = way(as_html(table_page(None)), as_html(table_page(TOKEN)))
    org = client(transport)
    assert (await org.read(APP_ID)).state is TokenState.NONE
    assert (await org.read(APP_ID[:15])).state is TokenState.PRESENT
    assert transport.calls[3:] == [f"GET {FULL}"]


@pytest.mark.parametrize("odd", [as_html("<html>"), as_html("", 404), as_html(setup_pages.GONE)])
async def test_a_remembered_address_that_answers_oddly_is_found_anew_once(odd: Response) -> None:
    view = as_html(table_page(TOKEN))
    transport = way(view, odd, TO_MANAGE, TO_FULL, view)
    org = client(transport)
    await org.read(APP_ID)
    assert (await org.read(APP_ID)).token == Secret(TOKEN)
    assert transport.calls[3:] == [f"GET {FULL}", f"GET /{APP_ID}", f"GET {ONLY_ID}", f"GET {FULL}"]


async def test_a_view_page_without_the_section_is_unknown() -> None:
    reading = await client(way(as_html(page("<h3>Other</h3>")))).read(APP_ID)
    assert (reading.state, reading.token) == (TokenState.UNKNOWN, None)


async def test_cookies_of_the_org_go_back_to_it_and_the_session_is_not_replaced() -> None:
    cookies = {"BrowserId": Secret("b1"), "sid": Secret("other"), "gone": None}
    first = Response(200, TO_MANAGE.headers, TO_MANAGE.body, cookies)
    transport = FakeTransport(first, TO_FULL, as_html(table_page(None)))
    await client(transport).read(APP_ID)
    assert transport.header(1, "Cookie") == f"BrowserId=b1; sid={SESSION}"


INSTEAD = [
    (as_html(setup_pages.DENIED), PermissionMissingError),
    (as_html(setup_pages.GONE), NotFoundError),
    (as_html(setup_pages.MAINTENANCE), UnexpectedAnswerError),
    (as_html(setup_pages.PASSWORD), UnexpectedAnswerError),
    (as_html(setup_pages.VERIFY), UnexpectedAnswerError),
    (as_html(setup_pages.PASSKEY), UnexpectedAnswerError),
    (
        as_html(script_redirect("/_ui/system/security/ChangePassword?x=CANARY")),
        UnexpectedAnswerError,
    ),
    (as_html("CANARY", 404), NotFoundError),
    (as_html("CANARY", 403), PermissionMissingError),
    (as_html("CANARY", 503), BusyError),
    (as_html("CANARY", 500), UnexpectedAnswerError),
    (as_html("<html><body>CANARY"), UnexpectedAnswerError),
    (Response(200, body=b"CANARY"), UnexpectedAnswerError),
    (Response(302), UnexpectedAnswerError),
    (moved("https://evil.example/?CANARY"), UnexpectedAnswerError),
    (moved("http://acme.my.salesforce.com/x"), UnexpectedAnswerError),
    (
        as_html(script_redirect("https://acme.my.salesforce-setup.com/?CANARY")),
        UnexpectedAnswerError,
    ),
    (
        as_html(page("<h3>x</h3>", action=f"{VIEW}?applicationId=06P000000000009")),
        UnexpectedAnswerError,
    ),
    (NotSentError("x"), UnreachableError),
]


@pytest.mark.parametrize(("answer", "error"), INSTEAD)
async def test_what_comes_instead_of_the_page_is_recognised(
    answer: Script, error: type[OrgError]
) -> None:
    with pytest.raises(error) as raised:
        await client(way(*[answer] * 4)).read(APP_ID)
    assert_clean(raised.value, "CANARY")
    assert raised.value.hint or isinstance(answer, Exception)


@pytest.mark.parametrize("cut", ["-token-old", '<input type="submit"', "</form>"])
async def test_a_page_that_is_cut_off_is_no_reading(cut: str) -> None:
    before, found, _ = table_page(TOKEN).partition(cut)
    assert found
    with pytest.raises(UnexpectedAnswerError, match="did not arrive whole"):
        await client(way(as_html(before))).read(APP_ID)


@pytest.mark.parametrize("answer", [as_html(setup_pages.LOGIN), refused(401, "INVALID_SESSION_ID")])
async def test_an_expired_session_is_renewed_and_the_page_looked_for_again(
    answer: Response,
) -> None:
    sessions = FakeSessions("one", "two")
    transport = FakeTransport(answer, TO_MANAGE, TO_FULL, as_html(table_page(TOKEN)))
    reading = await client(transport, sessions=sessions).read(APP_ID)
    assert (reading.token, sessions.asked) == (Secret(TOKEN), 2)
    assert transport.header(1, "Cookie") == "sid=two"


async def test_a_login_page_that_stays_is_a_session_error() -> None:
    login = as_html(setup_pages.LOGIN)
    with pytest.raises(SessionError, match="login page") as raised:
        await client(FakeTransport(login, login)).read(APP_ID)
    assert_clean(raised.value, "CANARY")


@pytest.mark.parametrize("loop", [script_redirect(f"/{APP_ID}"), script_redirect("/elsewhere")])
async def test_redirects_without_end_are_given_up(loop: str) -> None:
    transport = FakeTransport(*[as_html(loop)] * 9)
    with pytest.raises(UnexpectedAnswerError):
        await client(transport).read(APP_ID)
    assert len(transport.requests) == 5


async def test_a_view_page_that_redirects_for_ever_is_given_up() -> None:
    transport = FakeTransport(TO_MANAGE, *[TO_FULL] * 9)
    with pytest.raises(UnexpectedAnswerError, match="do not end"):
        await client(transport).read(APP_ID)
    assert len(transport.requests) == 6


async def test_a_page_titled_like_a_login_by_its_app_is_still_the_page() -> None:
    text = table_page(
        TOKEN, extra="<h1>Login</h1><h2>Verify Your Identity</h2>We are down for maintenance"
    )
    assert (await client(way(as_html(text))).read(APP_ID)).token == Secret(TOKEN)
