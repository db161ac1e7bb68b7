"""The floor of a filter keystroke in Textual: an input over plain lines that all change, and no search."""

from typing import ClassVar

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input


class Lines(Widget):
    """Every line shows what was typed."""

    DEFAULT_CSS: ClassVar[str] = "Lines { height: 1fr; }"
    typed = "ready"

    def render_line(self, y: int) -> Strip:
        """One segment."""
        return Strip([Segment(f"{y} {self.typed}".ljust(self.size.width))])


class Typing(App[None]):
    """Repaints at each letter."""

    def compose(self) -> ComposeResult:
        """The input above the lines."""
        search = Input(compact=True)
        search.cursor_blink = False
        yield search
        yield Lines()

    def on_mount(self) -> None:
        """Letters are seen at once, as in the console, not a message later."""
        search = self.query_one(Input)
        self.watch(search, "value", self.show_typed, init=False)
        search.focus()

    def show_typed(self, typed: str) -> None:
        """Paint them."""
        lines = self.query_one(Lines)
        lines.typed = typed
        lines.refresh()


Typing().run(mouse=False)
