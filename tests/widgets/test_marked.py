"""Text in cells: cut, padded and marked."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tui.domain.text import fold, printable
from tui.widgets.marked import fitted, marked

PLAIN, MATCH = Style(), Style(bold=True)
SCRIPTS = st.text("aZ é顧客고ﬁ🎉👩‍💻ßش\u0301", max_size=40) | st.text(max_size=40)


@given(SCRIPTS.map(printable), st.integers(0, 60))
def test_a_fitted_text_is_exactly_as_wide_as_its_cell(text: str, width: int) -> None:
    assert cell_len(fitted(text, width)) == width


@given(SCRIPTS.map(printable), st.integers(1, 60))
def test_what_fits_is_not_cut(text: str, width: int) -> None:
    cut = fitted(text, width)
    assert cut.endswith("…") or cut.rstrip(" ") == text.rstrip(" ")
    assert cut.startswith(text) or cell_len(text) > width


def test_a_name_of_5000_wide_letters_is_cut() -> None:
    assert fitted("長" * 5_000, 10) == "長長長長 …"
    assert fitted("x" * 5_000, 10) == "xxxxxxxxx…"


@given(SCRIPTS, st.lists(SCRIPTS.map(fold).filter(bool), max_size=3))
def test_marking_changes_no_letter(text: str, needles: list[str]) -> None:
    segments = marked(text, needles, PLAIN, MATCH)
    assert "".join(segment.text for segment in segments) == text


@given(SCRIPTS, st.data())
def test_whatever_a_search_finds_is_marked(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, max(0, len(folded) - 1)))
    needle = folded[start : data.draw(st.integers(start + 1, start + 6))]
    hits = [each.text for each in marked(text, [needle], PLAIN, MATCH) if each.style is MATCH]
    assert bool(hits) == bool(needle)
    assert needle in fold("".join(hits))


@given(SCRIPTS, st.text("xyz", min_size=1, max_size=3))
def test_only_what_a_search_finds_is_marked(text: str, needle: str) -> None:
    hits = [each.text for each in marked(text, [needle], PLAIN, MATCH) if each.style is MATCH]
    assert bool(hits) == (needle in fold(text))
    assert all(needle in fold(hit) for hit in hits)
