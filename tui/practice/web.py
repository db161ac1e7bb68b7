"""What all interfaces of the practice org share: handlers on worker threads, who is calling, absolute addresses.

Every handler is a plain function that gets the request and its whole body and runs on a worker thread, because
SQLite blocks: a writer waits for another process's writer, and a page of rows takes milliseconds. The event
loop only reads and writes sockets.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from tui.practice.sessions import Session, find_session
from tui.practice.store import Store

Handler = Callable[[Request, bytes], Response]

_JSON_TYPE: Final = "application/json;charset=UTF-8"
HTML_HEADERS: Final = {"Content-Type": "text/html;charset=UTF-8", "Cache-Control": "no-store"}
EVERY_METHOD: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_BEARER = re.compile(r"(?:bearer|oauth) +(\S+)", re.IGNORECASE)


def on_thread(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint of a handler."""

    async def endpoint(request: Request) -> Response:
        return await asyncio.to_thread(handler, request, await request.body())

    return endpoint


def json_response(
    content: object, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Answer JSON as Salesforce labels it."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return json_text(text, status=status, headers=headers)


def json_text(
    text: str, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Answer what is JSON already."""
    return Response(text.encode(), status, headers={"Content-Type": _JSON_TYPE, **(headers or {})})


def html_response(text: str, *, status: int = 200) -> Response:
    """Answer a page that nobody keeps."""
    return Response(text.encode(), status, headers=HTML_HEADERS)


def bearer_session(store: Store, request: Request) -> Session | None:
    """Return the session of the Authorization header; `Bearer` and Salesforce's older `OAuth` are the same."""
    match = _BEARER.fullmatch(request.headers.get("authorization", ""))
    return None if match is None else living_session(store, match.group(1))


def cookie_session(store: Store, request: Request) -> Session | None:
    """Return the session of the `sid` cookie, which is what Setup goes by."""
    session_id = request.cookies.get("sid")
    return None if not session_id else living_session(store, session_id)


def origin(request: Request) -> str:
    """Return where the caller found this org, so that the addresses it is given lead back here."""
    return f"http://{request.headers['host']}"


def living_session(store: Store, session_id: str) -> Session | None:
    """Return the session of that id while it lives."""
    with store.read() as connection:
        return find_session(connection, session_id, at=store.clock())
