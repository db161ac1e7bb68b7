"""JSON into domain values: the only place where something untyped is looked at.

Refuses what it cannot trust by naming the object and the field, never the value, and raises outside handlers
because the exceptions of the parsers quote what they could not read. Every text is made printable here.
"""

import json
import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from tui.client import audit
from tui.domain.connected_app import AppDetails, AppPolicies, ConnectedApp
from tui.domain.org import Org, OrgKind, Permissions, User
from tui.domain.text import printable
from tui.domain.token import Generation
from tui.errors import UnexpectedAnswerError

UNKNOWN_RELEASE = "The org may run a release this version does not know; look for an update."
"""What to do about JSON that is not what is documented."""

_ID_LENGTH = 18
# [documented] The members of a query's answer, in the order of every example; what comes first tells the next page.
_NEXT_URL = re.compile(
    rb'\{\s*"totalSize"\s*:\s*\d+\s*,\s*"done"\s*:\s*false\s*,\s*"nextRecordsUrl"\s*:\s*"([!#-\[\]-~]+)"'
)
_HEAD_BYTES = 1024
_VERSION = re.compile(r"([0-9]{1,3})\.0", re.ASCII)

_APP = "ConnectedApplication"
_ORGANIZATION = "Organization"
_TRAIL = "SetupAuditTrail"
_ACCESS = "UserPermissionAccess"
_USER = "userinfo"


class QueryPage(NamedTuple):
    """One page of a query's rows."""

    records: list[object]
    total: int
    next_url: str | None
    """Where the next page is, as the org says; None on the last page."""


def parse_json(text: str) -> object:
    """Return the value, or None where the text is no JSON."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value


def api_versions(data: Any) -> list[int]:
    """The API versions of `GET /services/data/`, as whole numbers: 67 for `67.0`."""
    if not isinstance(data, list):
        raise _untrusted("The list of API versions", "version")
    found = []
    for entry in data:
        version = entry.get("version") if isinstance(entry, dict) else None
        match = _VERSION.fullmatch(version) if isinstance(version, str) else None
        if match is None:
            raise _untrusted("The list of API versions", "version")
        found.append(int(match[1]))
    return found


def query_page(data: Any) -> QueryPage:
    """One answer of a query [seen]: `totalSize`, `done`, `records`, and `nextRecordsUrl` while not done."""
    of = "A query's answer"
    page = _row(data, of)
    records, total, done = page.get("records"), page.get("totalSize"), page.get("done")
    if not isinstance(records, list):
        raise _untrusted(of, "records")
    if type(total) is not int or total < 0:
        raise _untrusted(of, "totalSize")
    if not isinstance(done, bool):
        raise _untrusted(of, "done")
    if done:
        return QueryPage(records, total, None)
    following = page.get("nextRecordsUrl")
    if not isinstance(following, str) or not following:
        raise _untrusted(of, "nextRecordsUrl")
    return QueryPage(records, total, following)


def next_url_ahead(body: bytes) -> str | None:
    """Where the next page is, by the beginning of an answer that is not decoded yet; None where that does not tell."""
    match = _NEXT_URL.match(body[:_HEAD_BYTES])
    return match[1].decode("ascii") if match else None


def org(data: Any, *, instance_url: str, practice: bool, scratch: bool = False) -> Org:
    """`Organization`: what is at stake in it is decided by its own words.

    [inferred] A scratch org calls itself a sandbox; `scratch`, which others say of it, makes no other org harmless.
    """
    row = _row(data, _ORGANIZATION)
    sandbox = _flag(row, "IsSandbox", _ORGANIZATION)
    edition = _optional_text(row, "OrganizationType", _ORGANIZATION)
    if practice:
        kind = OrgKind.PRACTICE
    elif sandbox:
        kind = OrgKind.SCRATCH if scratch else OrgKind.SANDBOX
    elif edition == "Developer Edition":
        kind = OrgKind.DEVELOPER
    else:
        kind = OrgKind.PRODUCTION
    return Org(
        org_id=_id(row, "Id", _ORGANIZATION),
        name=_optional_text(row, "Name", _ORGANIZATION),
        kind=kind,
        instance_url=instance_url,
    )


def user(data: Any) -> User:
    """`/services/oauth2/userinfo`."""
    row = _row(data, _USER)
    return User(
        user_id=_text(row, "user_id", _USER),
        name=_optional_text(row, "name", _USER),
        username=_optional_text(row, "preferred_username", _USER),
    )


def permissions(data: Any) -> Permissions:
    """`UserPermissionAccess`, the one row of the running user."""
    row = _row(data, _ACCESS)
    return Permissions(manage_connected_apps=_flag(row, "PermissionsManageRemoteAccess", _ACCESS))


def connected_app(data: Any) -> ConnectedApp:
    """A row of `ConnectedApplication`."""
    row = _row(data, _APP)
    return ConnectedApp(
        _id(row, "Id", _APP),
        _text(row, "Name", _APP),
        _date(row, "CreatedDate", _APP),
        _person(row, "CreatedBy", _APP),
        _date(row, "LastModifiedDate", _APP),
        _person(row, "LastModifiedBy", _APP),
    )


def app_details(data: Any) -> AppDetails:
    """A row of `ConnectedApplication` with the app's policies."""
    row = _row(data, _APP)
    period = row.get("RefreshTokenValidityPeriod")
    if period is not None and type(period) is not int:
        raise _untrusted(_APP, "RefreshTokenValidityPeriod")
    policies = AppPolicies(
        start_url=_optional_text(row, "StartUrl", _APP),
        admin_approved_only=_flag(row, "OptionsAllowAdminApprovedUsersOnly", _APP),
        high_assurance=_flag(row, "OptionsHasSessionLevelPolicy", _APP),
        refresh_token_validity=period,
        refresh_token_by_inactivity=_flag(row, "OptionsRefreshTokenValidityMetric", _APP),
    )
    return AppDetails(connected_app(row), policies)


def generation(data: Any) -> Generation:
    """A row of `SetupAuditTrail`.

    [documented] `DelegateUser` is the admin who acted while logged in as the user of `CreatedBy`.
    """
    row = _row(data, _TRAIL)
    by, delegate = _person(row, "CreatedBy", _TRAIL), _optional_text(row, "DelegateUser", _TRAIL)
    display = row.get("Display")
    if display is not None and not isinstance(display, str):
        raise _untrusted(_TRAIL, "Display")
    return Generation(
        at=_date(row, "CreatedDate", _TRAIL),
        by=f"{delegate} as {by}" if delegate and by else delegate or by,
        app_name=audit.app_name(display) if display else None,
        by_id=_known(_optional_text(row, "CreatedById", _TRAIL)),
        delegate=delegate,
    )


def _untrusted(of: str, field: str) -> UnexpectedAnswerError:
    return UnexpectedAnswerError(
        f"{of}: the field {field} is missing or not what it should be.",
        hint=UNKNOWN_RELEASE,
    )


def _row(data: Any, of: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise UnexpectedAnswerError(f"{of}: the answer is not a record.", hint=UNKNOWN_RELEASE)
    return data


def _text(row: dict[str, Any], field: str, of: str) -> str:
    value = row.get(field)
    if not isinstance(value, str):
        raise _untrusted(of, field)
    return printable(value)


def _optional_text(row: dict[str, Any], field: str, of: str) -> str:
    return "" if row.get(field) is None else _text(row, field, of)


def _id(row: dict[str, Any], field: str, of: str) -> str:
    value = row.get(field)
    if not (isinstance(value, str) and len(value) == _ID_LENGTH and _is_plain(value)):
        raise _untrusted(of, field)
    return value


def _is_plain(value: str) -> bool:
    """Whether it is of ASCII letters and digits alone."""
    return value.isascii() and value.isalnum()


def _flag(row: dict[str, Any], field: str, of: str) -> bool:
    value = row.get(field)
    if not isinstance(value, bool):
        raise _untrusted(of, field)
    return value


def _person(row: dict[str, Any], field: str, of: str) -> str:
    """The name of a user; [seen] the user can be null."""
    value = row.get(field)
    if value is None:
        return ""
    if not isinstance(value, dict):
        raise _untrusted(of, field)
    name = value.get("Name")
    return _known(name) if isinstance(name, str) else _optional_text(value, "Name", of)


@lru_cache(2048)
def _known(text: str) -> str:
    """The few people of an org stand in every row, by name and Id; each is looked at, and kept, once."""
    return printable(text)


def _date(row: dict[str, Any], field: str, of: str) -> datetime:
    """`2026-11-23T20:45:00.000+0000`."""
    value = row.get(field)
    when = _moment(value) if isinstance(value, str) else None
    if when is None:
        raise _untrusted(of, field)
    return when


def _moment(text: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(text)
        if when.tzinfo is UTC:
            return when
        return when.astimezone(UTC) if when.tzinfo else None
    except (ValueError, OverflowError):
        return None
