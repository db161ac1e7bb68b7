"""Lists that are paged or clicked in before their rows are laid out, or when they have gone."""

from rich.style import Style
from textual import events
from textual.command import CommandList

from tests.widgets.stage import Stage
from tui.widgets.reversing import Rows
from tui.widgets.steady_lists import steady_lists

steady_lists()


async def test_a_page_where_nothing_is_laid_out_yet_moves_nothing() -> None:
    for rows in (Rows("one", "two"), CommandList()):
        app = Stage(rows)
        async with app.run_test() as pilot:
            rows.display = False
            await pilot.pause()
            rows.set_options(["three", "four"])
            rows.highlighted = 0
            rows.action_page_down()  # type: ignore[no-untyped-call]
            assert rows.highlighted == 0


async def test_a_click_on_a_row_that_has_gone_chooses_none() -> None:
    rows = Rows("one", "two")
    app = Stage(rows)
    async with app.run_test() as pilot:
        for option, highlighted in ((5, 0), (1, 1)):
            rows.post_message(
                events.Click(
                    rows, 1, 1, 0, 0, 1, False, False, False, style=Style(meta={"option": option})
                )
            )
            await pilot.pause()
            assert rows.highlighted == highlighted
