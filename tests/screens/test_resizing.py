"""Another size of the terminal loses no place: scrolled texts, current rows, what is typed, the focus."""

from textual.pilot import Pilot

from tests.consoles import clicked, console, opened, passed, pressed, running, settled, shown
from tests.fakes import FakeOrg, make_app
from tests.screens.dialogs import APP, TOKEN, Bench, dialog
from tests.screens.test_rotation import Bench as Rotating
from tui.screens.confirm import ConfirmScreen
from tui.screens.help import HelpScreen
from tui.widgets.apps_table import AppsTable
from tui.widgets.reversing import Rows
from tui.widgets.scrolling import Body
from tui.widgets.search_box import SearchBox

TOO_SMALL = "The console needs 60×20."


async def resized(pilot: Pilot[None], *sizes: tuple[int, int]) -> None:
    """One size after the other."""
    for size in sizes:
        await pilot.resize_terminal(*size)
        await settled(pilot)


async def test_a_scrolled_text_comes_back_to_its_place() -> None:
    async with dialog(HelpScreen, (60, 20)) as (bench, pilot):
        await pressed(pilot, *["down"] * 9)
        before = shown(bench.app)
        await resized(pilot, (200, 60))
        assert shown(bench.app) != before
        await resized(pilot, (40, 10), (60, 20))
        assert bench.app.screen.query_one(Body).scroll_y == 9
        assert shown(bench.app) == before


async def test_a_revealed_token_wraps_and_stays_whole() -> None:
    bench = Bench()
    bench.org.tokens[APP.id] = token = f"{TOKEN}-" + "x" * 80 + "END"
    async with running(bench.app, (200, 60)) as pilot:
        await pressed(pilot, "enter", "r")
        for size in ((200, 60), (80, 24), (60, 20)):
            await resized(pilot, size)
            bench.app.screen.query_one(Body).scroll_to(
                y=4 if size == (60, 20) else 0, animate=False
            )
            await settled(pilot)
            lines = (line.strip("│┃ ") for line in shown(bench.app).splitlines())
            assert token in "".join(lines)


async def test_the_row_the_search_and_the_focus_stay() -> None:
    app = console(FakeOrg([make_app(number, f"Billing {number}") for number in range(60)]))
    async with running(app) as pilot:
        await pressed(pilot, "slash", *"bill")
        await resized(pilot, (40, 10), (200, 60))
        assert isinstance(app.focused, SearchBox)
        await pressed(pilot, "i", "enter", *["down"] * 30)
        row = app.screen.query_one(AppsTable).row
        await resized(pilot, (60, 20), (30, 8), (80, 24))
        assert isinstance(app.focused, AppsTable)
        assert app.screen.query_one(AppsTable).row == row == 30


async def test_a_report_stays_on_its_target() -> None:
    bench = Rotating()
    app = bench.app()
    async with running(app) as pilot:
        await bench.rotate(pilot)
        before = shown(app)
        await resized(pilot, (60, 20), (30, 8))
        assert TOO_SMALL in shown(app).replace("\n     ", " ")
        await resized(pilot, (200, 60), (80, 24))
        assert shown(app) == before
        assert app.screen.query_one(Rows).highlighted == 0


async def test_what_cannot_be_read_is_not_answered() -> None:
    async with dialog(ConfirmScreen) as (bench, pilot):
        await resized(pilot, (50, 12))
        assert TOO_SMALL in shown(bench.app)
        assert "Regenerate" not in "\n".join(shown(bench.app).splitlines()[-12:])
        for key in ("y", "n"):
            await pressed(pilot, key)
            await passed(pilot, bench.clock, 1)
        assert isinstance(bench.app.screen, ConfirmScreen)
        await resized(pilot, (80, 24))
        await clicked(pilot, "Cancel")
    assert bench.org.posts == []


async def test_what_is_typed_stays() -> None:
    bench = Bench()
    async with running(bench.app) as pilot:
        await opened(pilot, "enter", "g")
        await pressed(pilot, *"Bill")
        await resized(pilot, (200, 60), (60, 20))
        assert "Bill▏" in shown(bench.app)
