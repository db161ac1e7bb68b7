"""What stands in a row of the table, cut to the widths of its columns: made once for an app, drawn at every letter."""

from collections.abc import Mapping
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.domain.listing import Column
from tui.domain.text import fold
from tui.presentation.app_cells import GAP, Cell
from tui.widgets.marked import fitted

_SEARCHED = frozenset({Column.NAME, Column.GENERATED_BY, Column.CHANGED_BY, Column.ID})


class Piece(NamedTuple):
    """A cell of a row, with the gap behind it."""

    text: str
    tone: str
    folded: str
    """What the words of a search are looked for in; empty where none is."""


class RowPieces(NamedTuple):
    """A row, and how many cells it takes."""

    pieces: list[Piece]
    width: int


def row_pieces(cells: Mapping[Column, Cell], widths: Mapping[Column, int], width: int) -> RowPieces:
    """The cells of an app in columns of `widths`, with as much of the gaps as `width` has room for."""
    pieces: list[Piece] = []
    used = 0
    for column, room in widths.items():
        cell = cells[column]
        # The gap behind a cell has its style, so that cells of one style are one segment.
        gap = max(0, min(GAP, width - used - room))
        text = f"{fitted(cell.within(room), room)}{' ' * gap}"
        pieces.append(Piece(text, cell.tone, fold(text) if column in _SEARCHED else ""))
        used += room + gap
    return RowPieces(pieces, used)


class Runs:
    """A line in as few segments as it has styles: each is cut, rendered and read back on its way to the terminal."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._styles: list[Style] = []

    def put(self, text: str, style: Style) -> None:
        """Put a text behind what is there."""
        if self._styles and self._styles[-1] is style:
            self._texts[-1] += text
        else:
            self._texts.append(text)
            self._styles.append(style)

    def fit(self, width: int, used: int, style: Style) -> None:
        """Bring what is there, which takes `used` cells, to `width` of them."""
        if used < width:
            self.put(" " * (width - used), style)
        elif used > width:
            cut = list(Strip(self.segments(), used).crop(0, width))
            self._texts = [segment.text for segment in cut]
            self._styles = [segment.style or style for segment in cut]

    def segments(self) -> list[Segment]:
        """The line."""
        return list(map(Segment, self._texts, self._styles))
