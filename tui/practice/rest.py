"""The REST API: the version list and the `query` resource."""

import re
from itertools import count
from typing import Final
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tui.practice.query import LEAST_ROWS, PAGE_ROWS, QueryDesk
from tui.practice.sessions import Session
from tui.practice.soql_tokens import SalesforceError
from tui.practice.store import Store
from tui.practice.web import EVERY_METHOD, bearer_session, json_response, json_text, on_thread

VERSIONS: Final = {
    "64.0": "Summer '25",
    "65.0": "Winter '26",
    "66.0": "Spring '26",
    "67.0": "Summer '26",
}
_DAILY_LIMIT: Final = 15_000
_BATCH_SIZE = re.compile(r"\bbatchSize\s*=\s*(\d{1,9})\b", re.IGNORECASE)


class RestApi:
    """`/services/data`; counts its calls, as every answer tells in `Sforce-Limit-Info`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._desk = QueryDesk(store)
        self._calls = count(1)

    def routes(self) -> list[Route]:
        """The routes, the last of which takes whatever else lies below `/services/data`."""
        return [
            Route("/services/data", on_thread(self._versions)),
            Route("/services/data/", on_thread(self._versions)),
            Route("/services/data/{rest:path}", on_thread(self._resource), methods=EVERY_METHOD),
        ]

    def _versions(self, _: Request, __: bytes) -> Response:
        return json_response(
            [
                {"label": label, "url": f"/services/data/v{number}", "version": number}
                for number, label in VERSIONS.items()
            ],
            headers=self._usage(),
        )

    def _usage(self) -> dict[str, str]:
        return {"Sforce-Limit-Info": f"api-usage={next(self._calls)}/{_DAILY_LIMIT}"}

    def _resource(self, request: Request, _: bytes) -> Response:
        headers = self._usage()
        try:
            return json_text(self._answer(request), headers=headers)
        except SalesforceError as error:
            body = [{"message": error.message, "errorCode": error.code}]
            return json_response(body, status=error.status, headers=headers)

    def _answer(self, request: Request) -> str:
        session = bearer_session(self._store, request)
        if session is None:
            raise SalesforceError("INVALID_SESSION_ID", "Session expired or invalid", status=401)
        version, _, resource = request.path_params["rest"].partition("/")
        name, _, locator = resource.partition("/")
        if (
            version.removeprefix("v") not in VERSIONS
            or not version.startswith("v")
            or name != "query"
        ):
            raise SalesforceError("NOT_FOUND", "The requested resource does not exist", status=404)
        if request.method not in {"GET", "HEAD"}:
            raise SalesforceError(
                "METHOD_NOT_ALLOWED",
                f"HTTP Method '{request.method}' not allowed. Allowed are GET,HEAD",
                status=405,
            )
        return self._query(request, session, version, locator)

    def _query(self, request: Request, session: Session, version: str, locator: str) -> str:
        rows = _rows(request)
        if locator:
            return self._desk.following(session, locator, version=version, rows=rows)
        given = parse_qs(request.url.query, keep_blank_values=True).get("q", [])
        if len(given) != 1:
            raise SalesforceError("MALFORMED_QUERY", "one parameter q is required")
        return self._desk.first(session, given[0], version=version, rows=rows)


def _rows(request: Request) -> int:
    """Rows on a page: what `Sforce-Query-Options` asks for, within bounds; it is only a hint. [documented]"""
    match = _BATCH_SIZE.search(request.headers.get("sforce-query-options", ""))
    return PAGE_ROWS if match is None else min(max(int(match.group(1)), LEAST_ROWS), PAGE_ROWS)
