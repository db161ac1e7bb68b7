"""A scripted transport, a counted session source, and answers as an org gives them."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from tui.client.org_client import OrgClient
from tui.client.retry import ignore
from tui.domain.retry import RetryNotice
from tui.domain.secret import Secret
from tui.transport import Headers, Origin, Request, Response

ORIGIN = "https://acme.my.salesforce.com"
NOW = datetime(2026, 11, 23, 20, 45, tzinfo=UTC)
SESSION = "CANARY-session"

Script = Response | Exception | Callable[[Request], Response]


class FakeTransport:
    """Answers in turn, records what was sent, refuses what is not in the script."""

    def __init__(self, *script: Script) -> None:
        self.script = list(script)
        self.requests: list[Request] = []

    @property
    def origin(self) -> Origin:
        """Where the calls go."""
        return Origin.parse(ORIGIN)

    async def send(self, request: Request) -> Response:
        """Play the next line of the script."""
        self.requests.append(request)
        assert self.script, f"unscripted: {request.method} {request.path}"
        step = self.script.pop(0)
        if isinstance(step, Exception):
            raise step
        return step(request) if callable(step) else step

    @property
    def calls(self) -> list[str]:
        """What was sent, as `METHOD path`."""
        return [f"{request.method} {request.path}" for request in self.requests]

    def header(self, index: int, name: str) -> str:
        """A header of a request that was sent."""
        value = self.requests[index].headers[name]
        return value.expose() if isinstance(value, Secret) else value


class FakeSessions:
    """A session source that gives a new session each time, or the same for ever."""

    def __init__(self, *sessions: str) -> None:
        self._sessions = list(sessions) or [SESSION]
        self.asked = 0

    async def __call__(self) -> Secret:
        self.asked += 1
        return Secret(self._sessions[min(self.asked, len(self._sessions)) - 1])


class FakeTime:
    """Seconds that pass only while somebody sleeps; remembers the waits."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.elapsed = 0.0

    async def sleep(self, seconds: float) -> None:
        """Let them pass."""
        self.waits.append(seconds)
        self.elapsed += seconds

    def monotonic(self) -> float:
        """How many have passed."""
        return self.elapsed


def client(
    transport: FakeTransport,
    *,
    practice: bool = False,
    sessions: FakeSessions | None = None,
    time: FakeTime | None = None,
    on_retry: Callable[[RetryNotice], None] = ignore,
) -> OrgClient:
    """A client over a script, which never really waits."""
    return OrgClient(
        transport,
        sessions or FakeSessions(),
        now=lambda: NOW,
        practice=practice,
        sleep=(time or FakeTime()).sleep,
        on_retry=on_retry,
    )


def as_json(data: Any, status: int = 200, **headers: str) -> Response:
    """A JSON answer; header names are written with underscores."""
    named = [(name.replace("_", "-"), value) for name, value in headers.items()]
    kind = ("Content-Type", "application/json;charset=UTF-8")
    return Response(status, Headers([kind, *named]), json.dumps(data).encode())


def as_html(text: str, status: int = 200, **headers: str) -> Response:
    """A page."""
    named = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return Response(
        status, Headers([("Content-Type", "text/html; charset=UTF-8"), *named]), text.encode()
    )


def refused(
    status: int, code: str = "", message: str = "CANARY-message", **headers: str
) -> Response:
    """An error of the REST API."""
    return as_json([{"message": message, "errorCode": code}], status, **headers)


def moved(location: str, status: int = 302) -> Response:
    """A redirect."""
    return Response(status, Headers([("Location", location)]))


VERSIONS = as_json(
    [
        {"label": "x", "url": f"/services/data/v{v}.0", "version": f"{v}.0"}
        for v in (31, 59, 66, 67, 68)
    ]
)


def rows(*records: Any, total: int | None = None, following: str | None = None) -> Response:
    """A page of a query's answer, with its members in Salesforce's order."""
    answer: dict[str, Any] = {
        "totalSize": len(records) if total is None else total,
        "done": following is None,
        **({"nextRecordsUrl": following} if following else {}),
        "records": list(records),
    }
    return as_json(answer)


def app_row(number: int = 1, **changes: Any) -> dict[str, Any]:
    """A row of `ConnectedApplication` as Salesforce writes it."""
    app_id = f"0H4{number:012d}AAA"
    return {
        "attributes": {
            "type": "ConnectedApplication",
            "url": f"/services/data/v67.0/sobjects/ConnectedApplication/{app_id}",
        },
        "Id": app_id,
        "Name": f"Partner gateway {number}",
        "CreatedDate": "2024-02-29T08:15:30.000+0000",
        "CreatedBy": {"attributes": {"type": "User", "url": "/x"}, "Name": "Ada Admin"},
        "LastModifiedDate": "2026-11-23T20:45:00.000+0000",
        "LastModifiedBy": {"attributes": {"type": "User", "url": "/x"}, "Name": "Bo Builder"},
    } | changes


def details_row(**changes: Any) -> dict[str, Any]:
    """The same with the policies."""
    return (
        app_row(
            StartUrl="https://start.example",
            RefreshTokenValidityPeriod=24,
            OptionsAllowAdminApprovedUsersOnly=True,
            OptionsHasSessionLevelPolicy=False,
            OptionsRefreshTokenValidityMetric=True,
        )
        | changes
    )


def trail_row(**changes: Any) -> dict[str, Any]:
    """A row of `SetupAuditTrail`."""
    return {
        "CreatedDate": "2026-11-20T10:00:00.000+0000",
        "CreatedBy": {"Name": "Ada Admin"},
        "Display": "Generated a new initial access token for connected app Partner gateway",
        "DelegateUser": None,
    } | changes
