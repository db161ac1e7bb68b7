"""Loading the list: pages, trail, org, user and permission, each shown as soon as it is there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tui.errors import OrgError
from tui.services.catalogue import Catalogue

if TYPE_CHECKING:
    from datetime import datetime

    from tui.domain.app_metadata import AppMetadata
    from tui.domain.connected_app import AppDetails
    from tui.domain.org import Org, Permissions, User
    from tui.domain.token import Generation
    from tui.ports import Clock, OrgDirectory

_HEAD_START_SECONDS = 0.25
"""How far the first apps may go before the audit trail: an org behind a network takes longer, and is asked for both."""


class Progress(NamedTuple):
    """How far a load has come."""

    loaded: int
    total: int
    done: bool


class Surroundings(NamedTuple):
    """Where the admin is, and as whom. A part is None until the org has said it, or where it would not."""

    org: Org | None = None
    user: User | None = None
    permissions: Permissions | None = None

    @property
    def lacks_permission(self) -> bool:
        """Whether the org said that the user may not manage connected apps; not knowing is not lacking."""
        return self.permissions is not None and not self.permissions.manage_connected_apps


class Browse:
    """The connected apps of one org.

    Attributes:
        catalogue: what is shown; while a refresh runs it is still the last good list.
        loaded_at: when that list was complete; None before the first one.
        trail_error: why the audit trail could not be read, if it could not: ages and authors are then unknown.
    """

    def __init__(self, directory: OrgDirectory, clock: Clock) -> None:
        self._directory = directory
        self._clock = clock
        self.catalogue = Catalogue()
        self.loaded_at: datetime | None = None
        self.trail_error: OrgError | None = None

    async def surroundings(self) -> AsyncGenerator[Surroundings, None]:
        """Ask who and where, in parallel; yields at every answer that adds something.

        Raises:
            OrgError: the org itself could not be read. User and permission may stay unknown.
        """
        org = asyncio.create_task(self._directory.org())
        user = asyncio.create_task(self._directory.user())
        permissions = asyncio.create_task(self._directory.permissions())
        tasks = (org, user, permissions)
        try:
            for waited in asyncio.as_completed(tasks):
                try:
                    await waited
                except OrgError:
                    if org.done() and org.exception() is not None:
                        raise
                    continue
                yield Surroundings(_settled(org), _settled(user), _settled(permissions))
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def load(self, *, rows_first: bool = False) -> AsyncGenerator[Progress, None]:
        """Load the list afresh, a page at a time.

        The first list grows on the screen as its pages arrive; a later one takes the old one's place when it is
        complete, so that a link that drops half-way leaves the last good list.

        Args:
            rows_first: somebody waits for the first apps more than for the whole list.

        Raises:
            OrgError: the list could not be loaded; what is there stays.
        """
        fresh = Catalogue()
        if self.loaded_at is None:
            fresh.readings_of(self.catalogue)
            self.catalogue = fresh
        first = asyncio.Event()
        asking = self._generations_behind(first) if rows_first else self._generations()
        trail = asyncio.create_task(asking)
        waiting = True
        try:
            async for page in self._directory.app_pages():
                fresh.add(page.apps)
                first.set()
                if waiting and trail.done():
                    waiting = False
                    fresh.learn_trail(trail.result())
                yield Progress(len(fresh), page.total, done=False)
            if waiting:
                fresh.learn_trail(await trail)
        finally:
            trail.cancel()
            await asyncio.gather(trail, return_exceptions=True)
        if self.catalogue is not fresh:
            fresh.readings_of(self.catalogue)
            self.catalogue = fresh
        self.loaded_at = self._clock.now()
        yield Progress(len(fresh), len(fresh), done=True)

    async def org(self) -> Org:
        """The org itself.

        Raises:
            OrgError: it could not be read.
        """
        return await self._directory.org()

    async def details(self, app_id: str) -> AppDetails:
        """One app with its policies.

        Raises:
            NotFoundError: the org has no such app (any more).
            OrgError: it could not be read.
        """
        return await self._directory.app(app_id)

    async def shares_name(self, name: str) -> bool:
        """Whether several apps bear a name; also where that cannot be known. Reads the list where it was not loaded."""
        if self.loaded_at is not None:
            return len(self.catalogue.named(name)) > 1
        bearers = 0
        try:
            async for page in self._directory.app_pages():
                bearers += sum(app.name == name for app in page.apps)
        except OrgError:
            return True
        return bearers > 1

    async def metadata(self, app_id: str) -> AppMetadata:
        """What the org's metadata says of one app; why not, where it could not be read. Costs two calls and more."""
        try:
            return await self._directory.metadata(app_id)
        except OrgError as error:
            from tui.domain.app_metadata import AppMetadata
            from tui.domain.connected_app import AppKind

            return AppMetadata(AppKind.UNKNOWN, why=error.what)

    async def refresh_trail(self) -> None:
        """Read the audit trail again, after a generation; where it cannot be read the old one stays."""
        generations = await self._generations()
        if self.trail_error is None:
            self.catalogue.learn_trail(generations)

    async def _generations_behind(self, first: asyncio.Event) -> list[Generation]:
        """The trail, behind the first apps of an org that is quick: both would wait for one processor."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_HEAD_START_SECONDS):
                await first.wait()
        return await self._generations()

    async def _generations(self) -> list[Generation]:
        try:
            generations = await self._directory.generations()
        except OrgError as error:
            self.trail_error = error
            return []
        self.trail_error = None
        return generations


_T = TypeVar("_T")


def _settled(task: asyncio.Task[_T]) -> _T | None:
    if not task.done() or task.cancelled() or task.exception() is not None:
        return None
    return task.result()
