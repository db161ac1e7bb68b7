"""A proxy on loopback between a client and an org that lets every request through but those its plan names.

It knows as much of HTTP/1.1 as it takes to see one request and one answer at a time: heads, `Content-Length`,
keep-alive. What happens to a request that the plan names is said by a `Fault`, see `tests.faults.catalogue`.
"""

import asyncio
import re
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum
from html import unescape
from pathlib import Path

from tui.transport import Timeouts

_VIEW_STATE = re.compile(rb'name="com\.salesforce\.visualforce\.\w+" value="([^"]{8,})"')
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_HEAD_END = b"\r\n\r\n"
_SETTLE_SECONDS = 10.0

Org = tuple[str, int] | Path
"""Where an org listens: host and port, or a Unix socket."""


class Door(Enum):
    """What a new connection meets."""

    OPEN = "open"
    REFUSES = "refuses"
    STALLS = "stalls"


@dataclass(frozen=True)
class Fault:
    """What happens to a request.

    Attributes:
        act: plays the org's part; None lets the request through.
        door: what happens to the connection instead, so that there is no request.
        unread: the connection is reset at the first byte.
        ends_by: the timeouts of the client that end it, where nothing else does.
    """

    name: str
    act: "Callable[[Exchange], Awaitable[None]] | None" = None
    door: Door = Door.OPEN
    unread: bool = False
    ends_by: Timeouts | None = None


@dataclass
class Plan:
    """Which requests meet a fault: from the one numbered `at` (the first is 1), so many of them or all."""

    fault: Fault
    at: int
    times: int | None = None
    spent: int = 0

    def due(self, number: int) -> bool:
        """Whether the request of that number meets it."""
        return number >= self.at and (self.times is None or self.spent < self.times)


@dataclass
class Seen:
    """A request that was read."""

    method: str
    path: str
    credentials: bool
    forwarded: bool = False


@dataclass
class Exchange:
    """One request, and the means to answer it."""

    head: bytes
    body: bytes
    seen: Seen
    elsewhere: str
    """Origin of another host."""
    over: bool = False
    """Whether the connection ends with this answer."""
    _proxy: "FaultProxy" = field(repr=False, kw_only=True)
    _reader: asyncio.StreamReader = field(repr=False, kw_only=True)
    _writer: asyncio.StreamWriter = field(repr=False, kw_only=True)

    @property
    def wants_json(self) -> bool:
        """Whether the request asks for JSON; else it asks for a page."""
        return b"accept: application/json" in self.head.lower()

    async def forward(self) -> tuple[bytes, bytes]:
        """Let the org answer; returns the head, without its empty line, and the body."""
        self.seen.forwarded = True
        return await self._proxy.ask_org(self.head, self.body)

    async def send(self, data: bytes) -> None:
        """Send bytes to the client."""
        self._writer.write(data)
        await self._writer.drain()

    async def pass_on(self) -> None:
        """Forward the request and send the org's answer."""
        head, body = await self.forward()
        if self._proxy.shut_if_due():
            head, self.over = head + b"\r\nConnection: close", True
        await self.send(head + _HEAD_END + body)

    async def stall(self) -> None:
        """Do nothing until the client gives up."""
        self.over = True
        await self._reader.read()

    def end(self) -> None:
        """Close the connection after what was sent."""
        self.over = True

    def reset(self) -> None:
        """Break the connection off."""
        self.over = True
        _reset(self._writer)


class FaultProxy:
    """Listens on a port of its own. Made by `proxying`.

    Attributes:
        seen: every request that was read, in order.
        secrets: the hidden state of every page that the org sent.
    """

    def __init__(self, org: Org, plan: Plan | None, elsewhere: str, rows_a_page: int) -> None:
        self.seen: list[Seen] = []
        self.secrets: set[str] = set()
        self._org = org
        self._plan = plan
        self._elsewhere = elsewhere
        self._rows = rows_a_page
        self._count = 0
        self._door = Door.OPEN
        self._server: asyncio.Server | None = None
        self._barred: list[socket.socket] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    @property
    def origin(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def due(self) -> bool:
        """Whether the next request meets the fault."""
        return self._plan is not None and self._plan.due(self._count + 1)

    @property
    def met(self) -> int:
        """How many requests met the fault, as far as a proxy can see: a refused connection is none."""
        return self._plan.spent if self._plan else 0

    async def time_passes(self) -> None:
        """To be called where the client waits before it tries again: a door that was shut for its time opens."""
        if self._door is Door.OPEN or self._plan is None:
            return
        self._plan.spent += 1
        if not self.due:
            await self._open()

    def shut_if_due(self) -> bool:
        """Shut the door where the next request is to find it shut; returns whether it is."""
        if not self.due or self._plan is None or self._plan.fault.door is Door.OPEN:
            return False
        self._door = self._plan.fault.door
        if self._server is not None:
            self._server.close()
            self._server = None
        held = self._bound()
        self._barred = [held]
        if self._door is Door.STALLS:
            self._barred += _fill(held)
        return True

    async def ask_org(self, head: bytes, body: bytes) -> tuple[bytes, bytes]:
        """Send one request to the org on a connection of its own."""
        if isinstance(self._org, Path):
            reader, writer = await asyncio.open_unix_connection(self._org)
        else:
            reader, writer = await asyncio.open_connection(*self._org)
        try:
            writer.write(self._edited(head) + _HEAD_END + body)
            answer, content = await _answer(reader)
        finally:
            writer.close()
            await writer.wait_closed()
        kept = [line for line in answer.split(b"\r\n") if line.lower() != b"connection: close"]
        self.secrets.update(unescape(found.decode()) for found in _VIEW_STATE.findall(content))
        return b"\r\n".join(kept), content

    async def start(self) -> None:
        """Begin to listen, unless the first connection is to be met otherwise."""
        if not self.shut_if_due():
            await self._open()

    async def stop(self) -> None:
        """Wait for what is under way at the org, then end. The client is to be closed before."""
        if self._server is not None:
            self._server.close()
        for barred in self._barred:
            barred.close()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_SETTLE_SECONDS)
        for task in self._tasks:
            task.cancel()
            await task  # what failed in here is to be seen

    async def _open(self) -> None:
        self._door = Door.OPEN
        for barred in self._barred:
            barred.close()
        self._barred = []
        self._server = await asyncio.start_server(self._connected, sock=self._bound())

    def _bound(self) -> socket.socket:
        """A socket on the proxy's port. One that does not listen refuses, and keeps the port from others."""
        held = socket.socket()
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", self.port))
        self.port = held.getsockname()[1]
        return held

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._tasks.add(asyncio.ensure_future(self._serve(reader, writer)))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._next(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client went
        finally:
            writer.close()

    async def _next(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request; returns whether another may follow."""
        first = await reader.read(1)
        if not first:
            return False
        fault = self._take()
        if fault is not None and fault.unread:
            _reset(writer)
            return False
        head, body = await _request(first, reader)
        seen = _noted(head)
        self.seen.append(seen)
        exchange = Exchange(
            head, body, seen, self._elsewhere, _proxy=self, _reader=reader, _writer=writer
        )
        if fault is None or fault.act is None:
            await exchange.pass_on()
        else:
            await fault.act(exchange)
        return not exchange.over

    def _take(self) -> Fault | None:
        due = self.due
        self._count += 1
        if not due or self._plan is None:
            return None
        self._plan.spent += 1
        return self._plan.fault

    def _edited(self, head: bytes) -> bytes:
        """Ask for pages of fewer rows, which an org may send on its own, and for one answer."""
        fewer = re.sub(rb"batchSize=\d+", b"batchSize=%d" % self._rows, head)
        return fewer + b"\r\nConnection: close"


@asynccontextmanager
async def proxying(
    org: Org, plan: Plan | None = None, *, elsewhere: str = "", rows_a_page: int = 2000
) -> AsyncIterator[FaultProxy]:
    """Stand before an org for the time of a block."""
    proxy = FaultProxy(org, plan, elsewhere, rows_a_page)
    await proxy.start()
    try:
        yield proxy
    finally:
        await proxy.stop()


class OtherHost:
    """Another host, which is to see nothing."""

    def __init__(self) -> None:
        self.connections = 0
        self.origin = ""

    def connected(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Count a connection."""
        self.connections += 1
        writer.close()


@asynccontextmanager
async def other_host() -> AsyncIterator[OtherHost]:
    """Listen on a port that is not the org's."""
    host = OtherHost()
    server = await asyncio.start_server(host.connected, "127.0.0.1", 0)
    host.origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield host
    finally:
        server.close()


async def _request(first: bytes, reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = first + (await reader.readuntil(_HEAD_END)).removesuffix(_HEAD_END)
    length = _LENGTH.search(head)
    return head, await reader.readexactly(int(length[1])) if length else b""


async def _answer(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = (await reader.readuntil(_HEAD_END)).removesuffix(_HEAD_END)
    length = _LENGTH.search(head)
    return head, await (reader.readexactly(int(length[1])) if length else reader.read())


def _noted(head: bytes) -> Seen:
    method, path, _ = head.partition(b"\r\n")[0].decode().split(" ")
    lower = head.lower()
    return Seen(method, path, b"\r\nauthorization:" in lower or b"\r\ncookie:" in lower)


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close with a reset instead of an end."""
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def _fill(held: socket.socket) -> list[socket.socket]:
    """Let it listen with a full queue, which leaves a new connection waiting."""
    held.listen(0)
    queued = [socket.socket() for _ in range(2)]
    for one in queued:
        one.setblocking(False)
        one.connect_ex(held.getsockname())
    return queued
