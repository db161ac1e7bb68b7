"""What the app says to its terminal past Textual's screen, and drawing all of that screen anew."""

from collections.abc import Callable

from textual.app import App
from textual.driver import Driver

from tui.link.driver import ThriftyDriver

_MOUSE_MODES = (1000, 1003, 1015, 1006)
"""The modes by which Textual has the mouse. [seen: its Linux driver]"""


class TerminalApp(App[None]):
    """An app that knows its terminal.

    Attributes:
        mouse: whether the console has the mouse.
    """

    mouse = False

    def __init__(self, *, ansi_color: bool | None) -> None:
        super().__init__(driver_class=ThriftyDriver, ansi_color=ansi_color)

    def listen_to_terminal(self) -> None:
        """Draw again what a shell was in the place of."""
        self.app_resume_signal.subscribe(self, lambda _: self.action_draw_anew())

    def action_draw_anew(self) -> None:
        """All of it: another program may have written to the terminal, or the link lost a part."""
        if isinstance(self._driver, ThriftyDriver):
            self._driver.forget()
        for screen in self.screen_stack:
            screen.refresh()

    def write_terminal(self, sequence: str) -> None:
        """Send a control sequence to the terminal between two frames."""
        driver: Driver | None = self._driver
        if driver is not None:
            driver.write(sequence)
            driver.flush()

    def write_again(self, write: Callable[[], None] | None) -> None:
        """What to call after a frame that has covered what was written past it; None where nothing is any more."""
        if isinstance(self._driver, ThriftyDriver):
            self._driver.drawn_anew = write

    def mouse_to_terminal(self, *, given: bool) -> None:
        """While something is to be marked the mouse is the terminal's; nothing where it is all along."""
        if self.mouse:
            modes = "".join(f"\x1b[?{mode}{'l' if given else 'h'}" for mode in _MOUSE_MODES)
            self.write_terminal(modes)

    def copy_to_clipboard(self, text: str) -> None:
        """Never Textual's own way: it would keep the value, and inside tmux lose it in silence."""
