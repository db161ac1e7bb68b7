"""The search line above the table."""

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from tui.presentation.key_names import writes_text


class SearchBox(Input, inherit_css=False):
    """A one-line input that gives the focus back on Enter, down and Escape.

    It has its look from our sheets alone: Textual's sheet for inputs, most of it for borders and for what is invalid,
    would be read before the first frame.

    The cursor does not blink: over SSH that alone would send 2.5 kB a second for ever.

    Args:
        leave_to: gives the focus to whatever it is that was searched.
        typed: told of another value at once, so that letter and rows come in one frame; where more is typed already,
            of its last state alone.
        value: what stands in it at first.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = Input.COMPONENT_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "leave", "To the table", show=False, priority=True),
        Binding("escape", "clear_and_leave", "Clear", show=False, priority=True),
    ]

    def __init__(
        self,
        leave_to: Callable[[], None],
        *,
        typed: Callable[[], None] = lambda: None,
        value: str = "",
    ) -> None:
        super().__init__(value, placeholder="Search name, Id, people", select_on_focus=False)
        self.cursor_blink = False
        self.disable_messages(Input.Changed)  # `typed` comes a frame earlier
        self._typed = typed
        self._keys_waiting = 0
        self._will_tell = False
        self._leave_to = leave_to

    def post_message(self, message: Message) -> bool:
        """As Textual does; the keys that wait are counted."""
        taken = super().post_message(message)
        if taken and isinstance(message, events.Key):
            self._keys_waiting += 1
        return taken

    def takes(self, key: str) -> bool:
        """Whether a key, by Textual's name, is typed here or edits what was."""
        return writes_text(key) or key in self._bindings.key_to_bindings

    def on_key(self) -> None:
        """Before the key changes the value."""
        self._keys_waiting -= 1

    def on_mount(self) -> None:
        """From now on."""
        self.watch(self, "value", self._changed, init=False)

    def _changed(self, _: str) -> None:
        if not self._more_is_typed:
            self._will_tell = False
            self._typed()
        elif not self._will_tell:
            self._will_tell = True
            self.call_later(self._tell)  # behind the keys that wait

    def _tell(self) -> None:
        if self._will_tell:
            self._will_tell = False
            self._typed()

    @property
    def _more_is_typed(self) -> bool:
        return bool(self._keys_waiting or self.app.message_queue_size)

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
