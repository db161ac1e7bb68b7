"""What a row says, and which columns a width has room for."""

import pytest

from tests.fakes import NOW, generation, make_app
from tui.domain.connected_app import TokenState
from tui.domain.listing import Column, Known
from tui.presentation.app_cells import GAP, cells, shape


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


def test_wider_terminals_only_add_columns() -> None:
    shown: set[Column] = set()
    for width in range(40, 200):
        assert shown <= set(shape(width).widths)
        shown = set(shape(width).widths)
    assert shown == set(Column)
