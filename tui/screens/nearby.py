"""Leaving the search line; and names near to a search that found nothing, put into the search by Enter.

They are looked for once nobody types. They are words on the screen and no rows: nothing is marked or rotated by them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.base import Acts
from tui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from tui.services.catalogue import Catalogue

_SETTLED_SECONDS = 0.15
"""How long nobody has typed: the next letter may find something, or is another typo."""
_GROUP = "near"


class NearActs(Acts):
    """A screen that is searched, by a `SearchBox`.

    Attributes:
        near: names like the ones that were searched for, the nearest first; empty while none is known.
    """

    near: tuple[str, ...] = ()
    _near_to = ""
    """The search they are near to; empty where it found something."""

    def near_found(self) -> None:
        """Show them; to be filled by the screen."""
        raise NotImplementedError

    def focus_table(self) -> None:
        """To what is searched; to be filled by the screen."""
        raise NotImplementedError

    def leave_search(self) -> None:
        """To what was found, or to what would be by the nearest name."""
        if self.near:
            self.take_nearest()
        self.focus_table()

    def take_nearest(self) -> None:
        """Search for it."""
        self.query_one(SearchBox).fill(self.near[0])

    async def action_act(self, action_id: str, _key: str = "") -> None:
        """As everywhere; the search line has acts of its own, which its keys do and a click on their words."""
        its = {
            "search.leave": SearchBox.action_leave,
            "search.clear": SearchBox.action_clear_and_leave,
        }
        if action_id in its:
            await its[action_id](self.query_one(SearchBox))
        else:
            await super().action_act(action_id, _key)

    def look_near(self, catalogue: Catalogue, text: str, *, hits: int) -> None:
        """Another search, or another list: what was near to the one before is none of its."""
        to = "" if hits else text.strip()
        if to == self._near_to:
            return
        self._near_to, self.near = to, ()
        self.workers.cancel_group(self, _GROUP)
        if to:
            self.run_worker(self._find_near(catalogue, to), group=_GROUP)

    async def _find_near(self, catalogue: Catalogue, text: str) -> None:
        await self.clock.sleep(_SETTLED_SECONDS)
        self.near = await catalogue.near(text)
        if self.near:
            self.near_found()
