"""The sort dialog by numbers: one key chooses, the same once more turns the order."""

from tests.consoles import console, opened, pressed, running, shown
from tests.fakes import FakeOrg, make_app
from tui.domain.listing import Column, Order
from tui.presentation.app_cells import HEADINGS


async def test_a_number_sorts_at_once_and_once_more_turns_it_round() -> None:
    app = console(FakeOrg([make_app(1), make_app(2)]))
    async with running(app) as pilot:
        await opened(pilot, "s")
        assert "7 Id" in shown(app)
        await pressed(pilot, "4")
        column = list(HEADINGS)[3]
        assert app.order == Order(column)
        await opened(pilot, "s")
        await pressed(pilot, "4")
        assert app.order == Order(column, descending=True)


async def test_numbers_without_a_column_choose_nothing() -> None:
    app = console(FakeOrg([make_app(1)]))
    async with running(app) as pilot:
        await opened(pilot, "s")
        await pressed(pilot, "0", "8", "9")
        assert app.screen.is_modal
        assert app.order == Order(Column.NAME)
