"""Help, explanation and palette: what they say, in any size, with any keys, over dialogs too."""

import pytest
from textual import events

from tests.consoles import bring, console, meant, opened, pressed, running, settled, shown
from tests.fakes import FakeOrg, make_app
from tui.presentation.actions import keymap
from tui.screens.apps import AppsScreen
from tui.screens.confirm import ConfirmScreen
from tui.screens.explanation import ExplanationScreen
from tui.screens.help import HelpScreen
from tui.screens.sort import SortScreen
from tui.widgets.key_list import KeyList

MOVED = keymap(
    {
        "token.copy": ("f6",),
        "help": ("ctrl+y",),
        "explain": ("f2",),
        "palette": ("f3",),
        "app.open": ("l",),
        "refresh": (),
    }
)


def make_org() -> FakeOrg:
    return FakeOrg([make_app(1, "Billing Sync")])


@pytest.mark.parametrize(("size", "columns"), [((80, 24), 1), ((160, 50), 2)])
async def test_the_help_uses_the_width(size: tuple[int, int], columns: int) -> None:
    app = console(make_org())
    async with running(app, size) as pilot:
        await opened(pilot, "question_mark")
        places = {section.region.x for section in app.screen.query(KeyList)}
        assert len(places) == columns
        await pilot.resize_terminal(240 - size[0], size[1])
        await pressed(pilot)
        assert len({section.region.x for section in app.screen.query(KeyList)}) == 3 - columns


async def test_the_help_scrolls_by_keys_to_its_last_line() -> None:
    app = console(make_org())
    async with running(app, (60, 20)) as pilot:
        await opened(pilot, "question_mark")
        assert "Leave the console." not in shown(app)
        await pressed(pilot, "pagedown", "j", "end")
        assert "Leave the console." in shown(app)
        await pressed(pilot, "k", "home")
        assert "This table" in shown(app)


@pytest.mark.parametrize("key", ["question_mark", "escape", "q"])
async def test_the_key_that_opened_the_help_closes_it(key: str) -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await opened(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        await pressed(pilot, key)
        assert not app.screen.is_modal


async def test_f1_explains_what_has_the_focus() -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await opened(pilot, "f1")
        assert "The connected apps of this org" in shown(app)
        await pressed(pilot, "f1", "slash")
        await opened(pilot, "f1")
        assert "Every letter filters at once." in shown(app)


@pytest.mark.parametrize(
    ("guided", "title"), [(False, "its initial access token"), (True, "in guided mode")]
)
async def test_f1_on_an_app_explains_its_token(guided: bool, title: str) -> None:
    app = console(make_org(), guided=guided)
    async with running(app) as pilot:
        await pressed(pilot, "enter")
        await opened(pilot, "f1")
        assert f"A connected app {'' if guided else 'and '}{title}" in shown(app)


async def test_f1_in_a_question_explains_it_and_neither_confirms_nor_leaves_it() -> None:
    org = make_org()
    app = console(org)
    async with running(app) as pilot:
        await pressed(pilot, "enter")
        await opened(pilot, "g")
        await opened(pilot, "f1")
        assert "Generate the first token" in shown(app)
        await pressed(pilot, "escape", "enter")
        assert isinstance(app.screen, ConfirmScreen)
        assert org.posts == []


async def test_what_was_pressed_over_a_question_counts_for_nothing_in_it() -> None:
    org = make_org()
    app = console(org)
    async with running(app) as pilot:
        await pressed(pilot, "enter")
        await opened(pilot, "g")
        await opened(pilot, "f1")
        await pressed(pilot, "escape")
        await meant(pilot, "enter")
        assert isinstance(app.screen, ConfirmScreen)
        await opened(pilot)
        await meant(pilot, "enter")
        assert len(org.posts) == 1


async def test_no_help_explains_itself() -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await opened(pilot, "question_mark")
        await opened(pilot, "f1")
        assert isinstance(app.screen, HelpScreen)


async def test_other_keys_act_and_the_old_ones_do_not() -> None:
    app = console(make_org(), keys=MOVED)
    async with running(app) as pilot:
        await pressed(pilot, "enter", "question_mark", "f1")
        assert len(app.screen_stack) == 2 - bool(app.screen_stack[0] is app.screen)
        await pressed(pilot, "l")
        assert "› Billing Sync" in shown(app)
        await opened(pilot, "f2")
        assert isinstance(app.screen, ExplanationScreen)
        assert "F6 copies it unseen" in shown(app)
        await pressed(pilot, "f2")
        await opened(pilot, "ctrl+y")
        assert isinstance(app.screen, HelpScreen)


async def test_everything_that_names_a_key_names_the_other_one() -> None:
    app = console(make_org(), keys=MOVED)
    async with running(app) as pilot:
        assert "l Open" in shown(app)
        assert "ctrl+y Help" in shown(app)
        await pressed(pilot, "f6")
        assert "Open the app first (l)." in shown(app)
        await pressed(pilot, "f3")
        await pilot.pause(0.1)
        assert "Open  l" in shown(app)


async def test_where_letters_are_typed_a_letter_is_typed_whatever_it_is_the_key_of() -> None:
    app = console(make_org(), keys=MOVED)
    async with running(app) as pilot:
        await pressed(pilot, "slash", "b", "i", "l")
        assert "/ bil" in shown(app)


async def test_a_key_that_edits_the_search_edits_it_whatever_it_is_the_key_of() -> None:
    org = make_org()
    app = console(org, keys=keymap({"refresh": ("ctrl+u",)}))
    async with running(app) as pilot:
        await pressed(pilot, "slash", "b", "ctrl+u", "escape")
        assert org.pages_asked == 1
        await pressed(pilot, "ctrl+u")
        assert org.pages_asked == 2


async def test_the_palette_has_what_can_act_before_what_cannot_with_its_reason() -> None:
    app = console(make_org(), keys=keymap({"refresh": ()}))
    async with running(app, (160, 60)) as pilot:
        await pressed(pilot, "ctrl+p")
        await pilot.pause(0.1)
        text = shown(app)
        assert text.index("Search  /") < text.index("Quit  q") < text.index("Generate  g")
        assert text.index("Generate  g") < text.index("Not now: Open the app first (Enter).")
        assert "Find an act by its name." not in text
        assert "Refresh\n" in "\n".join(line.strip(" │┃") for line in text.splitlines())


async def test_a_search_in_the_palette_keeps_that_order() -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await pressed(pilot, "ctrl+p", "c", "l", "e", "a", "r")
        await pilot.pause(0.1)
        text = shown(app)
        assert text.index("Clear clipboard") < text.index("Not now: Nothing to stop or to clear.")


async def test_the_palette_s_cursor_does_not_blink() -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await pressed(pilot, "ctrl+p")
        assert app.screen.query_one("CommandInput").cursor_blink is False  # type: ignore[attr-defined]


async def test_two_clicks_beside_the_palette_close_it_and_nothing_below() -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await pressed(pilot, "enter", "ctrl+p")
        app_screen = app.screen_stack[-2]
        y = next(y for y in range(24) if app.get_widget_at(1, y)[0] is app.screen)
        for kind in (events.MouseDown, events.MouseUp) * 2:
            bring(app, kind, (1, y))
        await settled(pilot)
        assert app.screen is app_screen


async def test_enter_pressed_twice_in_the_palette_does_the_act_once() -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await pressed(pilot, "ctrl+p", *"sort")
        await pilot.pause(0.1)
        for _ in range(2):
            app.simulate_key("enter")
        await settled(pilot)
        assert [type(screen) for screen in app.screen_stack] == [AppsScreen, SortScreen]


async def test_the_help_is_searched_and_what_is_found_is_done() -> None:
    app = console(make_org())
    async with running(app, (160, 50)) as pilot:
        await opened(pilot, "question_mark")
        assert "/ Find an act and do it" in shown(app)
        await pressed(pilot, "slash", "s", "o", "r", "t")
        await pilot.pause(0.1)
        await pressed(pilot, "enter")
        assert isinstance(app.screen, SortScreen)


async def test_what_is_found_in_the_help_and_cannot_be_done_says_why() -> None:
    app = console(make_org())
    async with running(app, (160, 50)) as pilot:
        await opened(pilot, "question_mark")
        await pressed(pilot, "slash", *"reveal")
        await pilot.pause(0.1)
        await pressed(pilot, "enter")
        assert "Open the app first (Enter)." in shown(app)


async def test_a_search_in_the_help_that_is_given_up_leads_back_to_it() -> None:
    app = console(make_org())
    async with running(app) as pilot:
        await opened(pilot, "question_mark")
        await pressed(pilot, "slash", "escape")
        assert isinstance(app.screen, HelpScreen)


async def test_the_palette_finds_what_an_act_is_said_to_do() -> None:
    app = console(make_org())
    async with running(app, (160, 60)) as pilot:
        await pressed(pilot, "ctrl+p", *"max_age")
        await pilot.pause(0.1)
        assert "Due  d" in shown(app)
