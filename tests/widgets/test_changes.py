"""Where two lines differ: all of it is told, and in plain letters nothing else."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.widgets.changes import changed_cells

PLAIN, MATCH = Style(color="white"), Style(color="blue", bold=True)


def line(*parts: tuple[str, Style]) -> Strip:
    return Strip([Segment(text, style) for text, style in parts])


def cells(strip: Strip) -> list[tuple[str, Style | None]]:
    """One by one; a wide letter stands in the first of its two."""
    found: list[tuple[str, Style | None]] = []
    for text, style, _ in strip:
        for char in text:
            found.append((char, style))
            if Strip([Segment(char)]).cell_length == 2:
                found.append(("", style))
    return found


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ((("abc", PLAIN),), (("abd", PLAIN),), (2, 3)),
        ((("aab", PLAIN),), (("aaa", PLAIN),), (2, 3)),
        ((("aaa", PLAIN),), (("aaa", MATCH),), (0, 3)),
        (
            (("  ", PLAIN), ("Bil", MATCH), ("ling 1", PLAIN)),
            (("  ", PLAIN), ("Bill", MATCH), ("ing 1", PLAIN)),
            (5, 6),
        ),
        ((("abcd", PLAIN),), (("a", PLAIN), ("b", MATCH), ("cd", PLAIN)), (1, 2)),
        ((("a", PLAIN), ("b", MATCH), ("cd", PLAIN)), (("abcd", PLAIN),), (1, 2)),
        ((("●· ő", PLAIN),), (("●· é", PLAIN),), (3, 4)),
        ((("森", PLAIN), ("ab", MATCH)), (("森", PLAIN), ("ac", MATCH)), (0, 4)),
        ((("👍", PLAIN), ("ab", MATCH)), (("👍", PLAIN), ("ac", MATCH)), (0, 4)),
        ((("e\u0301x", PLAIN),), (("e\u0301y", PLAIN),), (0, 2)),
    ],
)
def test_what_differs(
    old: tuple[tuple[str, Style], ...],
    new: tuple[tuple[str, Style], ...],
    changed: tuple[int, int],
) -> None:
    assert changed_cells(line(*old), line(*new)) == changed


WIDTH = 12
PARTS = st.lists(
    st.tuples(
        st.text("ab", min_size=1, max_size=4) | st.just("森"), st.sampled_from([PLAIN, MATCH])
    ),
    min_size=1,
)
LINES = PARTS.map(lambda parts: line(*parts).adjust_cell_length(WIDTH, PLAIN).simplify())


@given(LINES, LINES)
def test_whatever_is_left_out_is_the_same(old: Strip, new: Strip) -> None:
    assume(old != new)
    before, after = cells(old), cells(new)
    start, end = changed_cells(old, new)
    assert 0 <= start < end <= WIDTH
    assert (before[:start], before[end:]) == (after[:start], after[end:])
