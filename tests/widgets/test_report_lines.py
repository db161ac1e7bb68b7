"""Lines of a report in columns, for the width that there is."""

import pytest

from tui.widgets.report_lines import Columns, Layout, Line, in_full, name_last, on_one_line

LINES = [
    Line("●", "partner", "took it; not proven", "after 905 ms", "It cannot be read back."),
    Line("✗", "warehouse-gateway", "does not hold it", "", "The program ended with status 1."),
    Line("✓", "漢字" * 9, "holds this token", "after 1.9 s", brief="holds"),
]
COLUMNS = Columns.of(LINES)


def drawn(layout: Layout, width: int) -> list[list[str]]:
    return [[each.plain for each in layout(line, COLUMNS, width)] for line in LINES]


def test_names_words_and_figures_stand_in_columns_and_details_below() -> None:
    partner, warehouse, _ = (layout for layout in drawn(in_full, 90))
    assert partner[0].index("took it") == warehouse[0].index("does not")
    assert partner[0].endswith("after 905 ms")
    assert partner[1:] == ["  It cannot be read back."]


def test_where_there_is_no_room_beside_the_name_the_words_stand_below_it() -> None:
    partner, *_ = drawn(in_full, 40)
    assert partner[0].split() == ["●", "partner", "after", "905", "ms"]
    assert partner[1:] == ["  took it; not proven", "  It cannot be read back."]


def test_a_line_of_its_own_cuts_long_names_with_an_ellipsis() -> None:
    _, warehouse, _ = drawn(on_one_line, 36)
    assert warehouse == ["✗ warehouse-g…  does not hold it"] or "…" in warehouse[0]


def test_a_narrow_line_with_the_name_last_takes_the_brief_words_and_no_figure() -> None:
    *_, ((line,)) = drawn(name_last, 36)
    assert "holds  " in line
    assert "after" not in line


@pytest.mark.parametrize("layout", [in_full, on_one_line, name_last])
@pytest.mark.parametrize("width", range(30, 120, 7))
def test_no_line_is_longer_than_there_is_room(layout: Layout, width: int) -> None:
    for line in LINES:
        assert all(each.cell_length <= width for each in layout(line, COLUMNS, width))
