"""The one table from an HTTP status and Salesforce's error code to an error.

[documented] REST API guide, status codes: an error body is an array of `{message, errorCode}`; OAuth endpoints
answer an object `{error}`. Of a body only the code goes into an error, never the message.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from tui.client.payloads import parse_json
from tui.client.session import SessionExpiredError
from tui.domain.org import MANAGE_CONNECTED_APPS
from tui.errors import (
    BusyError,
    NotFoundError,
    OrgError,
    PermissionMissingError,
    SessionError,
    UnexpectedAnswerError,
)
from tui.transport import Response

PERMISSION_HINT = (
    f"Ask an admin for the permission {MANAGE_CONNECTED_APPS} "
    "(Setup, Permission Sets, System Permissions)."
)

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_MAX_WAIT = 24 * 3600.0


class _Rule(NamedTuple):
    """The first rule that fits decides."""

    statuses: Iterable[int]
    error: type[OrgError]
    what: str
    hint: str = ""
    codes: frozenset[str] = frozenset()
    """Empty: any code, or none."""
    message: str = ""
    """A part of the message, lower case."""

    def fits(self, status: int, code: str | None, message: str) -> bool:
        """Whether the rule is for this answer."""
        return (
            status in self.statuses
            and (not self.codes or code in self.codes)
            and self.message in message.lower()
        )


_EXPIRED = "The session for this org is expired or was ended."

_RULES = (
    _Rule(
        {401},
        SessionError,
        "The org does not let this session use its REST API, so it did not {act}.",
        "An IP or app policy of the org decides this; logging in again does not help.",
        codes=frozenset({"INVALID_SESSION_ID"}),
        message="not valid for use with the rest api",
    ),
    # How a new one is come by `OrgSession` knows.
    _Rule({401}, SessionExpiredError, _EXPIRED, codes=frozenset({"INVALID_SESSION_ID"})),
    _Rule({401}, SessionError, "The org does not accept the session and did not {act}."),
    # [seen] OAuth endpoints answer an expired token with 403.
    _Rule({403}, SessionExpiredError, _EXPIRED, codes=frozenset({"Bad_OAuth_Token"})),
    _Rule(
        {403},
        BusyError,
        "The org's limit of API calls is used up; it did not {act}.",
        "Wait until the limit frees up (it counts 24 hours), or raise it.",
        codes=frozenset({"REQUEST_LIMIT_EXCEEDED"}),
    ),
    _Rule({403}, PermissionMissingError, "The org does not let this user {act}.", PERMISSION_HINT),
    # [inferred] a list that is read a page at a time belongs to the session that began it, and is kept for some time.
    _Rule(
        {400},
        UnexpectedAnswerError,
        "The org closed the list half-way and did not {act}.",
        "Refresh to begin the list anew.",
        codes=frozenset({"INVALID_QUERY_LOCATOR"}),
    ),
    # [seen] an object that the user may not see answers 400 INVALID_TYPE.
    _Rule(
        {400},
        PermissionMissingError,
        "The org does not let this user {act}: it hides the object.",
        PERMISSION_HINT,
        codes=frozenset({"INVALID_TYPE"}),
    ),
    _Rule(
        {404},
        NotFoundError,
        "The org has nothing at this address; it did not {act}.",
        "The app may have been deleted; refresh the list.",
    ),
    # [documented] 503: maintenance or overload; 420, 502: Salesforce Edge.
    _Rule(
        {420, 429, 502, 503, 504},
        BusyError,
        "The org is overloaded or in maintenance and did not {act}.",
        "Try again in a few minutes; trust.salesforce.com shows the org's state.",
    ),
)


_FAULTS = (
    ("INVALID_SESSION_ID", 401),
    ("REQUEST_LIMIT_EXCEEDED", 403),
    ("INSUFFICIENT_ACCESS", 403),
    ("API_DISABLED_FOR_ORG", 403),
    ("API_CURRENTLY_DISABLED", 403),
    ("SERVER_UNAVAILABLE", 503),
)
"""Codes of SOAP faults by their beginning, and the status that a REST answer of that meaning has."""


def refusal(answer: Response, *, act: str, now: datetime) -> OrgError:
    """Return the error for an answer that is no success.

    Args:
        act: what the org was to do, as words that follow "did not".
        now: to read a `Retry-After` that names a date.
    """
    code, message = _said(answer)
    for rule in _RULES:
        if rule.fits(answer.status, code, message):
            return _error(rule, answer, act, code, now)
    return _unforeseen(answer, act, code)


def _unforeseen(answer: Response, act: str, code: str | None) -> UnexpectedAnswerError:
    detail = f"HTTP {answer.status}, {code}" if code else f"HTTP {answer.status}"
    return UnexpectedAnswerError(
        f"The org did not {act}: {detail}.",
        hint="Try again; if it stays so, look at trust.salesforce.com.",
        status=answer.status,
        code=code,
    )


def fault_refusal(
    code: str, message: str, answer: Response, *, act: str, now: datetime
) -> OrgError:
    """Return the error for a SOAP fault, by the same table.

    [seen] A fault comes with HTTP 500 whatever it says, so that its code stands for the status.
    """
    known = code if _CODE.fullmatch(code) else None
    status = next((s for prefix, s in _FAULTS if code.startswith(prefix)), answer.status)
    for rule in _RULES:
        if rule.fits(status, known, message):
            return _error(rule, answer, act, known, now)
    return _unforeseen(answer, act, known)


def retry_after(header: str, now: datetime) -> float | None:
    """Seconds to wait by a `Retry-After` header (RFC 9110 §10.2.3), which holds seconds or a date; else None."""
    text = header.strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return min(float(text), _MAX_WAIT)
    try:
        date = parsedate_to_datetime(text)
        date = date if date.tzinfo else date.replace(tzinfo=UTC)
        seconds = (date - now).total_seconds()
    except (TypeError, ValueError, OverflowError):
        return None
    return min(max(seconds, 0.0), _MAX_WAIT)


def _error(rule: _Rule, answer: Response, act: str, code: str | None, now: datetime) -> OrgError:
    what = rule.what.format(act=act)
    if issubclass(rule.error, BusyError):
        wait = retry_after(answer.headers.get("retry-after", ""), now)
        return rule.error(what, hint=rule.hint, status=answer.status, code=code, retry_after=wait)
    return rule.error(what, hint=rule.hint, status=answer.status, code=code)


def _said(answer: Response) -> tuple[str | None, str]:
    """The error code and the message of a body; the message only to tell two cases apart."""
    if b"Bad_OAuth_Token" in answer.body[:1000]:
        return "Bad_OAuth_Token", ""
    if "json" not in answer.content_type:
        return None, ""
    data = parse_json(answer.text())
    first = data[0] if isinstance(data, list) and data else data
    if not isinstance(first, dict):
        return None, ""
    code = first.get("errorCode") or first.get("error")
    message = first.get("message")
    return (
        code if isinstance(code, str) and _CODE.fullmatch(code) else None,
        message if isinstance(message, str) else "",
    )
