"""What stands before every interface: who is addressed, how much may be sent, and what a failure may say.

The `Host` check keeps web pages out that point a name of their own at this machine (DNS rebinding): they reach
the port, but their requests name their own host.
"""

import logging
import re
from typing import Final

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BODY_BYTES: Final = 64 * 1024
MOST_ADDRESS_BYTES: Final = 16_384
"""Salesforce's own limit on an address. [documented]"""

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]*\]|[^:\[\]/@\s]+)(?::\d{1,5})?", re.IGNORECASE)
_NAMES: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
_LOGGER = logging.getLogger(__name__)


class Guard:
    """ASGI middleware around the whole org."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a refusal, or pass the request on with its body already read."""
        if scope["type"] != "http":
            return
        refusal = _misaddressed(scope) or _too_long(scope)
        body = b"" if refusal else await _read_body(scope, receive)
        if body is None:
            refusal = _refuse("Request body too large", 413)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, _Replay(body or b"", receive), watched)
        except Exception as error:  # noqa: BLE001  # the last place where a failure can become an answer
            # Only its kind: an exception's text may hold what was sent.
            _LOGGER.error("A request failed with %s", type(error).__name__)
            if not started:
                await _refuse("Internal Server Error", 500)(scope, receive, send)


class _Replay:
    """Gives the application the body that was read, then whatever follows it."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def __call__(self) -> Message:
        body, self._body = self._body, None
        if body is None:
            return await self._receive()
        return {"type": "http.request", "body": body, "more_body": False}


def _misaddressed(scope: Scope) -> Response | None:
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    match = _HOST.fullmatch(hosts[0].decode("latin-1")) if len(hosts) == 1 else None
    if match is None:
        return _refuse("Bad Host header", 400)
    if match["name"].lower() not in _NAMES:
        return _refuse("This org answers on this machine only", 421)
    return None


def _too_long(scope: Scope) -> Response | None:
    length = len(scope.get("raw_path") or b"") + len(scope["query_string"])
    return _refuse("URI Too Long", 414) if length > MOST_ADDRESS_BYTES else None


async def _read_body(scope: Scope, receive: Receive) -> bytes | None:
    """Return the body, or None where it is over the cap: at once where its length is told beforehand."""
    for name, value in scope["headers"]:
        if name != b"content-length":
            continue
        if not value.isdigit() or len(value) > 9 or int(value) > MOST_BODY_BYTES:
            return None
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > MOST_BODY_BYTES:
            return None
        if not message.get("more_body", False):
            return b"".join(chunks)


def _refuse(words: str, status: int) -> Response:
    return PlainTextResponse(
        words, status, headers={"Connection": "close", "Cache-Control": "no-store"}
    )
