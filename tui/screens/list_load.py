"""The list of the open org on its way: what there is to show, how far it has come, what went wrong.

It knows no widget: the screen is told that something changed, and reads.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from tui.errors import ConsoleError
from tui.screens.base import Host
from tui.services.browse import Progress
from tui.services.catalogue import Catalogue

if TYPE_CHECKING:
    from tui.services.workbench import Workbench

_PAINT_SECONDS = 0.3
"""How often a list that is still arriving is sorted and painted: at every page it would take longer than fetching."""


class ListLoad:
    """What the table shows while and after the org is asked.

    Args:
        changed: called when there is more to show, or a reason why not.

    Attributes:
        bench: the services of the org, once it is connected.
        progress: how far the last load has come.
        failed: why it came to no end.
    """

    def __init__(self, host: Host, changed: Callable[[], None]) -> None:
        self._host = host
        self._changed = changed
        self._painted_at = -_PAINT_SECONDS
        self.bench: Workbench | None = None
        self.progress = Progress(0, 0, done=False)
        self.failed: ConsoleError | None = None

    @property
    def catalogue(self) -> Catalogue:
        """The apps to show."""
        return self.bench.browse.catalogue if self.bench else Catalogue()

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

    def begin(self) -> None:
        """The org is about to be asked."""
        self.failed = None

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
        async for progress in self.bench.browse.load():
            self.progress = progress
            now = self._host.clock.monotonic()
            if progress.done or now - self._painted_at >= _PAINT_SECONDS:
                self._painted_at = now
                self._changed()
        return self.bench
