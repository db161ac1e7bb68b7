"""A tiny HTTP server on loopback that answers what it is told to, byte for byte, and records what came."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

Act = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def answer(
    body: bytes = b"",
    *,
    status: str = "200 OK",
    headers: tuple[str, ...] = (),
    length: int | None = None,
) -> bytes:
    """A complete answer; `length` lies about the length of the body."""
    told = len(body) if length is None else length
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {told}", *headers])
    return head.encode() + b"\r\n\r\n" + body


async def silence(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Never answer; ends when the client goes."""
    await reader.read()


@dataclass
class FakeServer:
    """Answers in turn; a connection beyond the script is closed."""

    answers: list[bytes | Act]
    port: int = 0
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a client closed its connection."""

    asked: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a request is here."""

    @property
    def tls_origin(self) -> str:
        """Where it listens, with TLS."""
        return f"https://127.0.0.1:{self.port}"

    @property
    def origin(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        self.connections += 1
        try:
            while head := await self._request(reader):
                self.requests.append(head)
                self.asked.set()
                if not self.answers:
                    return
                act = self.answers.pop(0)
                if isinstance(act, bytes):
                    writer.write(act)
                    await writer.drain()
                else:
                    await act(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.gone.set()
            writer.close()

    @staticmethod
    async def _request(reader: asyncio.StreamReader) -> bytes:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError:
            return b""
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                head += await reader.readexactly(int(line.partition(b":")[2]))
        return head


@asynccontextmanager
async def serving(
    *answers: bytes | Act, uds: Path | None = None, tls: ssl.SSLContext | None = None
) -> AsyncIterator[FakeServer]:
    """Serve until the block ends."""
    fake = FakeServer(list(answers))
    tasks: set[asyncio.Task[None]] = set()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(fake.serve(reader, writer))
        tasks.add(task)

    if uds is not None:
        server = await asyncio.start_unix_server(connected, uds)
    else:
        server = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=tls)
        fake.port = server.sockets[0].getsockname()[1]
    try:
        yield fake
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
