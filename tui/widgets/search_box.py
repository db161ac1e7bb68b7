"""The search line above the table."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class SearchBox(Input):
    """A one-line input that gives the focus back on Enter, down and Escape.

    The cursor does not blink: over SSH that alone would send 2.5 kB a second for ever.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "leave", "To the table", show=False),
        Binding("escape", "clear_and_leave", "Clear", show=False),
    ]

    class Left(Message):
        """The table should have the focus."""

    def __init__(self) -> None:
        super().__init__(placeholder="Search name, Id, people", compact=True, select_on_focus=False)
        self.cursor_blink = False

    def action_leave(self) -> None:
        """To the table, with the search as it is."""
        self.post_message(self.Left())

    def action_clear_and_leave(self) -> None:
        """To the table, with everything in it again."""
        self.value = ""
        self.post_message(self.Left())
