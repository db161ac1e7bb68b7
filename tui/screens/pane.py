"""The pane beside the table: whether there is room and wish for it, and when it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.presentation.app_cells import PANE_FROM
from tui.screens.marking import MarkActs

if TYPE_CHECKING:
    from tui.presentation.pane_words import PaneWords
    from tui.widgets.side_pane import SidePane

_SETTLED_SECONDS = 0.08
"""How long the cursor rests before the pane follows: a key held down, or a wheel, would have it drawn at every row."""


class PaneActs(MarkActs):
    """A screen whose list has a pane beside it, in a `Horizontal` of the class `list`."""

    _pane: SidePane | None = None
    _moved_at = 0.0
    _follows = False

    @property
    def is_wide(self) -> bool:
        """Whether there is room for it."""
        return self.app.size.width >= PANE_FROM

    def compose_pane(self) -> ComposeResult:
        """The pane, where it is wanted."""
        if self.is_wide and not self.host.hides_pane:
            yield self._make_pane()

    def act_apps_pane(self) -> None:
        """Show it, or hide it from now on."""
        self.host.hide_pane(not self.host.hides_pane)
        self._fit_pane()

    def on_resize(self, _: events.Resize) -> None:
        """There may be room by now, or no more."""
        self._fit_pane()

    def show_pane(self) -> None:
        """Draw what is known now."""
        if self._pane is not None:
            self._pane.show(self._words())

    def show_pane_soon(self) -> None:
        """Draw what is known of the app on which the cursor comes to rest."""
        if self._pane is None:
            return
        self._moved_at = self.host.clock.monotonic()
        if not self._follows:
            self._follows = True
            self.run_worker(self._follow_cursor(), group="pane")

    async def _follow_cursor(self) -> None:
        clock = self.host.clock
        try:
            while (left := self._moved_at + _SETTLED_SECONDS - clock.monotonic()) > 0:
                await clock.sleep(left)
        finally:
            self._follows = False
        self.show_pane()

    def _fit_pane(self) -> None:
        if not self.is_whole:
            return
        wanted = self.is_wide and not self.host.hides_pane
        if wanted and self._pane is None:
            self.query_one(".list", Horizontal).mount(self._make_pane())
            self.show_pane()
        elif not wanted and self._pane is not None:
            self._pane.remove()
            self._pane = None

    def _words(self) -> PaneWords | None:
        """What the list knows of the app under the cursor: nothing is asked for it."""
        from tui.presentation.pane_words import pane_words

        known, bench = self.current, self.bench
        if known is None:
            return None
        return pane_words(
            known,
            self.situation(),
            self.host.clock.now(),
            marked=known.app.id in self.marks,
            children=bench.children.of(known.app.id) if bench else (),
        )

    def _make_pane(self) -> SidePane:
        from tui.widgets.side_pane import SidePane

        self._pane = SidePane()
        return self._pane
