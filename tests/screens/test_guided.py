"""The dialog of guided mode: the way is said, the paste is taken, leaving is asked about."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static

from tests.consoles import passed
from tests.fakes import NOW, PRODUCTION, FakeClock
from tui.domain.guided import Errand, Walk, paste_problem
from tui.domain.secret import Secret
from tui.domain.token import Generation
from tui.errors import SessionError
from tui.presentation.actions import KEYS
from tui.screens.accidents import Presses
from tui.screens.guided import Brought, GuidedScreen, OpenPage
from tui.services.browse import Surroundings
from tui.themes import defaults
from tui.widgets.masked_paste import MaskedPaste

WALK = Walk(Errand.GENERATE, PRODUCTION, "0H4000000000001AAA", "Partner Portal")
FETCH = Walk(Errand.FETCH, PRODUCTION, "0H4000000000001AAA", "Partner Portal")


class Led(App[None]):
    """An app that asks once, and keeps what was brought."""

    def __init__(self, walk: Walk, open_page: OpenPage | None = None) -> None:
        super().__init__()
        self._open_page = open_page
        self.clock = FakeClock()
        self.keymap = KEYS
        self.presses = Presses()
        self.surroundings = Surroundings(PRODUCTION, None, None)
        self.row: Generation | None = None
        self.brought: list[Brought | None] = []
        self._walk = walk

    async def newer_row(self) -> Generation | None:
        return self.row

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return defaults(self.current_theme)

    def on_mount(self) -> None:
        screen = GuidedScreen(
            self._walk, paste_problem, self.newer_row, self.clock, self._open_page
        )
        self.push_screen(screen, self.brought.append)

    async def on_event(self, event: events.Event) -> None:
        """As the console does: the dialog counts what comes."""
        if isinstance(event, events.Key) and isinstance(self.screen, GuidedScreen):
            self.screen.admits(event)
        await super().on_event(event)

    def said(self, where: str) -> str:
        return str(self.screen.query_one(where, Static).render())


@asynccontextmanager
async def led(
    walk: Walk = WALK, size: tuple[int, int] = (80, 24), open_page: OpenPage | None = None
) -> AsyncIterator[tuple[Led, Pilot[None]]]:
    app = Led(walk, open_page)
    async with app.run_test(size=size) as pilot:
        await passed(pilot, app.clock, 1)
        yield app, pilot


async def paste(app: Led, pilot: Pilot[None], text: str) -> None:
    app.screen.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


async def test_what_is_pasted_is_brought() -> None:
    async with led() as (app, pilot):
        await paste(app, pilot, "  the-new-token-of-today\n")
    assert app.brought == [Secret("the-new-token-of-today")]


async def test_a_paste_that_can_be_no_token_is_refused_in_words_and_asked_for_again() -> None:
    async with led() as (app, pilot):
        await paste(app, pilot, "https://acme.my.salesforce.com")
        assert "That is an address" in app.said(".said")
        await paste(app, pilot, "the-new-token-of-today")
    assert app.brought == [Secret("the-new-token-of-today")]


@pytest.mark.parametrize(("key", "pressed"), [("y", True), ("n", False)])
async def test_whoever_leaves_says_whether_the_button_was_pressed(
    key: str, *, pressed: bool
) -> None:
    async with led() as (app, pilot):
        await pilot.press("escape")
        assert app.said(".said") == "Did you press the button in Setup?"
        await passed(pilot, app.clock, 1)
        await pilot.press(key)
        await passed(pilot, app.clock, 1)
    assert app.brought == [pressed]


async def test_a_letter_of_something_typed_answers_nothing() -> None:
    async with led() as (app, pilot):
        await pilot.press("escape")
        await passed(pilot, app.clock, 1)
        await pilot.press("n", "e", "w")
        await passed(pilot, app.clock, 1)
        assert app.brought == []


async def test_whoever_leaves_after_the_row_has_come_is_not_asked() -> None:
    async with led() as (app, pilot):
        app.row = Generation(NOW, "Ana Souza", "Partner Portal")
        for _ in range(6):
            await passed(pilot, app.clock, 1)
        await pilot.press("escape")
        await pilot.pause()
    assert app.brought == [True]


async def test_staying_after_all_takes_a_paste_again() -> None:
    async with led() as (app, pilot):
        await pilot.press("escape", "escape")
        await paste(app, pilot, "the-new-token-of-today")
    assert app.brought == [Secret("the-new-token-of-today")]


async def test_letters_are_typed_and_leave_nothing() -> None:
    async with led() as (app, pilot):
        await pilot.press("q", "y", "n")
        assert app.brought == []
        await pilot.press("enter", "enter")
        await pilot.pause()
    assert app.brought == [Secret("qyn")]


async def test_a_very_short_paste_is_asked_about_once_and_taken_at_the_second_enter() -> None:
    async with led() as (app, pilot):
        await paste(app, pilot, "abc")
        assert app.said(".said") == "It has 3 characters. Enter again takes it."
        assert "•••  3 characters" in str(app.screen.query_one(MaskedPaste).render())
        assert app.brought == []
        await pilot.press("enter")
        await pilot.pause()
    assert app.brought == [Secret("abc")]


async def test_another_short_paste_is_asked_about_anew_and_a_long_one_never() -> None:
    async with led() as (app, pilot):
        await paste(app, pilot, "abc")
        await paste(app, pilot, "abcd")
        assert app.said(".said") == "It has 4 characters. Enter again takes it."
        await paste(app, pilot, "sixteen-letters!")
        await pilot.pause()
    assert app.brought == [Secret("sixteen-letters!")]


async def test_bringing_the_present_token_asks_nothing_at_leaving() -> None:
    async with led(FETCH) as (app, pilot):
        await pilot.press("escape")
        await pilot.pause()
    assert app.brought == [False]


async def test_the_clock_runs_until_the_trail_has_the_row() -> None:
    async with led() as (app, pilot):
        assert "no new generation yet (0:01)" in app.said(".trail")
        app.row = Generation(NOW, "Ana Souza", "Partner Portal")
        for _ in range(6):
            await passed(pilot, app.clock, 1)
        assert "by Ana Souza" in app.said(".trail")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_way_fits_a_small_terminal(size: tuple[int, int]) -> None:
    async with led(size=size) as (app, _):
        keys, danger = app.screen.query_one(".choices"), app.screen.query_one(".danger")
        assert keys.region.height == 1
        assert danger.region.bottom <= keys.region.y < size[1] - 1


async def test_app_manager_is_opened_where_a_browser_can_be() -> None:
    opened: list[str] = []

    async def open_page(path: str) -> None:
        opened.append(path)
        if len(opened) > 1:
            raise SessionError("The login has expired.", hint="Log in again.")

    async with led(open_page=open_page) as (app, pilot):
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "is open in the browser" in app.said(".said")
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "The login has expired. Log in again." in app.said(".said")
    assert opened == ["/lightning/setup/NavigationMenus/home"] * 2


async def test_where_no_browser_can_be_opened_it_is_said() -> None:
    async with led() as (app, pilot):
        await pilot.press("ctrl+o")
        steps = "".join(
            str(each.render()) for each in app.screen.query(".steps Static").results(Static)
        )
        assert "none opens from here" in steps
