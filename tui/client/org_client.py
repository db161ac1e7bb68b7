"""`OrgClient`: an org as the services see it. A facade; the work is done by `Directory` and `SetupPages`."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime

from tui.client.directory import Directory
from tui.client.rest import RestApi
from tui.client.retry import Retries, ignore
from tui.client.session import OrgSession, SessionSource
from tui.client.setup_page import SetupPages
from tui.domain.connected_app import AppDetails, AppPage
from tui.domain.org import Org, Permissions, User
from tui.domain.retry import RetryNotice
from tui.domain.token import Generation, TokenReading
from tui.transport import Sender


class OrgClient:
    """Implements the ports `OrgDirectory` and `SetupPage` for one org.

    Args:
        transport: calls to the org's origin; whoever made it closes it.
        session: asked when a session is first needed, and once more when a read finds it expired.
        now: the time of day, aware.
        practice: whether this is the practice org; else `Organization` says what is at stake.
        sleep: waits before a read is asked again.
        on_retry: told before every such wait; called in the event loop, so it must not block.
    """

    def __init__(
        self,
        transport: Sender,
        session: SessionSource,
        *,
        now: Callable[[], datetime],
        practice: bool = False,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        on_retry: Callable[[RetryNotice], None] = ignore,
    ) -> None:
        kept = OrgSession(session)
        retries = Retries(sleep=sleep, on_retry=on_retry)
        rest = RestApi(transport, kept, retries, now=now)
        self._directory = Directory(rest, instance_url=str(transport.origin), practice=practice)
        self._pages = SetupPages(transport, kept, retries, now=now)

    async def org(self) -> Org:
        """See `OrgDirectory.org`."""
        return await self._directory.org()

    async def user(self) -> User:
        """See `OrgDirectory.user`."""
        return await self._directory.user()

    async def permissions(self) -> Permissions:
        """See `OrgDirectory.permissions`."""
        return await self._directory.permissions()

    def app_pages(self) -> AsyncIterator[AppPage]:
        """See `OrgDirectory.app_pages`."""
        return self._directory.app_pages()

    async def app(self, app_id: str) -> AppDetails:
        """See `OrgDirectory.app`."""
        return await self._directory.app(app_id)

    async def generations(self) -> list[Generation]:
        """See `OrgDirectory.generations`."""
        return await self._directory.generations()

    async def read(self, app_id: str) -> TokenReading:
        """See `SetupPage.read`."""
        return await self._pages.read(app_id)

    async def generate(self, app_id: str) -> TokenReading:
        """See `SetupPage.generate`."""
        return await self._pages.generate(app_id)

    async def regenerate(self, app_id: str, *, replacing: str) -> TokenReading:
        """See `SetupPage.regenerate`."""
        return await self._pages.regenerate(app_id, replacing=replacing)
