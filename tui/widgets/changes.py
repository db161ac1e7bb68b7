"""Where two lines differ, so that no more of them is painted."""

from os.path import commonprefix

from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment
from textual.strip import Strip


def changed_cells(old: Strip, new: Strip) -> tuple[int, int]:
    """From which to which cell two lines of one length differ that are not equal."""
    before, after = list(old), list(new)
    most = min(len(before), len(after))
    head = 0
    while head < most and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < most - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    start = _cells(after[:head])
    end = new.cell_length - _cells(after[len(after) - tail :])
    if head < most - tail:
        start += _in_common(before[head], after[head])
        end -= _in_common(before[-1 - tail], after[-1 - tail], step=-1)
    return start, max(start + 1, end)


def _in_common(one: Segment, other: Segment, *, step: int = 1) -> int:
    """Cells that are the same at the beginning of both, or at their ends."""
    if one.style != other.style or not (_is_narrow(one.text) and _is_narrow(other.text)):
        return 0
    return len(commonprefix((one.text[::step], other.text[::step])))  # noqa: RUF071 - letters, no path


def _cells(segments: list[Segment]) -> int:
    return sum(cell_len(segment.text) for segment in segments)


def _is_narrow(text: str) -> bool:
    """Whether every letter takes a cell: others take two, or stand on the one before."""
    return text.isascii() or all(get_character_cell_size(char) == 1 for char in text)
