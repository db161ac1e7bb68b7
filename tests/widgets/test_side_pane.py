"""The pane beside the table: values in a column of their own, and a click on what a key does."""

from tests.widgets.stage import Stage
from tui.presentation.pane_words import PaneAct, PaneWords
from tui.widgets.key_bar import KeyBar
from tui.widgets.side_pane import SidePane

WORDS = PaneWords(
    "A name of several words that is whole",
    (("Id", "0H4000000000007AAA"), ("Generated", "not known: no row in the audit trail")),
    (PaneAct("app.open", "Enter", "opens it; its page is read", off=False),),
)


async def test_name_and_values_wrap_below_themselves() -> None:
    pane = SidePane()
    app = Stage(pane)
    async with app.run_test(size=(30, 14)) as pilot:
        pane.show(WORDS)
        await pilot.pause()
        lines = [line.rstrip() for line in app.lines]
    assert lines[:2] == ["A name of several words that", "is whole"]
    assert lines[4:7] == ["Generated   not known: no row", "            in the audit trail", ""]


async def test_what_finds_no_room_is_left_out_at_the_end() -> None:
    pane = SidePane()
    app = Stage(pane)
    async with app.run_test(size=(30, 3)) as pilot:
        pane.show(WORDS)
        await pilot.pause()
        assert app.lines[0].startswith("A name")


async def test_a_click_on_an_act_does_it_and_one_on_a_fact_nothing() -> None:
    pane = SidePane()
    app = Stage(pane)
    async with app.run_test(size=(30, 14)) as pilot:
        pane.show(WORDS)
        await pilot.pause()
        for y in (3, 8):
            await pilot.click(pane, offset=(8, y))
        await pilot.pause()
        pressed = [each.action_id for each in app.messages if isinstance(each, KeyBar.Pressed)]
        assert pressed == ["app.open"]
