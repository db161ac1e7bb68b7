"""The search line above the table."""

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input


class SearchBox(Input):
    """A one-line input that gives the focus back on Enter, down and Escape.

    The cursor does not blink: over SSH that alone would send 2.5 kB a second for ever.

    Args:
        leave_to: gives the focus to whatever it is that was searched.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "leave", "To the table", show=False, priority=True),
        Binding("escape", "clear_and_leave", "Clear", show=False, priority=True),
    ]

    def __init__(self, leave_to: Callable[[], None]) -> None:
        super().__init__(placeholder="Search name, Id, people", compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._leave_to = leave_to

    async def action_leave(self) -> None:
        """To the table, with the search as it is."""
        await self._all_typed()
        self._leave_to()

    async def action_clear_and_leave(self) -> None:
        """To the table, with everything in it again."""
        await self._all_typed()
        self.value = ""
        self._leave_to()

    async def _all_typed(self) -> None:
        """Wait for the letters that came before this key and still stand in this widget's queue."""
        typed = asyncio.Event()
        self.call_later(typed.set)
        await typed.wait()
