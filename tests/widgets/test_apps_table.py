"""The table: what is repainted, what stands where, what is marked, what a click does."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual.geometry import Region
from textual.pilot import Pilot

from tests.consoles import settled
from tests.fakes import NOW, make_app
from tests.widgets.stage import Stage
from tui.domain.connected_app import TokenState
from tui.domain.listing import Column, Known, Order
from tui.domain.text import fold
from tui.presentation.app_cells import Cell, cells
from tui.widgets.apps_table import AppsTable, Listing

WIDE = [
    "Fleet Tracking",
    "顧客ポータル",
    "고객 알림",
    "מרכז שירות",
    "café-crème",
    "在庫管理ゲートウェイ" * 9,
]


class RecordingTable(AppsTable):
    """Remembers which lines it asked to be repainted; None stands for all."""

    def __init__(self) -> None:
        super().__init__()
        self.repainted: list[int | None] = []

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> "RecordingTable":
        """As the widget's own."""
        if regions or repaint:
            self.repainted += [region.y for region in regions] or [None]
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self


def listing(
    names: list[str], *, needles: tuple[str, ...] = (), order: Order | None = None
) -> Listing:
    def of(position: int) -> Mapping[Column, Cell]:
        app = make_app(position, names[position])
        return cells(Known(app, TokenState.UNKNOWN, None, False), NOW)

    return Listing(range(len(names)), of, needles, order or Order())


@asynccontextmanager
async def staged(
    shown: Listing, size: tuple[int, int] = (80, 11)
) -> AsyncIterator[tuple[Stage, RecordingTable, Pilot[None]]]:
    """The table on a stage, showing a listing, with the focus, all painted."""
    table = RecordingTable()
    app = Stage(table)
    async with app.run_test(size=size) as pilot:
        table.focus()
        table.show(shown, keep=None)
        await pilot.pause()
        table.repainted.clear()
        yield app, table, pilot


NAMES = [f"App {number:03d}" for number in range(30)]


async def test_a_step_repaints_two_lines() -> None:
    async with staged(listing(NAMES)) as (_, table, pilot):
        await pilot.press("down")
        assert sorted(y for y in table.repainted if y is not None) == [1, 2]
        assert None not in table.repainted


async def test_what_stays_as_it_is_repaints_nothing() -> None:
    async with staged(listing(NAMES)) as (_, table, pilot):
        await pilot.press("up")
        table.show(listing(list(NAMES)), keep=0)
        assert table.repainted == []


async def test_a_changed_row_repaints_its_line() -> None:
    async with staged(listing(NAMES)) as (app, table, pilot):
        table.show(listing([*NAMES[:4], "Renamed", *NAMES[5:]]), keep=0)
        await pilot.pause()
        assert table.repainted == [5]
        assert "Renamed" in app.lines[5]


async def test_a_letter_more_repaints_the_cells_that_it_marks() -> None:
    async with staged(listing(NAMES, needles=("ap",))) as (_, table, _pilot):
        table.show(table._listing._replace(needles=("app",)), keep=0)
        assert table._repaint_regions == {Region(4, y, 1, 1) for y in range(1, 11)}


async def test_a_row_is_laid_out_once_while_the_list_is_the_same() -> None:
    asked: list[int] = []
    plain = listing(NAMES)

    def of(position: int) -> Mapping[Column, Cell]:
        asked.append(position)
        return plain.cells(position)

    async with staged(plain._replace(cells=of)) as (_, table, pilot):
        asked.clear()
        table.show(Listing(range(0, 30, 2), of, ("app",)), keep=None)
        await pilot.press("down", "down")
        assert sorted(asked) == [10, 12, 14, 16, 18]
        await pilot.resize_terminal(100, 11)
        await settled(pilot)
        assert sorted(asked[5:]) == [*range(0, 20, 2)]
        table.show(listing(["Renamed", *NAMES[1:]]), keep=None)
        assert "Renamed" in table.render_lines(table.region.reset_offset)[1].text


async def test_a_list_that_comes_before_the_table_is_told_of_its_size_is_drawn() -> None:
    async with staged(listing(NAMES)) as (app, table, pilot):
        table._lines, table._widths = [], {}
        table.show(listing(["Renamed", *NAMES[1:]]), keep=None)
        await pilot.pause()
        assert "Renamed" in app.lines[1]


async def test_a_change_below_the_view_repaints_nothing() -> None:
    async with staged(listing(NAMES)) as (_, table, pilot):
        table.show(listing([*NAMES[:20], "Renamed", *NAMES[21:]]), keep=0)
        await pilot.pause()
        assert table.repainted == []


@pytest.mark.parametrize("width", [60, 80, 119, 200])
async def test_wide_letters_move_no_column(width: int) -> None:
    async with staged(listing(WIDE), (width, 11)) as (app, _, __):
        rows = app.lines[1 : 1 + len(WIDE)]
        assert {cell_len(line) for line in app.lines} == {width}
        edges = {cell_len(row[: row.index("· unknown")]) for row in rows}
        assert edges == {cell_len(app.lines[0][: app.lines[0].index("Token")])}
        assert "…" in rows[-1]


def red(app: Stage, line: int) -> list[str]:
    """The runs of letters that are marked on a line."""
    return [
        segment.text
        for segment in app.strips[line]
        if segment.style is not None
        and segment.style.color is not None
        and segment.style.color.get_truecolor() == (255, 0, 0)
    ]


@pytest.mark.parametrize(
    ("name", "needle", "marked"),
    [
        ("Café Crème", "creme", ["Crème"]),
        ("ﬁeld oﬃce", "field", ["ﬁeld"]),
        ("ﬁeld oﬃce", "ffi", ["ﬃ"]),
        ("ﬁeld oﬃce", "fi", ["ﬁ", "ﬃ"]),
        ("Straße", "ss", ["ß"]),
        ("Łódź", "lodz", ["Łódź"]),
        ("Ｆｕｌｌ width", "full", ["Ｆｕｌｌ"]),
        ("banana", "ana", ["anana"]),
        ("고객 알림", "고객", ["고객"]),
        ("nothing here", "xyz", []),
    ],
)
async def test_what_matched_is_marked(name: str, needle: str, marked: list[str]) -> None:
    async with staged(listing(["first", name], needles=(fold(needle),))) as (app, _, __):
        assert red(app, 2) == marked


async def test_a_date_is_never_marked() -> None:
    async with staged(listing(NAMES, needles=("2025",)), (200, 11)) as (app, _, __):
        assert "2025-" in app.lines[2]
        assert red(app, 2) == []


def thumb(app: Stage) -> list[int]:
    """The lines, counted from the first row, on which the scrollbar's thumb stands."""
    return [y for y, line in enumerate(app.lines[1:]) if line.endswith("┃")]


async def test_the_thumb_says_where_the_view_is() -> None:
    async with staged(listing(NAMES)) as (app, _, pilot):
        assert thumb(app) == [0, 1, 2]
        await pilot.press("end")
        assert thumb(app) == [7, 8, 9]
        await pilot.press("home", *["pagedown"] * 2)
        assert thumb(app) == [7, 8, 9]


async def test_no_thumb_where_all_is_in_view() -> None:
    async with staged(listing(NAMES[:10])) as (app, _, __):
        assert thumb(app) == []


async def test_the_thumb_of_a_long_list_stays_visible() -> None:
    async with staged(listing([str(number) for number in range(50_000)])) as (app, _, pilot):
        assert thumb(app) == [0]
        await pilot.press("end")
        assert thumb(app) == [9]


@pytest.mark.parametrize(("descending", "heading"), [(False, "Token ↑"), (True, "Token ↓")])
async def test_the_heading_says_how_it_is_sorted(descending: bool, heading: str) -> None:
    order = Order(Column.TOKEN, descending)
    async with staged(listing(NAMES, order=order)) as (app, _, __):
        assert heading in app.lines[0]
        assert app.lines[0].count("↑") + app.lines[0].count("↓") == 1


async def test_a_click_moves_and_a_second_one_opens() -> None:
    async with staged(listing(NAMES)) as (app, table, pilot):
        await pilot.click(table, offset=(10, 4))
        assert table.row == 3
        await pilot.click(table, offset=(10, 4))
        assert [type(each) for each in app.messages] == [AppsTable.Moved, AppsTable.Chosen]


async def test_a_click_on_a_heading_sorts_by_its_column() -> None:
    async with staged(listing(NAMES)) as (app, table, pilot):
        await pilot.click(table, offset=(app.lines[0].index("Token"), 0))
        (message,) = app.messages
        assert isinstance(message, AppsTable.HeadingClicked)
        assert message.column is Column.TOKEN


async def test_a_click_below_the_last_row_does_nothing() -> None:
    async with staged(listing(NAMES[:3])) as (app, table, pilot):
        await pilot.click(table, offset=(10, 8))
        assert (table.row, app.messages) == (0, [])


async def test_the_cursor_keeps_its_line_when_rows_come_above_it() -> None:
    async with staged(listing(NAMES)) as (app, table, pilot):
        await pilot.press(*["down"] * 12)
        line = next(y for y, text in enumerate(app.lines) if text.startswith("▸"))
        shown = listing(NAMES)
        table.show(Listing([29, *range(29)], shown.cells), keep=12)
        await pilot.pause()
        assert app.lines[line].startswith("▸ App 012")
        assert table.position == 12


@pytest.mark.parametrize("size", [(80, 11), (80, 1)], ids=str)
async def test_an_empty_list_has_no_current_app(size: tuple[int, int]) -> None:
    """Where nothing was found the table is its headings alone."""
    async with staged(listing([]), size) as (app, table, pilot):
        await pilot.press("down", "up", "end", "pagedown")
        assert table.position is None
        assert app.messages == []
