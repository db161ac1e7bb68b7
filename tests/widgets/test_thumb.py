"""The scrollbar: a thin line where the view stands, and nothing beside it."""

import pytest
from rich.segment import Segments

from tui.widgets.thumb import Thumb


def drawn(bar: Segments) -> str:
    return "".join(segment.text for segment in bar.segments)


@pytest.mark.parametrize(("position", "shown"), [(0, "┃┃  "), (4, "  ┃┃"), (2, " ┃┃ ")])
def test_it_stands_where_the_view_stands(position: int, shown: str) -> None:
    bar = Thumb.render_bar(size=4, virtual_size=8, window_size=4, position=position)
    assert drawn(bar) == shown


def test_it_is_as_long_as_the_bar_at_most_and_one_cell_at_least() -> None:
    assert drawn(Thumb.render_bar(size=3, virtual_size=900, window_size=3)) == "┃  "
    assert drawn(Thumb.render_bar(size=3, virtual_size=3, window_size=3)) == "   "


def test_a_press_beside_it_goes_a_page_and_on_it_takes_it() -> None:
    bar = Thumb.render_bar(size=3, virtual_size=9, window_size=3, position=3)
    acts = [segment.style.meta["@mouse.down"] for segment in bar.segments if segment.style]
    assert acts == ["scroll_up", "grab", "scroll_down"]
