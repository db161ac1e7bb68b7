"""The pane beside the table: there is room for it or not, it follows the cursor, and it asks for nothing."""

from tests.consoles import clicked, console, passed, pressed, running, shown
from tests.fakes import FakeClock, FakeOrg, generation, make_app
from tui.widgets.apps_table import AppsTable
from tui.widgets.side_pane import SidePane

WIDE, NARROW = (130, 30), (129, 30)


def make_org(count: int = 30) -> FakeOrg:
    return FakeOrg([make_app(number) for number in range(count)], trail=[generation("App 001", 21)])


async def test_a_wide_terminal_has_it_and_a_narrower_one_has_not() -> None:
    app = console(make_org())
    async with running(app, WIDE) as pilot:
        assert "Created     2025-10-19 by Ana Souza" in shown(app)
        await pilot.resize_terminal(*NARROW)
        await pressed(pilot)
        assert not app.screen.query(SidePane)
        await pilot.resize_terminal(*WIDE)
        await pressed(pilot)
        assert "Created     2025-10-19 by Ana Souza" in shown(app)


async def test_it_follows_the_cursor_once_that_has_come_to_rest() -> None:
    clock = FakeClock()
    app = console(make_org(), clock=clock)
    async with running(app, WIDE) as pilot:
        await pressed(pilot, "j")
        assert "Generated   3 weeks ago" not in shown(app)
        await passed(pilot, clock, 0.1)
        assert "Generated   3 weeks ago" in shown(app)
        assert "by          Ana Souza" in shown(app)


async def test_a_key_held_down_draws_it_once() -> None:
    clock = FakeClock()
    app = console(make_org(), clock=clock)
    async with running(app, WIDE) as pilot:
        for _ in range(3):
            await pressed(pilot, "j")
            clock.advance(0.05)
        assert make_app(0).id in shown(app)
        await passed(pilot, clock, 0.1)
        assert "App 003" in shown(app)
        assert make_app(3).id in shown(app)


async def test_it_asks_the_org_for_nothing() -> None:
    clock, org = FakeClock(), make_org()
    app = console(org, clock=clock)
    async with running(app, WIDE) as pilot:
        org.reached.clear()
        await pressed(pilot, "j")
        await passed(pilot, clock, 0.1)
        assert not org.reached


async def test_it_is_hidden_by_hand_and_stays_so() -> None:
    app = console(make_org())
    async with running(app, WIDE) as pilot:
        await pressed(pilot, "p")
        assert not app.screen.query(SidePane)
        assert app.hides_pane
        await pressed(pilot, "p")
        assert app.screen.query_one(SidePane).size.width > 0


async def test_on_a_narrow_terminal_its_key_says_how_much_room_it_needs() -> None:
    app = console(make_org())
    async with running(app, NARROW) as pilot:
        await pressed(pilot, "p")
        assert "The pane needs a terminal of at least 130 columns." in shown(app)


async def test_an_empty_list_has_nothing_beside_it() -> None:
    app = console(FakeOrg())
    async with running(app, WIDE):
        assert app.screen.query_one(SidePane).size.width == 0


async def test_a_mark_is_seen_in_it_at_once_and_a_click_opens() -> None:
    app = console(make_org())
    async with running(app, WIDE) as pilot:
        await pressed(pilot, "space")
        assert "Marked      ▪ yes" in shown(app)
        await clicked(pilot, "opens it; then its page")
        assert "› App 000" in shown(app)


async def test_resizing_across_every_threshold_keeps_the_app_in_view() -> None:
    app = console(make_org())
    async with running(app, (200, 60)) as pilot:
        await pressed(pilot, "end", "up")
        for size in [(129, 24), (60, 20), (131, 21), (80, 50), (160, 20)]:
            await pilot.resize_terminal(*size)
            await pressed(pilot)
            assert "▸ App 028" in shown(app), size
            assert app.screen.query_one(AppsTable).row == 28
