"""A proxy on loopback that opens ways (CONNECT), and leads every name to one server on loopback."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class FakeConnectProxy:
    """Opens a way to the server on `leads_to`, or answers with `status`."""

    leads_to: int
    status: str = "200 Connection established"
    port: int = 0
    asked: list[bytes] = field(default_factory=list)
    """The heads of the requests."""

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        try:
            self.asked.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(f"HTTP/1.1 {self.status}\r\n\r\n".encode())
            await writer.drain()
            if self.status.startswith("200"):
                await self._lead(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_connection("127.0.0.1", self.leads_to)
        back = asyncio.ensure_future(_pass(from_server, writer))
        try:
            await _pass(reader, to_server)
        finally:
            back.cancel()
            to_server.close()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65_536):
        writer.write(data)
        await writer.drain()


@asynccontextmanager
async def leading_to(
    port: int, *, status: str = "200 Connection established"
) -> AsyncIterator[FakeConnectProxy]:
    """Serve until the block ends."""
    proxy = FakeConnectProxy(port, status)
    tasks: set[asyncio.Task[None]] = set()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.ensure_future(proxy.serve(reader, writer)))

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
