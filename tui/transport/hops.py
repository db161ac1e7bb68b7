"""The way to an origin, hop by hop, so that the one that fails can be named: names, connections, proxy, TLS.

Goes the way that a call goes, with the same proxy and the same trust; sends nothing of an org. Knows no HTTP library.
"""

import asyncio
import socket
import ssl
import time
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tui.domain.text import printable, shortened
from tui.errors import ConfigError
from tui.transport.origin import Origin
from tui.transport.proxy import Proxy, proxy_for

HOP_SECONDS = 10.0
_SLOW_SECONDS = 2.0
_MOST = 120
_MAX_ANSWER = 16_384

_Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
_NOT_RUNNING = "Check the port, and that it is running; connected-apps practice-org serve serves the practice org."
_FIREWALL = "A firewall may stand between; many jump hosts reach the outside through a proxy alone (HTTPS_PROXY)."


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of the way."""

    name: str
    """Which step: `name`, `connection`, `proxy name`, `proxy connection`, `proxy tunnel`, `TLS`."""
    ok: bool
    words: str
    todo: str = ""
    slow: bool = False
    """It worked, and took longer than anybody should wait."""


class _StuckError(Exception):
    """The way ends here."""

    def __init__(self, hop: Hop) -> None:
        super().__init__(hop.name)
        self.hop = hop


class Way:
    """The way from this machine to an origin.

    Args:
        environ: where proxies are looked up.
        ca_file: trusted beside the usual certificates.
        limit: seconds that a hop may take.
    """

    def __init__(
        self,
        origin: Origin,
        *,
        environ: Mapping[str, str],
        ca_file: Path | None = None,
        limit: float = HOP_SECONDS,
    ) -> None:
        self._origin = origin
        self._environ = environ
        self._ca_file = ca_file
        self._limit = limit

    async def walk(self) -> AsyncIterator[Hop]:
        """Each hop as it is reached; the first one that fails is the last one."""
        writer: asyncio.StreamWriter | None = None
        try:
            proxy = proxy_for(self._origin, self._environ)
            host, port, of = self._first_stop(proxy)
            yield await self._name(host, port, of)
            (reader, writer), hop = await self._connection(host, port, of)
            yield hop
            if proxy is not None:
                yield await self._tunnel(reader, writer, proxy)
            if self._origin.scheme == "https":
                yield await self._tls(writer)
        except ConfigError as error:
            yield Hop("proxy", False, error.what, error.hint)
        except _StuckError as stuck:
            yield stuck.hop
        finally:
            if writer is not None:
                writer.transport.abort()  # nothing of value is under way, and nobody waits for a farewell

    def _first_stop(self, proxy: Proxy | None) -> tuple[str, int, str]:
        if proxy is None:
            return self._origin.host, self._origin.port, ""
        parts = urlsplit(proxy.url.expose())
        return (
            parts.hostname or "",
            parts.port or (443 if parts.scheme == "https" else 80),
            "proxy ",
        )

    async def _name(self, host: str, port: int, of: str) -> Hop:
        began = time.monotonic()
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._limit):
                found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise _StuckError(_failed(f"{of}name", f"The name {_said(host)} cannot be resolved.",
                "Check its spelling, and this machine's DNS; a jump host may know outside names by its proxy alone."
            )) from None  # fmt: skip
        took = time.monotonic() - began
        kinds = {"IPv6" if family is socket.AF_INET6 else "IPv4" for family, *_ in found}
        return Hop(
            f"{of}name",
            True,
            f"{_said(host)} has {len(found)} {'address' if len(found) == 1 else 'addresses'}"
            f" ({' and '.join(sorted(kinds))}), in {took:.1f} s.",
            "The resolver is slow: look at this machine's DNS settings."
            if took > _SLOW_SECONDS
            else "",
            slow=took > _SLOW_SECONDS,
        )

    async def _connection(self, host: str, port: int, of: str) -> tuple[_Streams, Hop]:
        began = time.monotonic()
        try:
            async with asyncio.timeout(self._limit):
                # Addresses are tried side by side (RFC 8305): a dead IPv6 route costs a quarter of a second.
                streams = await asyncio.open_connection(host, port, happy_eyeballs_delay=0.25)
        except OSError as error:  # a time-out is one
            why = (
                "refuses the connection"
                if _refused(error)
                else f"took no connection in {self._limit:g} s"
            )
            hint = _NOT_RUNNING if self._origin.is_loopback and not of else _FIREWALL
            raise _StuckError(
                _failed(f"{of}connection", f"{_said(host)} port {port} {why}.", hint)
            ) from None
        took = time.monotonic() - began
        peer = streams[1].get_extra_info("peername")[0]
        return streams, Hop(
            f"{of}connection",
            True,
            f"Connected to {_said(host)} port {port} ({peer}) in {took:.1f} s.",
            slow=took > _SLOW_SECONDS,
        )

    async def _tunnel(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, proxy: Proxy
    ) -> Hop:
        parts = urlsplit(proxy.url.expose())
        target = f"{self._origin.host}:{self._origin.port}"
        try:
            async with asyncio.timeout(self._limit):
                if parts.scheme == "https":
                    await writer.start_tls(
                        ssl.create_default_context(), server_hostname=parts.hostname
                    )
                writer.write(_connect(target, parts.username, parts.password))
                await writer.drain()
                status = await _status(reader)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
            status = 0
        if status == 200:
            return Hop(
                "proxy tunnel", True, f"The proxy of {proxy.variable} opens a way to {target}."
            )
        if status == 407:
            return self._closed(
                proxy,
                "wants credentials (407)",
                "Put them into the variable: http://USER:PASSWORD@HOST:PORT.",
            )
        said = f"answers {status}" if status else "does not answer as a proxy"
        return self._closed(proxy, said, f"Ask whoever runs it to let {target} through.")

    @staticmethod
    def _closed(proxy: Proxy, said: str, todo: str) -> Hop:
        raise _StuckError(_failed("proxy tunnel", f"The proxy of {proxy.variable} {said}.", todo))

    async def _tls(self, writer: asyncio.StreamWriter) -> Hop:
        from tui.transport.connection import tls_context

        try:
            context = await asyncio.to_thread(tls_context, self._ca_file)
            async with asyncio.timeout(self._limit):
                await writer.start_tls(context, server_hostname=self._origin.host)
        except ConfigError as error:
            raise _StuckError(_failed("TLS", error.what, error.hint)) from None
        except ssl.SSLCertVerificationError as error:
            why = shortened(printable(error.verify_message or "verification failed"), _MOST)
            raise _StuckError(_failed("TLS", f"The certificate of {self._origin.host} is not trusted: {why}.",
                "Where a proxy inspects traffic, name its CA file in ca_file; verification stays on."
            )) from None  # fmt: skip
        except OSError:
            raise _StuckError(_failed("TLS", f"No encrypted connection to {self._origin.host} came about.",
                "Something between here and there may speak no TLS, or an older one."
            )) from None  # fmt: skip
        return Hop("TLS", True, f"Encrypted, with a certificate by {_issuer(writer)}.")


def _failed(name: str, words: str, todo: str) -> Hop:
    return Hop(name, False, words, todo)


def _said(host: str) -> str:
    return shortened(printable(host), _MOST)


def _refused(error: BaseException) -> bool:
    if isinstance(error, ConnectionRefusedError):
        return True
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    return any(_refused(each) for each in inner) or "Connect call failed" in str(error)


def _connect(target: str, user: str | None, password: str | None) -> bytes:
    head = f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n"
    if user is not None:
        pair = f"{unquote(user)}:{unquote(password or '')}".encode()
        head += f"Proxy-Authorization: Basic {b64encode(pair).decode()}\r\n"
    return f"{head}\r\n".encode()


async def _status(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    words = head[:_MAX_ANSWER].split(b"\r\n", 1)[0].split(b" ", 2)
    if len(words) < 2 or not words[0].startswith(b"HTTP/1."):
        raise ValueError("no status line")
    return int(words[1])


def _issuer(writer: asyncio.StreamWriter) -> str:
    """Who vouches for the certificate: a proxy that inspects traffic shows here."""
    certificate = writer.get_extra_info("peercert") or {}
    names = {key: value for part in certificate.get("issuer", ()) for key, value in part}
    return _said(
        str(names.get("organizationName") or names.get("commonName") or "somebody unnamed")
    )
