"""The search line above the table."""

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from tui.presentation.key_names import writes_text
from tui.services.searches import Searches


class SearchBox(Input, inherit_css=False):
    """A one-line input that gives the focus back on Enter, down and Escape, and recalls earlier searches on up.

    It has its look from our sheets alone: Textual's sheet for inputs, most of it for borders and for what is invalid,
    would be read before the first frame.

    The cursor does not blink: over SSH that alone would send 2.5 kB a second for ever.

    Args:
        leave_to: gives the focus to whatever it is that was searched.
        typed: told of another value at once, so that letter and rows come in one frame; where more is typed already,
            of its last state alone.
        value: what stands in it at first.
        searches: those of the session.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = Input.COMPONENT_CLASSES
    virtual_size = reactive(Size(0, 0))
    """How long what was typed is; Textual's lays the whole screen out anew for each letter of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave", "To the table", show=False, priority=True),
        Binding(
            "down", "later_or_leave", "Later search, or to the table", show=False, priority=True
        ),
        Binding("up", "earlier", "Earlier search", show=False, priority=True),
        Binding("escape", "clear_and_leave", "Clear", show=False, priority=True),
    ]

    def __init__(
        self,
        leave_to: Callable[[], None],
        *,
        typed: Callable[[], None] = lambda: None,
        value: str = "",
        searches: Searches | None = None,
    ) -> None:
        super().__init__(value, placeholder="Search name, Id, people", select_on_focus=False)
        self.cursor_blink = False
        self.disable_messages(Input.Changed)  # `typed` comes a frame earlier
        self._typed = typed
        self._keys_waiting = 0
        self._will_tell = False
        self._leave_to = leave_to
        self._searches = searches or Searches()
        self._steps_back = 0
        """How many searches back the one is that was recalled and stands there unchanged."""

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

    async def action_earlier(self) -> None:
        """As in a shell: in the empty line the last search, then the ones before it."""
        await self._all_typed()
        if not self.value or self._is_recalled:
            self._recall(self._steps_back + 1)

    async def action_later_or_leave(self) -> None:
        """From a search that was recalled to the later ones and the empty line; else to the table."""
        await self._all_typed()
        if self._is_recalled:
            self._recall(self._steps_back - 1)
        else:
            self._leave_to()

    def _recall(self, steps: int) -> None:
        found = self._searches.back(steps) if steps else ""
        if found is not None:
            self._steps_back = steps
            self.fill(found)

    def fill(self, text: str) -> None:
        """Search for something that was not typed; the next letter goes behind it."""
        self.value = text
        self.cursor_position = len(text)

    @property
    def _is_recalled(self) -> bool:
        return self._steps_back > 0 and self.value == self._searches.back(self._steps_back)

    def on_focus(self) -> None:
        """Begin at the newest search."""
        self._steps_back = 0

    def on_blur(self) -> None:
        """What was searched for can be recalled."""
        self._searches.keep(self.value)

    async def action_clear_and_leave(self) -> None:
        """To the table, with everything in it again."""
        await self._all_typed()
        self._searches.keep(self.value)
        self.value = ""
        self._leave_to()

    async def _all_typed(self) -> None:
        """Wait for the letters that came before this key and still stand in this widget's queue."""
        typed = asyncio.Event()
        self.call_later(typed.set)
        await typed.wait()
