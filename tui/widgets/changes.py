"""Where two lines differ, so that no more of them is painted."""

from collections.abc import Iterable
from os.path import commonprefix

from rich.segment import Segment
from textual.strip import Strip

from tui.letters import are_narrow


def changed_cells(old: Strip, new: Strip) -> tuple[int, int]:
    """From which to which cell two lines of one length differ that are not equal.

    The whole line, where it holds letters that do not take one cell each: terminals differ about the width of some.
    """
    if not (are_narrow(old.text) and are_narrow(new.text)):
        return 0, new.cell_length
    before, after = list(old), list(new)
    start = _in_common(zip(before, after, strict=False))
    tail = _in_common(zip(reversed(before), reversed(after), strict=False), step=-1)
    return start, max(start + 1, new.cell_length - tail)


def _in_common(pairs: Iterable[tuple[Segment, Segment]], *, step: int = 1) -> int:
    """Cells that are the same up to the first difference.

    Args:
        step: -1 where lines are gone through from their ends.
    """
    cells = 0
    for one, other in pairs:
        if one == other:
            cells += len(one.text)
            continue
        if one.style == other.style:
            texts = one.text[::step], other.text[::step]
            cells += len(commonprefix(texts))  # noqa: RUF071 - letters, no path
        break
    return cells
