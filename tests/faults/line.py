"""The real client over the real transport, through the proxy."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.faults.orgs import ROWS_A_PAGE, ServedOrg
from tests.faults.proxy import FaultProxy, OtherHost, Plan, other_host, proxying
from tui.client.org_client import OrgClient
from tui.domain.retry import RetryNotice
from tui.domain.secret import Secret
from tui.transport import Origin, Request, Response, Transport


class Senders:
    """The transport of the client: hasty for a request that would stall, patient for all others."""

    def __init__(self, proxy: FaultProxy, patient: Transport, hasty: Transport) -> None:
        self._proxy = proxy
        self._patient = patient
        self._hasty = hasty

    @property
    def origin(self) -> Origin:
        """Where the calls go."""
        return self._patient.origin

    async def send(self, request: Request) -> Response:
        """Send once."""
        return await (self._hasty if self._proxy.due else self._patient).send(request)


@dataclass
class Line:
    """A client, and what happens between it and the org."""

    client: OrgClient
    proxy: FaultProxy
    elsewhere: OtherHost
    notices: list[RetryNotice]
    sessions_asked: int = 0
    waits: list[float] = field(default_factory=list)

    @property
    def posts(self) -> list[bool]:
        """Whether each POST that the proxy saw went on to the org; those of SOAP, which only read, left out."""
        return [
            seen.forwarded
            for seen in self.proxy.seen
            if seen.method == "POST" and "/Soap/" not in seen.path
        ]


@asynccontextmanager
async def connected(org: ServedOrg, plan: Plan) -> AsyncIterator[Line]:
    """Stand a client before the org; when the block ends, nothing of it is under way any more."""
    async with AsyncExitStack() as stack:
        elsewhere = await stack.enter_async_context(other_host())
        proxy = await stack.enter_async_context(
            proxying(org.address, plan, elsewhere=elsewhere.origin, rows_a_page=ROWS_A_PAGE)
        )
        patient = await stack.enter_async_context(Transport(proxy.origin, environ={}))
        hasty = patient
        if plan.fault.ends_by is not None:
            hasty = await stack.enter_async_context(
                Transport(proxy.origin, environ={}, timeouts=plan.fault.ends_by)
            )

        notices: list[RetryNotice] = []

        async def session() -> Secret:
            line.sessions_asked += 1
            return Secret(org.sessions[line.sessions_asked - 1])

        async def sleep(seconds: float) -> None:
            line.waits.append(seconds)
            await proxy.time_passes()
            await asyncio.sleep(0)

        client = OrgClient(
            Senders(proxy, patient, hasty),
            session,
            now=lambda: datetime.now(UTC),
            sleep=sleep,
            on_retry=notices.append,
        )
        line = Line(client, proxy, elsewhere, notices)
        yield line
