"""What comes instead of the page."""

import pytest

from tests.client import setup_pages
from tests.client.fakes import as_html
from tui.client.html import MAX_TAGS, Document
from tui.client.other_pages import by_content, by_location
from tui.client.session import SessionExpiredError
from tui.domain.secret import Secret
from tui.errors import (
    NotFoundError,
    OrgError,
    PermissionMissingError,
    SessionError,
    UnexpectedAnswerError,
)


@pytest.mark.parametrize(
    ("text", "error", "word"),
    [
        (setup_pages.LOGIN, SessionExpiredError, "login page"),
        (setup_pages.DENIED, PermissionMissingError, "insufficient privileges"),
        (setup_pages.GONE, NotFoundError, "nothing at this address"),
        (setup_pages.MAINTENANCE, UnexpectedAnswerError, "maintenance"),
        (setup_pages.PASSWORD, UnexpectedAnswerError, "new password"),
        (setup_pages.VERIFY, UnexpectedAnswerError, "verify the user's identity"),
        (setup_pages.PASSKEY, UnexpectedAnswerError, "enrol a passkey"),
        (
            "<form action='/_ui/identity/verification/x'>認証</form>",
            UnexpectedAnswerError,
            "identity",
        ),
    ],
)
def test_each_page_is_recognised(text: str, error: type[OrgError], word: str) -> None:
    found = by_content(Document(as_html(text)), act="show it")
    assert type(found) is error
    assert word in str(found)


@pytest.mark.parametrize(
    "text", ["", "<p>hello</p>", "<script>'down for maintenance'</script>", "<h4>login</h4>"]
)
def test_other_pages_are_not(text: str) -> None:
    assert by_content(Document(as_html(text)), act="show it") is None


@pytest.mark.parametrize(
    ("location", "error"),
    [
        ("/_ui/system/security/ChangePassword?retURL=x", UnexpectedAnswerError),
        ("/_ui/identity/verification/method/TotpVerificationUi/e", UnexpectedAnswerError),
        ("/passkey/enroll", UnexpectedAnswerError),
        ("/secur/frontdoor.jsp?sid=x", SessionError),
        ("/msg/maintenanceandavailable.jsp", UnexpectedAnswerError),
        ("/?ec=302&startURL=%2Fx", SessionExpiredError),
        ("https://login.salesforce.com", SessionExpiredError),
        ("https://test.salesforce.com/?x", SessionExpiredError),
        ("/login", SessionExpiredError),
    ],
)
def test_a_redirect_to_one_of_them_is_recognised(location: str, error: type[OrgError]) -> None:
    assert type(by_location(Secret(location), act="show it")) is error


@pytest.mark.parametrize(
    "location", ["/", "/0H4x", "/app?startURL=x", "https://[bad", "https://evil.example/"]
)
def test_other_redirects_are_not(location: str) -> None:
    assert by_location(Secret(location), act="show it") is None


def test_a_permission_is_named_with_where_to_grant_it() -> None:
    found = by_content(Document(as_html(setup_pages.DENIED)), act="show it")
    assert found is not None
    assert "Manage Connected Apps" in found.hint


def test_a_page_of_absurd_size_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(UnexpectedAnswerError, match="larger"):
        Document(as_html("<div>" * (MAX_TAGS + 1)))
