"""What can be pressed in a dialog: keys with what they do, as words that can be clicked. A click presses the key.

They wrap between two of them, so that all of them are read whole in a narrow terminal; one that is too long for a line
goes on below its own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from tui.presentation.key_names import key_name
from tui.widgets.reversing import Reversing

_GAP = 2
"""Cells between two choices."""


class Choice(NamedTuple):
    """One of them.

    Attributes:
        keys: Textual's names; all are shown, a click presses the first.
        words: what they do.
        danger: whether there is no way back from it.
    """

    keys: tuple[str, ...]
    words: str
    danger: bool = False

    @property
    def shown(self) -> str:
        """The keys, as people write them."""
        return " ".join(map(key_name, self.keys))

    @property
    def width(self) -> int:
        """In cells."""
        return cell_len(self.shown) + 1 + cell_len(self.words) + (2 if self.danger else 0)


class Choices(Reversing):
    """One line of choices, or as many as it takes."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--danger"}
    DEFAULT_CSS = """
    Choices { height: auto; width: 1fr; }
    """

    class Pressed(Message):
        """The words of a key were clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, *choices: Choice, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._choices: Sequence[Choice] = choices

    def offer(self, *choices: Choice) -> None:
        """Offer these from now on."""
        if choices != tuple(self._choices):
            self._choices = choices
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as Textual calls it
        """As many lines as they take."""
        return max(1, len(self._lines(width)))

    def render(self) -> RenderResult:
        """Keys in the colour of keys, words in the dialog's."""
        return Content("\n").join(
            Content("").join(self._drawn(piece) for piece in line)
            for line in self._lines(self.size.width)
        )

    def _drawn(self, piece: _Piece) -> Content:
        if piece.choice.danger:
            style = self.get_visual_style("choices--danger")
            return Content.assemble(" " * piece.gap, (f" {piece.keys} {piece.words} ", style))
        key = piece.keys if not piece.goes_on else " " * cell_len(piece.keys)
        return Content.assemble(" " * piece.gap, (key, "bold $accent"), f" {piece.words}")

    def on_click(self, event: events.Click) -> None:
        """Press the key whose words were clicked."""
        event.stop()
        lines = self._lines(self.size.width)
        for piece in lines[event.y] if event.y < len(lines) else ():
            if piece.start <= event.x < piece.end:
                self.post_message(self.Pressed(piece.choice.keys[0]))

    def _lines(self, width: int) -> list[list[_Piece]]:
        lines: list[list[_Piece]] = []
        for choice in self._choices:
            last = lines[-1][-1] if lines else None
            if last is not None and last.end + _GAP + choice.width <= width:
                lines[-1].append(_Piece(choice, choice.words, last.end + _GAP, _GAP))
            else:
                lines += [[piece] for piece in _wrapped(choice, width)]
        return lines


class _Piece(NamedTuple):
    """What stands of a choice on one line."""

    choice: Choice
    words: str
    start: int
    gap: int = 0
    """Blanks before it."""
    goes_on: bool = False
    """It is no beginning: the words stand below words."""

    @property
    def keys(self) -> str:
        return self.choice.shown

    @property
    def end(self) -> int:
        border = 2 if self.choice.danger else 0
        return self.start + cell_len(self.keys) + 1 + cell_len(self.words) + border


def _wrapped(choice: Choice, width: int) -> list[_Piece]:
    """A choice at the beginning of a line, on as many lines as it takes."""
    room = max(1, width - cell_len(choice.shown) - 1)
    lines = wrap(choice.words, room) or [""]
    return [_Piece(choice, words, 0, goes_on=bool(at)) for at, words in enumerate(lines)]
