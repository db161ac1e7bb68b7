"""A section of the help: a title, keys in one column, and beside them what they do, wrapped to the room there is."""

from textwrap import wrap

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from tui.presentation.help_sections import Section

_GAP = 2
_LEAST = 16
"""Cells that the words have, however narrow the terminal is."""


class KeyList(Widget):
    """Draws a section.

    Args:
        key_width: cells of the keys' column, the same in every section of the help.
    """

    DEFAULT_CSS = "KeyList { height: auto; width: 1fr; margin: 0 0 1 0; }"

    class Clicked(Message):
        """An act's words were clicked."""

        def __init__(self, action_id: str) -> None:
            super().__init__()
            self.action_id = action_id

    def __init__(self, section: Section, key_width: int) -> None:
        super().__init__()
        self._section = section
        self._key_width = key_width
        self._acts: list[str] = []
        """The act of each line."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's own
        """As many lines as the words need."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """The lines for the width that it has."""
        return Content("\n").join(self._lines(self.size.width))

    def on_click(self, event: events.Click) -> None:
        """The words are buttons for the mouse, which reaches every act here."""
        lines = self._lines(self.size.width)
        act = self._acts[event.y] if event.y < len(lines) else ""
        if act:
            event.stop()
            self.post_message(self.Clicked(act))

    def _lines(self, width: int) -> list[Content]:
        self._acts = [""]
        lines = [Content.styled(self._section.title, "bold $foreground")]
        room = max(_LEAST, width - self._key_width - _GAP)
        for row in self._section.rows:
            colour = "$quiet" if row.why_not else ""
            said_of = [row.words, *([f"Not now: {row.why_not}"] if row.why_not else [])]
            told = [(line, colour) for words in said_of for line in wrap(words, room)]
            for number, said in enumerate(told):
                key = row.keys if not number else ""
                lines.append(self._line(key, said, off=bool(row.why_not)))
                self._acts.append(row.act)
        return lines

    def _line(self, key: str, said: tuple[str, str], *, off: bool) -> Content:
        gap = " " * (self._key_width - cell_len(key) + _GAP)
        return Content.assemble((key, "$quiet" if off else "bold $accent"), gap, said)
