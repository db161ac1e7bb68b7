"""Writes cells to a terminal with as few bytes as it takes: it knows where the cursor stands, and in which style."""

import re

from tui.link.sgr import PLAIN, Style, change, same_ground

_ERASED_AND_PASSED = 11
"""Blanks from which on it is shorter to erase them and to step over them (`ECH`, `CUF`: some ten bytes)."""
_ERASED = 6
"""Blanks from which on it is shorter to erase them where the cursor is moved away afterwards."""

_LONG_BLANKS = re.compile(f" {{{_ERASED_AND_PASSED},}}")


class Pen:
    """Collects what to send until it is `taken`.

    The style stays as it is between two frames; whoever writes something else asks for `reset` first.

    Args:
        can_erase: whether erased cells take the background colour.
    """

    def __init__(self, *, can_erase: bool) -> None:
        self._can_erase = can_erase
        self._out: list[str] = []
        self._style = PLAIN
        self._blanks = 0
        self._at: tuple[int, int] | None = None

    def taken(self) -> str:
        """What was written since the last time."""
        self._end_blanks()
        taken = "".join(self._out)
        self._out.clear()
        return taken

    def reset(self) -> str:
        """What brings the terminal to its own style; the cursor may stand anywhere afterwards."""
        back, self._style, self._at = change(self._style, PLAIN), PLAIN, None
        return back

    def moved_to(self, y: int, x: int) -> str:
        """The cursor moved, as a text of its own; row and column are counted from 0."""
        self.move_to(y, x)
        return self.taken()

    def move_to(self, y: int, x: int) -> None:
        """Go to a cell; row and column are counted from 0."""
        if self._at == (y, x) and not self._blanks:
            return
        self._end_blanks()
        if self._at == (y, x):
            return
        if self._at is not None and self._at[0] == y and x > self._at[1]:
            self._out.append(f"\x1b[{x - self._at[1]}C")
        elif self._at is not None and self._at[0] == y - 1 and x == 0:
            self._out.append("\n")
        else:
            self._out.append(f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H")
        self._at = (y, x)

    def doubt(self) -> None:
        """Terminals differ about where the cursor stands now."""
        self._at = None

    def write(self, text: str, width: int, style: Style) -> None:
        """Write text of `width` cells where the cursor stands."""
        body = text.lstrip(" ")
        lead = len(text) - len(body)
        if lead and same_ground(self._style, style):
            self._blanks += lead
            text, width = body, width - lead
        if text:
            self._write_inked(text, width, style)

    def _write_inked(self, text: str, width: int, style: Style) -> None:
        self._pass_blanks()
        self._out.append(change(self._style, style))
        self._style = style
        if not same_ground(style, style):  # a blank is seen here: underlined, reversed
            self._emit(text, width)
            return
        body = text.rstrip(" ")
        tail = len(text) - len(body)
        if self._can_erase:
            body = _LONG_BLANKS.sub(_erased, body)
        self._emit(body, width - tail)
        self._blanks = tail

    def _emit(self, text: str, width: int) -> None:
        self._out.append(text)
        if self._at is not None:
            self._at = (self._at[0], self._at[1] + width)

    def _pass_blanks(self) -> None:
        """Blanks that are followed by text."""
        count, self._blanks = self._blanks, 0
        if count >= _ERASED_AND_PASSED and self._can_erase:
            self._emit(_erased_and_passed(count), count)
        else:
            self._emit(" " * count, count)

    def _end_blanks(self) -> None:
        """Blanks that nothing follows."""
        count, self._blanks = self._blanks, 0
        if count >= _ERASED and self._can_erase:
            self._out.append(f"\x1b[{count}X")
        elif count:
            self._emit(" " * count, count)


def _erased_and_passed(count: int) -> str:
    return f"\x1b[{count}X\x1b[{count}C"


def _erased(blanks: re.Match[str]) -> str:
    return _erased_and_passed(len(blanks[0]))
