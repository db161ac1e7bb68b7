"""`Transport`: calls to one origin, and to no other."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tui import log
from tui.errors import ConfigError, OrgError
from tui.transport.messages import Request, Response
from tui.transport.origin import Origin
from tui.transport.proxy import proxy_for
from tui.transport.timeouts import DEFAULT_TIMEOUTS, Timeouts

if TYPE_CHECKING:
    from tui.transport.connection import Connection


class Transport:
    """The one HTTP call path.

    Certificates are always verified; redirects are answers, not followed; cookies are handed to the caller and not
    kept; nothing is retried. Cancelling a call closes its connection.

    Args:
        origin: `https://host[:port]`, or `http://…` on loopback.
        uds: a Unix socket to go through instead of the network; no proxy is used then.
        ca_file: PEM file with CA certificates to trust beside the usual ones.
        environ: where proxies are looked up.
        timeouts: how long a call may take.

    Raises:
        ConfigError: the origin or the proxy cannot be used.
    """

    def __init__(
        self,
        origin: str,
        *,
        uds: Path | None = None,
        ca_file: Path | None = None,
        environ: Mapping[str, str],
        timeouts: Timeouts = DEFAULT_TIMEOUTS,
    ) -> None:
        self._origin = Origin.parse(origin)
        self._proxy = None if uds else proxy_for(self._origin, environ)
        self._uds = uds
        self._ca_file = ca_file
        self._timeouts = timeouts
        self._connection: Connection | None = None
        self._closed = False
        self._connecting = asyncio.Lock()

    @property
    def origin(self) -> Origin:
        """Where every call goes."""
        return self._origin

    async def send(self, request: Request) -> Response:
        """Send once and return the whole answer, whatever its status; raises as `Sender.send` says."""
        connection = await self._connected()
        began = time.monotonic()
        outcome = await connection.exchange(request)
        answer = outcome if isinstance(outcome, OrgError) else outcome.status
        log.call(request.method, self._origin.host, request.path, began, answer)
        if isinstance(outcome, OrgError):
            raise outcome
        return outcome

    async def aclose(self) -> None:
        """Close the connections; a later call is refused."""
        self._closed = True
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def _connected(self) -> "Connection":
        async with self._connecting:
            if self._closed:
                raise ConfigError(
                    "The connection to this org is closed already.", hint="Open the org again."
                )
            if self._connection is None:
                connect = await asyncio.to_thread(_with_library)
                self._connection = await connect(
                    self._origin,
                    uds=self._uds,
                    ca_file=self._ca_file,
                    proxy=self._proxy,
                    timeouts=self._timeouts,
                )
            return self._connection


def _with_library() -> Callable[..., Awaitable["Connection"]]:
    """Read the HTTP library's many modules, during which keys are answered; returns what connects."""
    from tui.transport.connection import connect

    return connect
