"""What stands on the terminal, cell by cell, so that only cells that differ are sent.

Textual repaints whole rows of a widget. Over SSH every byte is waited for, so a frame is read back into cells here
and compared with those that the terminal shows; the difference is written with as few bytes as a terminal takes.
What is not understood goes through unchanged, and nothing is taken for known after it.
"""

import re
import unicodedata
from typing import NamedTuple

from rich.cells import get_character_cell_size

from tui.letters import Letters, are_narrow, is_flag
from tui.link.pen import Pen
from tui.link.sgr import PLAIN, Style, UnreadableError, applied, same_ground

_TOKEN = re.compile(
    # How Rich writes each piece of a line; read at once, for a frame has hundreds of them.
    r"\x1b\[(?P<ink>[\d;]*)m(?P<inked>[^\x00-\x1f\x7f-\x9f]+)\x1b\[0m"
    r"|\x1b\[(?P<move>\d*(?:;\d*)?)H"
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


class _Line:
    """The cells of a row. A wide letter is followed by an empty cell; None is a cell that nothing is known of.

    Attributes:
        odd: holds letters about whose width terminals differ (emoji, combining marks), so that it is sent whole.
    """

    __slots__ = ("odd", "styles", "texts")

    def __init__(self, texts: list[str | None], styles: list[Style], *, odd: bool = False) -> None:
        self.texts = texts
        self.styles = styles
        self.odd = odd


class _Painted(NamedTuple):
    """A row that a frame paints: its new cells, and from where to where it was touched."""

    line: _Line
    touched: list[tuple[int, int]]


class _Frame(NamedTuple):
    """A frame as it was read."""

    rows: dict[int, _Painted]
    rest: tuple[int, int]
    """Where it leaves the cursor: row and column."""


class TerminalScreen:
    """The terminal's screen, as far as what was sent to it tells.

    Args:
        can_erase: whether the terminal fills what it erases with the background colour (terminfo `bce` and `ech`).
        letters: what it can show; other letters are drawn as what stands for them, in as many cells.
    """

    def __init__(self, *, can_erase: bool, letters: Letters | None = None) -> None:
        self._letters = letters or Letters()
        self._pen = Pen(can_erase=can_erase)
        self._lines: dict[int, _Line] = {}
        self._size = (0, 0)
        self._cursor = (-1, -1)
        self.has_covered_the_top = False
        """Whether the last frame has covered what had been written past it into the first row."""

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
            self.has_covered_the_top = True
            return self._pen.reset() + self._letters.cells(data)
        self.has_covered_the_top = 0 in frame.rows and 0 not in self._lines
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
        rows: dict[int, _Painted] = {}
        y, x, style = -1, -1, PLAIN
        for token in _TOKEN.finditer(data):
            kind = token.lastgroup
            if kind == "inked":
                x = self._put(rows, y, x, token["inked"], applied(style, token["ink"]))
                style = PLAIN
            elif kind == "text":
                x = self._put(rows, y, x, token[0], style)
            elif kind == "style":
                style = applied(style, token["style"])
            elif kind == "move":
                row, _, column = token["move"].partition(";")
                y, x = int(row or 1) - 1, int(column or 1) - 1
            elif kind == "line":
                y, x = y + 1, 0
            else:
                raise UnreadableError
        return _Frame(rows, (y, x))

    def _put(self, rows: dict[int, _Painted], y: int, x: int, text: str, style: Style) -> int:
        cells, odd = _cells(text)
        if not self._letters.all:
            cells, odd = self._drawn(cells), False
        end = x + len(cells)
        width, height = self._size
        if not (0 <= y < height and x >= 0 and end <= width):
            raise UnreadableError
        row = rows.get(y)
        if row is None:
            row = rows[y] = _Painted(self._copy(y), [(x, end)])
        elif row.touched[-1][1] == x:
            row.touched[-1] = (row.touched[-1][0], end)
        else:
            row.touched.append((x, end))
        row.line.texts[x:end] = cells
        row.line.styles[x:end] = [style] * len(cells)
        row.line.odd = row.line.odd or odd
        return end

    def _drawn(self, cells: list[str]) -> list[str]:
        """The cells as the terminal's letters can show them; what stands for a wide letter takes two of them."""
        drawn: list[str] = []
        for at, text in enumerate(cells):
            wide = cells[at + 1 : at + 2] == [""]
            if text == "":
                continue
            shown = self._letters.cell(text, 2 if wide else 1)
            drawn += (shown, "") if wide and len(shown) == 1 else shown if wide else (shown,)
        return drawn

    def _copy(self, y: int) -> _Line:
        known = self._lines.get(y)
        if known is None:
            return _Line([None] * self._size[0], [PLAIN] * self._size[0])
        odd = known.odd and any(text and _is_odd(text) for text in known.texts)
        return _Line(known.texts.copy(), known.styles.copy(), odd=odd)

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
                doubtful = False
                while at < end and styles[at] is style and not doubtful:
                    at += 1
                    doubtful = row.line.odd and _is_odd(texts[at - 1] or "")
                if doubtful and texts[at : at + 1] == [""]:
                    at += 1
                self._pen.write("".join(text or "" for text in texts[begin:at]), at - begin, style)
                if doubtful and at < end:
                    self._pen.doubt()  # or all that follows would stand beside its column
                    self._pen.move_to(y, at)


def _cells(text: str) -> tuple[list[str], bool]:
    """The text cell by cell, and whether terminals differ about the width of a letter in it."""
    if are_narrow(text):
        return list(text), False
    cells: list[str] = []
    odd = False
    for char in text:
        width = get_character_cell_size(char)
        if width == 1:
            cells.append(char)
            odd = odd or is_flag(char)
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
    if not text or text.isascii():
        return False
    return (
        len(text) > 1
        or is_flag(text)
        or (get_character_cell_size(text) != 1 and not _is_surely_wide(text))
    )


def _look_alike(text: str | None, one: Style, other: Style) -> bool:
    return one == other or (text == " " and same_ground(one, other))


def _differences(known: _Line, line: _Line, part: tuple[int, int]) -> list[tuple[int, int]]:
    """Where a part of a row differs from what stands there; differences that are near become one."""
    spans: list[tuple[int, int]] = []
    texts, styles, within = line.texts, line.styles, slice(*part)
    cells = zip(
        texts[within], known.texts[within], styles[within], known.styles[within], strict=True
    )
    for x, (text, old_text, style, old_style) in enumerate(cells, part[0]):
        if text == old_text and (style is old_style or _look_alike(text, style, old_style)):
            continue
        start = x - 1 if texts[x] == "" else x  # a wide letter is sent with both its cells
        end = x + 2 if texts[x + 1 : x + 2] == [""] else x + 1
        if spans and start - spans[-1][1] <= _NEAR:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans
