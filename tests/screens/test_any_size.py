"""Every dialog fits the smallest terminal and stays as it is through every other size."""

from typing import Any

import pytest
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static

from tests.consoles import settled, shown
from tests.screens.dialogs import KEYS, dialog
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choices


@pytest.mark.parametrize(
    "sizes",
    [
        pytest.param(((60, 20), (80, 24)), id="the smallest"),
        pytest.param(((200, 60), (50, 12), (60, 20), (80, 24)), marks=pytest.mark.soak, id="all"),
    ],
)
@pytest.mark.parametrize("kind", KEYS, ids=lambda kind: kind.__name__)
async def test_nothing_is_cut_and_no_place_is_lost(
    kind: type[Dialog[Any]], sizes: tuple[tuple[int, int], ...]
) -> None:
    async with dialog(kind, (80, 24)) as (bench, pilot):
        screen = bench.app.screen
        check_whole(screen)
        check_still(screen)
        for options in screen.query(OptionList):
            options.highlighted = options.option_count - 1 if options.option_count else None
        await settled(pilot)
        before = shown(bench.app)
        for size in sizes:
            await pilot.resize_terminal(*size)
            await settled(pilot)
            if size == (60, 20):
                check_whole(screen)
        assert bench.app.screen is screen
        assert without_bars(shown(bench.app)) == without_bars(before)


def check_whole(screen: Screen[Any]) -> None:
    """What can be pressed is in sight, and no text is cut at the side or hidden without a way to scroll to it."""
    box = screen.query_one(".box")
    assert screen.region.contains_region(box.region)
    assert list(screen.query(Choices))
    for choices in screen.query(Choices):
        assert box.content_region.contains_region(choices.region)
    last = screen.query(Choices).last()
    for part in (each for each in screen.query(Static) if each.display):
        assert part.region.x >= box.content_region.x
        assert part.region.right <= box.content_region.right
        if not any(isinstance(each, VerticalScroll) for each in part.ancestors):
            assert box.content_region.contains_region(part.region), part
            assert not part.region.overlaps(last.region)


def check_still(screen: Screen[Any]) -> None:
    """Nothing in it is drawn by a clock."""
    assert not any(field.cursor_blink for field in screen.query(Input))
    assert all(widget.auto_refresh is None for widget in screen.query("*"))


def without_bars(text: str) -> str:
    """Without the scrollbars."""
    return text.replace("┃", " ")
