"""`OrgClient`: an org as the services see it. A facade; the work is done by `Directory` and `SetupPages`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from tui.client.directory import Directory
from tui.client.limits import Gauge
from tui.client.rest import RestApi
from tui.client.retry import Retries, ignore
from tui.client.session import OrgSession, Renewal, SessionSource, log_in_again
from tui.domain.setup_labels import ENGLISH, SetupLabels
from tui.ports import NOBODY, Witness
from tui.transport import Sender

if TYPE_CHECKING:
    from datetime import datetime

    from tui.client.metadata import MetadataApi
    from tui.client.setup_page import SetupPages
    from tui.domain.app_metadata import AppMetadata
    from tui.domain.connected_app import AppDetails, AppPage
    from tui.domain.org import Org, Permissions, User
    from tui.domain.rehearsal import Rehearsal
    from tui.domain.retry import RetryNotice
    from tui.domain.secret import Mark, Secret
    from tui.domain.token import Generation, TokenReading
    from tui.domain.usage import CallUsage


class OrgClient:
    """Implements the ports `OrgDirectory` and `SetupPage` for one org.

    Args:
        transport: calls to the org's origin; whoever made it closes it.
        session: asked when a session is first needed, and once more when a read finds it expired.
        now: the time of day, aware.
        practice: whether this is the practice org; else `Organization` says what is at stake.
        scratch: whether the sf command says that it is a scratch org.
        sleep: waits before a read is asked again.
        on_retry: told before every such wait; called in the event loop, so it must not block.
        on_low_calls: told when the org's API calls of the day run low; likewise.
        renewal: how a person gets a session in place of one that the org does not take.
        labels: the words by which the token's section of a Setup page is recognised.
    """

    def __init__(
        self,
        transport: Sender,
        session: SessionSource,
        *,
        now: Callable[[], datetime],
        practice: bool = False,
        scratch: bool = False,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        on_retry: Callable[[RetryNotice], None] = ignore,
        on_low_calls: Callable[[CallUsage], None] = lambda _: None,
        labels: SetupLabels = ENGLISH,
        renewal: Renewal = log_in_again,
    ) -> None:
        kept = OrgSession(session, renewal)
        self._session = kept
        retries = Retries(sleep=sleep, on_retry=on_retry)
        rest = RestApi(Gauge(transport, on_low_calls), kept, retries, now=now)
        self._rest = rest
        self._directory = Directory(
            rest, instance_url=str(transport.origin), practice=practice, scratch=scratch
        )
        self._make_metadata = partial(_metadata_api, transport, kept, retries, rest, now)
        self._make_pages = partial(_setup_pages, transport, kept, retries, now, labels)

    @cached_property
    def _metadata(self) -> MetadataApi:
        return self._make_metadata()

    @cached_property
    def _pages(self) -> SetupPages:
        return self._make_pages()

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

    async def metadata(self, app_id: str) -> AppMetadata:
        """See `OrgDirectory.metadata`."""
        return await self._metadata.read(app_id)

    async def api_version(self) -> int:
        """The version of the REST API that both sides know."""
        return await self._rest.api_version()

    async def rehearse(self, app_id: str) -> Rehearsal:
        """See `SetupPages.rehearse`."""
        return await self._pages.rehearse(app_id)

    async def generations(self) -> list[Generation]:
        """See `OrgDirectory.generations`."""
        return await self._directory.generations()

    async def read(self, app_id: str) -> TokenReading:
        """See `SetupPage.read`."""
        return await self._pages.read(app_id)

    def is_session(self, value: Secret) -> bool:
        """Whether `value` is the session id: it is copied by mistake from the screens on which tokens are."""
        return self._session.is_current(value)

    async def fetch(self, app_id: str) -> TokenReading:
        """See `SetupPage.fetch`: the page shows it to whoever may read it."""
        return await self._pages.read(app_id)

    async def generate(self, app_id: str, *, witness: Witness = NOBODY) -> TokenReading:
        """See `SetupPage.generate`."""
        return await self._pages.generate(app_id, witness=witness)

    async def regenerate(
        self, app_id: str, *, replacing: Mark, witness: Witness = NOBODY
    ) -> TokenReading:
        """See `SetupPage.regenerate`."""
        return await self._pages.regenerate(app_id, replacing=replacing, witness=witness)


def _metadata_api(
    transport: Sender,
    session: OrgSession,
    retries: Retries,
    rest: RestApi,
    now: Callable[[], datetime],
) -> MetadataApi:
    """Made on first use: a list needs no XML."""
    from tui.client.metadata import MetadataApi

    return MetadataApi(transport, session, retries, rest, now=now)


def _setup_pages(
    transport: Sender,
    session: OrgSession,
    retries: Retries,
    now: Callable[[], datetime],
    labels: SetupLabels,
) -> SetupPages:
    """Made on first use: a list needs no HTML."""
    from tui.client.setup_page import SetupPages

    return SetupPages(transport, session, retries, now=now, labels=labels)
