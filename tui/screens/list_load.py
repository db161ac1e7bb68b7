"""The list of the open org on its way: what there is to show, how far it has come, what went wrong.

It knows no widget: the screen is told that something changed, and reads.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING

from tui.errors import ConsoleError
from tui.screens.base import Host
from tui.services.browse import Progress
from tui.services.catalogue import Catalogue

if TYPE_CHECKING:
    from tui.services.browse import Surroundings
    from tui.services.earlier import EarlierList
    from tui.services.workbench import Workbench

_PAINT_SECONDS = 0.3
"""How often a list that is still arriving is sorted and painted: at every page it would take longer than fetching."""


class ListLoad:
    """What the table shows while and after the org is asked.

    Args:
        changed: called when there is more to show, or a reason why not.
        painted: waits until that is seen.

    Attributes:
        bench: the services of the org, once it is connected.
        progress: how far the last load has come.
        failed: why it came to no end.
        earlier: the list of an earlier session, and the keeping of this one's; None until it was looked for.
    """

    def __init__(
        self, host: Host, changed: Callable[[], None], painted: Callable[[], Awaitable[None]]
    ) -> None:
        self._host = host
        self._changed = changed
        self._painted = painted
        self._painted_at = -_PAINT_SECONDS
        self.bench: Workbench | None = None
        self.progress = Progress(0, 0, done=False)
        self.failed: ConsoleError | None = None
        self.earlier: EarlierList | None = None
        self._place: Surroundings | None = None
        self._is_kept = False

    @property
    def catalogue(self) -> Catalogue:
        """The apps to show: those of an earlier session until this one's are complete, so that no row jumps."""
        earlier = self.earlier.catalogue if self.earlier else None
        if earlier is not None:
            return earlier
        return self.bench.browse.catalogue if self.bench else Catalogue()

    @property
    def earlier_at(self) -> datetime | None:
        """When the apps to show were read, where that was in an earlier session; else None."""
        return self.earlier.read_at if self.earlier else None

    @property
    def as_of(self) -> datetime | None:
        """When the apps to show were read, where that is not what the last load was to bring; else None."""
        if self.failed is None or self.bench is None:
            return None
        return self.bench.browse.loaded_at

    @property
    def is_first(self) -> bool:
        """Whether no list has come to its end yet."""
        return self.bench is None or self.bench.browse.loaded_at is None

    @property
    def is_under_way(self) -> bool:
        """Whether the org has been asked and has not answered to the end."""
        return self.failed is None and not self.progress.done

    @property
    def is_just_shown(self) -> bool:
        """Whether what arrives was shown a moment ago, and will be again in a moment."""
        passed = self._host.clock.monotonic() - self._painted_at
        return self.is_under_way and passed < _PAINT_SECONDS

    def begin(self) -> None:
        """The org is about to be asked."""
        self.failed = None
        self._place, self._is_kept = None, False

    def fail(self, error: ConsoleError) -> None:
        """It came to no end; what is there stays."""
        self.failed = error
        self._changed()

    async def run(self) -> Workbench:
        """Ask the org for its list; returns the services of the org.

        Raises:
            ConsoleError: it cannot be connected, or the list could not be loaded; what is there stays.
        """
        self.bench = await self._host.workbench()
        self.progress = Progress(0, 0, done=False)
        has_rows = False
        async for progress in self.bench.browse.load(rows_first=self.is_first):
            self.progress = progress
            if progress.done and self.earlier is not None:
                self.earlier.end()
            if not self.is_just_shown:
                self._painted_at = self._host.clock.monotonic()
                self._changed()
            if progress.loaded and not has_rows:
                has_rows = True
                await self._painted()  # the first rows are seen before the next ones are made
        return self.bench

    # -- from session to session -------------------------------------------------------------------

    async def read_earlier(self, earlier: EarlierList) -> None:
        """Read what was kept; from then on it is there to be shown, if it may be and is still wanted."""
        self.earlier = earlier
        if not self.is_first:
            earlier.end()
        if self._place is not None:
            earlier.learn_place(self._place)
        await earlier.read(self._host.order)

    def learn_place(self, around: Surroundings) -> None:
        """The org has said more of itself: a list that was kept of another one, or for another user, is gone."""
        self._place = around
        if self.earlier is not None:
            self.earlier.learn_place(around)

    def catch_up(self) -> None:
        """Back from an app: what was learnt of it is shown in the list of an earlier session too."""
        if self.earlier is not None and self.bench is not None:
            self.earlier.catch_up(self.bench.browse)

    async def keep(self) -> None:
        """Keep the list, once, as soon as it is complete and the org has said which one it is, and for whom."""
        place, earlier, bench = self._place, self.earlier, self.bench
        if self._is_kept or not self.progress.done or self.failed or place is None:
            return
        if earlier is not None and bench is not None and place.org and place.user:
            self._is_kept = True
            await earlier.keep(bench.browse, place.org, place.user)
