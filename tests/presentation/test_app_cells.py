"""What a row says, and which columns a width has room for."""

import re
from pathlib import Path

import pytest

from tests.fakes import NOW, generation, make_app
from tui.domain.connected_app import TokenState
from tui.domain.listing import Column, Known
from tui.presentation.app_cells import GAP, HEADINGS, MOST_IMPORTANT_FIRST, cells, shape

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = (Column.GENERATED_BY, Column.CHANGED_BY)
_FRAME = 4
"""Cells of a terminal's width that the table needs beside its columns: cursor, air and scrollbar."""


def token_text(state: TokenState, *, days: float | None = None) -> str:
    latest = generation("x", days) if days is not None else None
    return cells(Known(make_app(1), state, latest, False), NOW)[Column.TOKEN].text


def test_the_state_has_a_sign_and_a_word() -> None:
    assert token_text(TokenState.PRESENT, days=21) == "● 3 weeks ago"
    assert token_text(TokenState.PRESENT) == "● present"
    assert token_text(TokenState.NONE) == "○ none"
    assert token_text(TokenState.UNKNOWN) == "· unknown"


def test_an_app_without_a_name_is_still_there() -> None:
    row = cells(Known(make_app(1, ""), TokenState.UNKNOWN, None, False), NOW)
    assert row[Column.NAME].text == "(no name)"


@pytest.mark.parametrize("width", [57, 77, 97, 117, 157, 197])
def test_columns_begin_with_name_and_token_and_fit(width: int) -> None:
    widths = shape(width).widths
    assert list(widths)[:2] == [Column.NAME, Column.TOKEN]
    assert sum(widths.values()) + GAP * (len(widths) - 1) <= width


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160, 200])
def test_the_name_keeps_its_room_and_peoples_names_get_what_is_to_spare(width: int) -> None:
    widths = shape(width - _FRAME).widths
    assert widths[Column.NAME] >= 34
    if widths[Column.NAME] > 48:
        assert all(widths[each] >= 28 for each in widths if each in PEOPLE)


def test_the_page_on_keys_says_from_which_width_a_column_is_there() -> None:
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    order = [each for each in MOST_IMPORTANT_FIRST if each not in (Column.NAME, Column.TOKEN)]
    first = {
        HEADINGS[column]: next(n for n in range(60, 300) if column in shape(n - _FRAME).widths)
        for column in order
    }
    rows = re.findall(r"^\| ([A-Z][a-z ]+) \| (\d+) \|$", page, re.MULTILINE)
    assert [(name, int(width)) for name, width in rows] == list(first.items())


def test_wider_terminals_only_add_columns() -> None:
    shown: set[Column] = set()
    for width in range(40, 200):
        assert shown <= set(shape(width).widths)
        shown = set(shape(width).widths)
    assert shown == set(Column)
