"""The connection pool to one origin: TLS, proxy, Unix socket, and one exchange over it.

Uses the HTTP library below its client class, which would keep cookies, follow the environment and log every address.
"""

import asyncio
import logging
import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tui import __version__
from tui.domain.secret import Secret
from tui.errors import ConfigError, OrgError
from tui.transport.cookies import parse_set_cookie
from tui.transport.decoding import BodyReader
from tui.transport.failures import CALL_FAILURES, told
from tui.transport.http_library import httpx
from tui.transport.messages import Headers, Request, Response
from tui.transport.origin import Origin
from tui.transport.proxy import Proxy
from tui.transport.timeouts import Timeouts

_MOST_CONNECTIONS, _MOST_IDLE = 8, 4
_OWN_HEADERS = {"User-Agent": f"connected-apps-console/{__version__}", "Accept-Encoding": "gzip"}


class Connection:
    """A keep-alive pool for one origin. Made by `connect`."""

    def __init__(
        self, origin: Origin, pool: httpx.AsyncHTTPTransport, *, peer: str, timeouts: Timeouts
    ) -> None:
        self._origin = origin
        self._pool = pool
        self._peer = peer
        self._timeouts = timeouts

    async def exchange(self, request: Request) -> Response | OrgError:
        """Send once, read the whole answer. A failure is returned, not raised: see `tui.transport.failures`.

        Raises:
            ConfigError: a header or body cannot be sent as it is.
        """
        mark = _SentMark()
        outgoing = self._outgoing(request, mark)
        try:
            async with asyncio.timeout(self._timeouts.total):
                return await self._answer(outgoing, request.max_bytes)
        except CALL_FAILURES as error:
            return told(error, peer=self._peer, sent=mark.sent, timeouts=self._timeouts)

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()

    def _outgoing(self, request: Request, mark: "_SentMark") -> httpx.Request:
        waits = self._timeouts
        return httpx.Request(
            request.method,
            f"{self._origin}{request.path}",
            headers=_header_bytes({**_OWN_HEADERS, **request.headers}),
            content=_body_bytes(request.body),
            extensions={
                "timeout": {
                    "connect": waits.connect,
                    "read": waits.read,
                    "write": waits.write,
                    "pool": waits.pool,
                },
                "trace": mark.note,
            },
        )

    async def _answer(self, outgoing: httpx.Request, max_bytes: int) -> Response:
        answer = await self._pool.handle_async_request(outgoing)
        try:
            reader = BodyReader(answer.headers.get("content-encoding", ""), max_bytes)
            async for chunk in answer.aiter_raw():
                reader.feed(chunk)
            body = reader.finish()
        finally:
            await answer.aclose()
        return _response(answer, body)


class _SentMark:
    """Whether the request has begun to leave, as the HTTP library traces it.

    A `CONNECT` to a proxy is not yet the request.
    """

    def __init__(self) -> None:
        self.sent = False

    async def note(self, event: str, info: Mapping[str, Any]) -> None:
        """Take one trace event."""
        if event.endswith("send_request_headers.started"):
            self.sent = self.sent or info["request"].method != b"CONNECT"


async def connect(
    origin: Origin,
    *,
    uds: Path | None,
    ca_file: Path | None,
    proxy: Proxy | None,
    timeouts: Timeouts,
) -> Connection:
    """Make the pool; nothing is connected yet. Reading the trusted certificates takes some 70 ms, in a thread.

    Raises:
        ConfigError: the CA file cannot be read.
    """
    _keep_library_silent()
    if origin.scheme == "https":
        context = await asyncio.to_thread(tls_context, ca_file)
    else:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # never used, and quick to make
    pool = httpx.AsyncHTTPTransport(
        verify=context,
        trust_env=False,
        limits=httpx.Limits(
            max_connections=_MOST_CONNECTIONS,
            max_keepalive_connections=_MOST_IDLE,
            keepalive_expiry=timeouts.idle,
        ),
        proxy=None if proxy is None or uds else httpx.Proxy(proxy.url.expose()),
        uds=str(uds) if uds else None,
    )
    return Connection(origin, pool, peer=_peer(origin, uds, proxy), timeouts=timeouts)


def tls_context(ca_file: Path | None) -> ssl.SSLContext:
    """The library's own bundle, the system's certificates, and the CA file if one is named."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    if ca_file is not None:
        try:
            context.load_verify_locations(cafile=str(ca_file))
        except (OSError, ValueError):  # ssl.SSLError is an OSError
            raise ConfigError(
                f"The CA file {ca_file} cannot be read as certificates.",
                hint="ca_file names a PEM file with one or more CA certificates.",
            ) from None
    return context


def _peer(origin: Origin, uds: Path | None, proxy: Proxy | None) -> str:
    if uds is not None:
        return f"{origin.host} (local socket)"
    if proxy is not None:
        return f"{origin.host} (through the proxy of {proxy.variable})"
    return origin.host if origin.has_default_port else f"{origin.host} port {origin.port}"


def _keep_library_silent() -> None:
    # At DEBUG the library logs response headers, Set-Cookie among them, whoever configured the root logger.
    for name in ("httpx", "httpcore"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.CRITICAL + 1)
        logger.propagate = False


def _header_bytes(headers: Mapping[str, str | Secret]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("ascii"), _header_value(name, value)) for name, value in headers.items()]


def _header_value(name: str, value: str | Secret) -> bytes:
    wrapped = value if isinstance(value, Secret) else Secret(value)
    if not (wrapped.expose().isascii() and wrapped.expose().isprintable()):
        raise ConfigError(
            f"The value for the header {name} is not plain text and cannot be sent.",
            hint="Check the secret it is made from: one line, no control characters.",
        )
    return wrapped.expose().encode("ascii")


def _body_bytes(body: bytes | Secret | None) -> bytes | None:
    return body.expose().encode(errors="replace") if isinstance(body, Secret) else body


def _response(answer: httpx.Response, body: bytes) -> Response:
    cookies = {}
    headers = []
    for name, value in answer.headers.multi_items():
        if name.lower() != "set-cookie":
            headers.append((name, value))
        elif (cookie := parse_set_cookie(value)) is not None:
            cookies[cookie[0]] = cookie[1]
    return Response(answer.status_code, Headers(headers), body, cookies)
