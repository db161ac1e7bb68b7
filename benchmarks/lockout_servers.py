"""The servers of the lock-out benchmark: practice orgs that say when they committed, and a link with a delay.

All clocks are the machine's monotonic one, which is the same in every process (Linux).
"""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn

from tui.practice import tokens
from tui.practice.application import build
from tui.practice.seed import add_app
from tui.practice.sessions import new_session
from tui.practice.store import Store

DELAY = 0.05
"""Seconds that every byte is under way, in each direction."""


class TimedStore(Store):
    """Notes when each of its transactions was committed."""

    commits: list[float]

    @contextmanager
    def write(self) -> Iterator[object]:  # type: ignore[override]
        """As `Store.write`."""
        with super().write() as connection:
            yield connection
        self.commits.append(time.monotonic())


class TimedOrg:
    """A practice org on a port of loopback, served by a thread."""

    def __init__(self, database: Path) -> None:
        self.store = TimedStore.open(database)
        self.store.commits = []
        # With the protocol named, asyncio sends each answer at once.
        self._listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen()
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        config = uvicorn.Config(
            build(self.store),
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            timeout_keep_alive=120,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._listener],))
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()
        self.store.close()

    def session(self) -> str:
        """A new session id of the admin."""
        return new_session(self.store, "admin")

    def new_app(self, name: str, token: str = "") -> str:
        """An app, with a token where one is given; returns its Id."""
        app_id = add_app(self.store, name)
        if token:
            with self.store.write() as connection:
                key, by = connection.execute(  # type: ignore[attr-defined]
                    "SELECT a.key, u.id FROM apps a, users u WHERE a.id = ? AND u.login = 'admin'",
                    (app_id,),
                ).fetchone()
                tokens.put(connection, key, token, at=self.store.clock(), by=by)  # type: ignore[arg-type]
        return app_id

    @property
    def last_commit(self) -> float:
        """When the last transaction was committed."""
        return self.store.commits[-1]


class DelayedLink:
    """A port of loopback behind which another one lies `DELAY` seconds away, in each direction."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._loop = asyncio.new_event_loop()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),))
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        with closing(self._loop), suppress(OSError):
            self._listener.close()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._connected, sock=self._listener)
        await self._stop.wait()
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _connected(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        await asyncio.sleep(2 * DELAY)  # a connection costs a round trip before its first byte
        far, forth = await asyncio.open_connection("127.0.0.1", self._to)
        for writer in (back, forth):
            writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with suppress(asyncio.CancelledError, OSError):
            await asyncio.gather(self._pass(near, forth), self._pass(far, back))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Every chunk arrives `DELAY` after it was sent, in order; a chunk does not wait for the one before."""
        while data := await reader.read(65536):
            self._loop.call_later(DELAY, writer.write, data)
        self._loop.call_later(DELAY, writer.close)
