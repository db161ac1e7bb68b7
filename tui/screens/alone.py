"""A token alone on the screen: no frame, and no end of line inside it, so that it can be marked and copied as one.

The last rung where no clipboard can be reached. Textual ends every row by itself, and a terminal would copy each as a
line of its own; so the value is written past Textual, and wrapped by the terminal, which then knows that the rows are
one line. It is on the alternate screen, so nothing of it stays in the scrollback.
"""

from collections.abc import Callable
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from tui.domain.secret import Secret
from tui.ports import Clock
from tui.screens.room import Standing
from tui.stylesheets import stylesheet

_WRAP_ON, _WRAP_OFF = "\x1b[?7h", "\x1b[?7l"
"""Whether the terminal goes on in the next row by itself; Textual turns it off. [seen: its Linux driver]"""

_ROWS_BELOW = 3
"""Rows at the bottom that are the screen's own."""


class RawTerminal(Protocol):
    """What the screen needs of the app."""

    clock: Clock

    def write_terminal(self, sequence: str) -> None:
        """Send something to the terminal past the screen."""
        ...

    def write_again(self, write: Callable[[], None] | None) -> None:
        """What to call after a frame that has covered what was written past it; None where nothing is any more."""
        ...

    def mouse_to_terminal(self, *, given: bool) -> None:
        """Leave the mouse to the terminal, or take it back; nothing where it was the terminal's all along."""
        ...


class AloneScreen(Standing, Screen[None]):
    """Shows a value until a key is pressed, the time is over, or nobody is looking.

    Args:
        seconds: how long it stays; 0: no timer.
    """

    CSS_PATH = stylesheet("alone.tcss")
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,left,backspace,enter,q,r", "leave", "Hide", show=False, priority=True),
    ]

    def __init__(self, host: RawTerminal, value: Secret, *, seconds: int) -> None:
        super().__init__()
        self._host = host
        self._value: Secret | None = value
        self._seconds = seconds
        self._is_written = False

    def compose(self) -> ComposeResult:
        """How to copy and how to leave, at the bottom."""
        until = f"Hides itself after {self._seconds} s. " if self._seconds else ""
        yield Static(
            f"Mark it with the mouse, or in tmux's copy mode. {until}Enter hides it now.",
            classes="below",
            markup=False,
        )

    def on_mount(self) -> None:
        """Leave as soon as nobody is looking."""
        self.watch(self.app, "app_focus", self._focus_changed, init=False)
        self.app.app_suspend_signal.subscribe(self, lambda _: self.action_leave(), immediate=True)
        self._host.mouse_to_terminal(given=True)
        self._host.write_again(self._write)
        if self._seconds:
            self.run_worker(self._leave_later(), group="leave")

    def on_screen_resume(self) -> None:
        """Write the value once the empty screen is painted."""
        self.call_after_refresh(self.call_later, self._write_once)

    def on_resize(self) -> None:
        """The terminal has wrapped it anew, or not; write it where it belongs."""
        self.call_after_refresh(self.call_later, self._write)

    def _write_once(self) -> None:
        """Unless it stands there already: what was written twice could be written behind its time."""
        if not self._is_written:
            self._write()

    def _write(self) -> None:
        if self._value is None or not self.is_active:
            return
        value, rows = self._value.expose(), self._rows()
        if not value.isascii() or not value.isprintable() or rows > self.size.height - _ROWS_BELOW:
            self.query_one(".below", Static).update(
                "It cannot be shown as one line here. Enter leaves."
            )
            return
        self._is_written = True
        self._host.write_terminal(f"\x1b[0m{_WRAP_ON}\x1b[1;1H{value}{_WRAP_OFF}")

    def _rows(self) -> int:
        return -(-len(self._value.expose()) // max(1, self.size.width)) if self._value else 0

    def _focus_changed(self, focused: bool) -> None:
        if not focused:
            self.action_leave()

    async def _leave_later(self) -> None:
        await self._host.clock.sleep(self._seconds)
        self.action_leave()

    def action_leave(self) -> None:
        """Wipe the value off, and go."""
        self._wipe()
        if self.is_active:
            self.dismiss()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """However it is left, the value is wiped off."""
        self._wipe()
        return super().dismiss(result)

    def _wipe(self) -> None:
        """Row by row, which leaves nothing in any scrollback."""
        if self._value is None:
            return
        rows, self._value = self._rows(), None
        wipe = "".join(f"\x1b[{row};1H\x1b[2K" for row in range(1, rows + 1))
        self._host.write_terminal(f"\x1b[0m{wipe}")
        self._host.mouse_to_terminal(given=False)
        self._host.write_again(None)
