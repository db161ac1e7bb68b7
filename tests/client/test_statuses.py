"""From a status and a code to an error."""

from datetime import timedelta

import pytest

from tests.client.fakes import NOW, as_html, as_json, refused
from tests.transport.sweep import assert_clean
from tui.client.session import SessionExpiredError
from tui.client.statuses import refusal, retry_after
from tui.errors import (
    BusyError,
    NotFoundError,
    OrgError,
    PermissionMissingError,
    SessionError,
    UnexpectedAnswerError,
)
from tui.transport import Response

TABLE = [
    (refused(401, "INVALID_SESSION_ID"), SessionExpiredError),
    (
        refused(401, "INVALID_SESSION_ID", "This session is not valid for use with the REST API"),
        SessionError,
    ),
    (refused(401, "INVALID_AUTH_HEADER"), SessionError),
    (Response(401), SessionError),
    (refused(403, "INSUFFICIENT_ACCESS"), PermissionMissingError),
    (refused(403, "REQUEST_LIMIT_EXCEEDED"), BusyError),
    (Response(403, body=b"Bad_OAuth_Token"), SessionExpiredError),
    (as_html("<html>", 403), PermissionMissingError),
    (refused(404, "NOT_FOUND"), NotFoundError),
    (refused(400, "INVALID_TYPE"), PermissionMissingError),
    (refused(400, "INVALID_FIELD"), UnexpectedAnswerError),
    (refused(400, "MALFORMED_QUERY"), UnexpectedAnswerError),
    (as_json({"error": "invalid_grant"}, 400), UnexpectedAnswerError),
    *[(Response(status), BusyError) for status in (420, 429, 502, 503, 504)],
    *[(Response(status), UnexpectedAnswerError) for status in (201, 302, 405, 414, 431, 500, 599)],
]


@pytest.mark.parametrize(("answer", "error"), TABLE)
def test_every_status_has_its_error(answer: Response, error: type[OrgError]) -> None:
    found = refusal(answer, act="list apps", now=NOW)
    assert type(found) is error
    assert found.status == answer.status
    assert "list apps" in found.what or error is SessionExpiredError
    assert_clean(found, "CANARY")


def test_the_code_is_kept_and_the_message_is_not() -> None:
    error = refusal(refused(500, "UNKNOWN_EXCEPTION"), act="list apps", now=NOW)
    assert (error.code, error.what) == (
        "UNKNOWN_EXCEPTION",
        "The org did not list apps: HTTP 500, UNKNOWN_EXCEPTION.",
    )


@pytest.mark.parametrize("code", ["<b>x</b>", "", "x" * 100, "a b", 5, None, "\x1b[2J"])
def test_what_is_no_code_is_left_out(code: object) -> None:
    assert refusal(as_json([{"errorCode": code}], 500), act="x", now=NOW).code is None


@pytest.mark.parametrize("body", [[], {}, None, "text", [[]], [5]])
def test_a_body_of_any_shape_is_borne(body: object) -> None:
    assert type(refusal(as_json(body, 401), act="x", now=NOW)) is SessionError


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("999999999", 86400.0),
        ("Mon, 23 Nov 2026 20:46:30 GMT", 90.0),
        ("Mon, 23 Nov 2026 20:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("9" * 400, None),
        ("\u0665", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


def test_a_busy_org_says_when_to_come_back() -> None:
    date = (NOW + timedelta(seconds=30)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    error = refusal(refused(503, "SERVER_UNAVAILABLE", Retry_After=date), act="x", now=NOW)
    assert isinstance(error, BusyError)
    assert error.retry_after == 30.0


def test_a_missing_permission_is_named_with_where_to_grant_it() -> None:
    error = refusal(refused(403, "INSUFFICIENT_ACCESS"), act="x", now=NOW)
    assert "Manage Connected Apps" in error.hint
    assert "Permission Sets" in error.hint
