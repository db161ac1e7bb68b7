"""What stands on the terminal, cell by cell, so that only cells that differ are sent.

Textual repaints whole rows of a widget. Over SSH every byte is waited for, so a frame is read back into cells here
and compared with those that the terminal shows; the difference is written with as few bytes as a terminal takes.
What is not understood goes through unchanged, and nothing is taken for known after it.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from rich.cells import get_character_cell_size

from tui.link.pen import Pen
from tui.link.sgr import PLAIN, Style, UnreadableError, applied, same_ground

_TOKEN = re.compile(
    r"\x1b\[(?P<move>\d*(?:;\d*)?)H"
    r"|\x1b\[(?P<style>[\d;]*)m"
    r"|(?P<line>\r?\n)"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_NEAR = 4
"""Cells between two differences that are rather sent again than jumped over."""
_SMALL = 400
"""Bytes of a frame that is too small to care where the hidden cursor is left."""


@dataclass(slots=True)
class _Line:
    """The cells of a row. A wide letter is followed by an empty cell; None is a cell that nothing is known of."""

    texts: list[str | None]
    styles: list[Style]
    odd: bool = False
    """Holds letters about whose width terminals differ (emoji, combining marks), so that it is sent whole."""


@dataclass(slots=True)
class _Painted:
    """A row that a frame paints: its new cells, and from where to where it was touched."""

    line: _Line
    touched: list[tuple[int, int]]


@dataclass(slots=True)
class _Frame:
    """A frame as it was read."""

    rows: dict[int, _Painted] = field(default_factory=dict)
    rest: tuple[int, int] = (0, 0)
    """Where it leaves the cursor: row and column."""


class TerminalScreen:
    """The terminal's screen, as far as what was sent to it tells.

    Args:
        can_erase: whether the terminal fills what it erases with the background colour (terminfo `bce` and `ech`).
    """

    def __init__(self, *, can_erase: bool) -> None:
        self._pen = Pen(can_erase=can_erase)
        self._lines: dict[int, _Line] = {}
        self._size = (0, 0)
        self._cursor = (-1, -1)

    def forget(self) -> None:
        """Take nothing for known: the terminal may show anything."""
        self._lines.clear()
        self._cursor = (-1, -1)

    def difference(self, data: str, size: tuple[int, int]) -> str:
        """What to send instead of `data`, a frame for a terminal of `size` columns and lines."""
        if size != self._size:
            self.forget()
            self._size = size
        try:
            frame = self._read(data)
        except UnreadableError:
            self.forget()
            return self._pen.reset() + data
        for y in sorted(frame.rows):
            self._paint(y, frame.rows[y])
            self._lines[y] = frame.rows[y].line
        sent = self._pen.taken()
        if sent and (len(sent) > _SMALL or frame.rest != self._cursor):
            sent += self._pen.moved_to(*frame.rest)
        elif not sent and frame.rest != self._cursor:
            sent = self._pen.moved_to(*frame.rest)
        self._cursor = frame.rest
        return sent

    def others(self, data: str) -> str:
        """What to send for a sequence that is no frame: itself, with the terminal in its own style."""
        if not data.startswith(
            ("\x1b]", "\x1bP")
        ):  # strings to the terminal, as to its clipboard, draw nothing
            self.forget()
        return self._pen.reset() + data

    # -- reading a frame -------------------------------------------------------------------------

    def _read(self, data: str) -> _Frame:
        frame = _Frame()
        y, x, style = -1, -1, PLAIN
        for token in _TOKEN.finditer(data):
            kind, text = token.lastgroup, token[0]
            if kind == "text":
                x = self._put(frame, y, x, text, style)
            elif kind == "style":
                style = applied(style, token["style"])
            elif kind == "move":
                row, _, column = token["move"].partition(";")
                y, x = int(row or 1) - 1, int(column or 1) - 1
            elif kind == "line":
                y, x = y + 1, 0
            else:
                raise UnreadableError
        frame.rest = (y, x)
        return frame

    def _put(self, frame: _Frame, y: int, x: int, text: str, style: Style) -> int:
        cells, odd = _cells(text)
        end = x + len(cells)
        width, height = self._size
        if not (0 <= y < height and x >= 0 and end <= width):
            raise UnreadableError
        row = frame.rows.get(y)
        if row is None:
            row = frame.rows[y] = _Painted(self._copy(y), [(x, end)])
        elif row.touched[-1][1] == x:
            row.touched[-1] = (row.touched[-1][0], end)
        else:
            row.touched.append((x, end))
        row.line.texts[x:end] = cells
        row.line.styles[x:end] = [style] * len(cells)
        row.line.odd = row.line.odd or odd
        return end

    def _copy(self, y: int) -> _Line:
        known = self._lines.get(y)
        if known is None:
            return _Line([None] * self._size[0], [PLAIN] * self._size[0])
        odd = known.odd and any(text and _is_odd(text) for text in known.texts)
        return _Line(known.texts.copy(), known.styles.copy(), odd)

    # -- writing the difference ------------------------------------------------------------------

    def _paint(self, y: int, row: _Painted) -> None:
        known = self._lines.get(y)
        if known is None:
            spans = row.touched
        elif known.texts == row.line.texts and known.styles == row.line.styles:
            return
        else:
            spans = [span for part in row.touched for span in _differences(known, row.line, part)]
            if spans and (known.odd or row.line.odd):
                spans = row.touched
        texts, styles = row.line.texts, row.line.styles
        for start, end in spans:
            self._pen.move_to(y, start)
            at = start
            while at < end:
                style, begin = styles[at], at
                while at < end and styles[at] is style:
                    at += 1
                self._pen.write("".join(text or "" for text in texts[begin:at]), at - begin, style)


def _cells(text: str) -> tuple[list[str], bool]:
    """The text cell by cell, and whether terminals differ about the width of a letter in it."""
    if text.isascii():
        return list(text), False
    cells: list[str] = []
    odd = False
    for char in text:
        width = get_character_cell_size(char)
        if width == 1:
            cells.append(char)
        elif width == 2:
            cells += (char, "")
            odd = odd or not _is_surely_wide(char)
        elif cells:
            cells[-1] += char
            odd = True
        else:
            raise UnreadableError
    return cells, odd


def _is_surely_wide(char: str) -> bool:
    """Whether every terminal draws the letter two cells wide: the scripts of East Asia are, emoji may not be."""
    return "\u2e80" <= char < "\U0001f000" and unicodedata.east_asian_width(char) in "WF"


def _is_odd(text: str) -> bool:
    return len(text) > 1 or (
        not text.isascii() and get_character_cell_size(text) != 1 and not _is_surely_wide(text)
    )


def _differences(known: _Line, line: _Line, part: tuple[int, int]) -> list[tuple[int, int]]:
    """Where a part of a row differs from what stands there; differences that are near become one."""
    spans: list[tuple[int, int]] = []
    old_texts, old_styles = known.texts, known.styles
    texts, styles = line.texts, line.styles
    for x in range(*part):
        if texts[x] == old_texts[x]:
            one, other = styles[x], old_styles[x]
            if one is other or one == other or (texts[x] == " " and same_ground(one, other)):
                continue
        start = x - 1 if texts[x] == "" else x  # a wide letter is sent with both its cells
        end = x + 2 if texts[x + 1 : x + 2] == [""] else x + 1
        if spans and start - spans[-1][1] <= _NEAR:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans
