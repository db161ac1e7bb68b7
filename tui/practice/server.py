"""Serving the practice org: on a port of the loopback interface, or on a listening socket that was handed over.

There is no option for any other interface. Uvicorn runs on asyncio and h11 with neither access log nor server header.
"""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

import uvicorn

from tui.errors import PracticeOrgError
from tui.practice.application import build
from tui.practice.faces import CLASSIC, Face
from tui.practice.store import Store

_LOOPBACK: Final = "127.0.0.1"
_STOP_SECONDS: Final = 1
_KEEP_ALIVE_SECONDS: Final = 120
"""Longer than clients keep an idle connection: one that closes under a press would leave its outcome unknown."""

_MOST_HEAD_BYTES: Final = 32 * 1024


class _Server(uvicorn.Server):
    """Says when it listens, and ends on a signal without raising it again."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        def stop(_: int, __: FrameType | None) -> None:
            self.should_exit = True

        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def serve(database: Path, *, port: int, ready: Callable[[str], None], face: Face = CLASSIC) -> None:
    """Serve the org on 127.0.0.1 until SIGINT or SIGTERM; call it in the main thread.

    Args:
        database: the org's database.
        port: 0 takes any free one.
        ready: called once with the org's address, as soon as it answers.
        face: what its Setup pages look like.

    Raises:
        PracticeOrgError: the port is taken, or the database cannot be used.
    """
    with Store.open(database) as store, _listening(port) as listener:
        address = f"http://{_LOOPBACK}:{listener.getsockname()[1]}"
        serve_socket(store, listener, ready=lambda: ready(address), face=face)


def serve_socket(
    store: Store,
    listener: socket.socket,
    *,
    ready: Callable[[], None] = lambda: None,
    face: Face = CLASSIC,
) -> None:
    """Serve the org on a listening socket until SIGINT or SIGTERM; call it in the main thread."""
    config = uvicorn.Config(
        build(store, listener.getsockname(), face=face),
        http="h11",
        loop="asyncio",
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        log_level="critical",
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_STOP_SECONDS,
        h11_max_incomplete_event_size=_MOST_HEAD_BYTES,
    )
    _Server(config, ready).run(sockets=[listener])


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    # With the protocol named, asyncio turns Nagle's algorithm off; without, each answer waits 40 ms for its end.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # A port whose last connections are still closing is free again at once.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((_LOOPBACK, port))
            listener.listen()
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or error
            raise PracticeOrgError(
                f"The practice org cannot listen on port {port}: {why}.",
                hint="Name another port, or 0 for any free one.",
            ) from error
        yield listener
    finally:
        listener.close()
