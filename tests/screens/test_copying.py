"""Copying from the app screen: the menu, the countdown, the last rung, the test."""

import pytest
from textual import events

from tests.consoles import passed, pressed, running, settled, shown
from tests.fakes import PRODUCTION
from tests.screens.test_app_detail import APP, TOKEN, Bench
from tui.domain.app_metadata import AppMetadata
from tui.domain.connected_app import AppKind
from tui.domain.secret import Secret
from tui.screens.alone import AloneScreen

KEY = "3MVG9.the-consumer-key"


async def test_the_menu_tells_prospects_and_copies_by_letter() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "y")
        assert "Copies go to the system clipboard." in shown(app)
        await passed(pilot, bench.clock, 1)
        await pressed(pilot, "C")
        assert bench.board.content == f"Bearer {TOKEN}"


async def test_enter_in_the_menu_copies_nothing() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "y")
        await passed(pilot, bench.clock, 1)
        await pressed(pilot, "enter", "x")
        assert bench.board.history == []


async def test_the_curl_command_names_the_org_and_holds_no_token() -> None:
    bench = Bench(org=PRODUCTION)
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "y")
        await passed(pilot, bench.clock, 1)
        await pressed(pilot, "u")
        assert "https://acme.my.salesforce.com/services/oauth2/register" in bench.board.content
        assert "read -rs TOKEN" in bench.board.content
        assert TOKEN not in bench.board.content
        assert "Cleared in" not in shown(app)


@pytest.mark.parametrize("leaving", ["key", "time", "focus", "suspend"])
async def test_the_token_alone_goes_past_the_screen_and_off_again(leaving: str) -> None:
    bench = Bench()
    app = bench.app()
    sent: list[str] = []
    app.write_terminal = sent.append  # type: ignore[method-assign,assignment]
    async with running(app) as pilot:
        await pressed(pilot, "enter", "y")
        await passed(pilot, bench.clock, 1)
        await pressed(pilot, "a")
        await settled(pilot)
        assert sent[-1] == f"\x1b[0m\x1b[?7h\x1b[1;1H{TOKEN}\x1b[?7l"
        match leaving:
            case "key":
                await pressed(pilot, "enter")
            case "time":
                await passed(pilot, bench.clock, 30)
            case "focus":
                app.post_message(events.AppBlur())
            case "suspend":
                app.app_suspend_signal.publish(app)
        await settled(pilot)
        assert sent[-1] == "\x1b[0m\x1b[1;1H\x1b[2K"
        assert not isinstance(app.screen, AloneScreen)
        assert TOKEN not in shown(app)


async def test_an_org_that_shows_nothing_shows_nothing_alone_either() -> None:
    bench = Bench()
    app = bench.app(may_reveal=False)
    async with running(app) as pilot:
        await pressed(pilot, "enter", "y")
        assert "configured never to show a token" in shown(app)
        await passed(pilot, bench.clock, 1)
        await pressed(pilot, "a")
        assert not isinstance(app.screen, AloneScreen)


async def test_where_no_clipboard_takes_it_the_last_rung_is_named() -> None:
    bench = Bench()
    bench.board.broken = True
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "c")
        assert "y then a shows the token alone" in shown(app)
        assert "● A token exists\n" in shown(app) or "as of" not in shown(app)


async def test_the_countdown_can_be_stopped_and_leaving_still_clears() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "c", "K")
        assert "The copy stays on the clipboard" in shown(app)
        await passed(pilot, bench.clock, 100)
        assert bench.board.content == TOKEN
    assert bench.board.content == ""


async def test_what_could_not_be_cleared_is_said() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "c")
        bench.board.unreachable = True
        await pressed(pilot, "x")
        assert "the token may still be on it" in shown(app).replace("\n", " ")


async def test_a_revealed_token_hides_when_the_console_is_suspended() -> None:
    app = Bench().app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "r")
        assert TOKEN in shown(app)
        app.app_suspend_signal.publish(app)
        await settled(pilot)
        assert TOKEN not in shown(app)


@pytest.mark.parametrize(
    ("back", "words"),
    [(True, "It arrived"), (False, "Something else was pasted")],
)
async def test_the_test_compares_what_comes_back_and_shows_none_of_it(
    back: bool, words: str
) -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "T")
        await passed(pilot, bench.clock, 1)
        came = bench.board.content if back else "a password of somebody"
        app.post_message(events.Paste(came))
        await settled(pilot)
        assert came not in shown(app)
        await pressed(pilot, "enter")
        assert words in shown(app)
        await pressed(pilot, "escape")
    assert bench.board.content == ""


@pytest.mark.parametrize(
    ("key", "copied", "said"),
    [
        ("i", APP.id, f"Id {APP.id} copied to the system clipboard"),
        ("n", "Billing Sync", "Name “Billing Sync” copied"),
        ("l", "https://acme.my.salesforce.com/services/oauth2/register", "Registration URL https:"),
        ("k", KEY, "Consumer key copied"),
    ],
)
async def test_what_tells_which_app_it_is_is_copied_and_stays(
    key: str, copied: str, said: str
) -> None:
    bench = Bench(org=PRODUCTION)
    bench.org.records[APP.id] = AppMetadata(AppKind.LOCAL, consumer_key=Secret(KEY))
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "y")
        await passed(pilot, bench.clock, 1)
        await pressed(pilot, key)
        assert bench.board.content == copied
        assert said in shown(app).replace("\n", " ")
        assert "Cleared in" not in shown(app)
        assert KEY not in shown(app)
    assert bench.board.content == copied


async def test_without_a_token_the_menu_still_copies_what_there_is() -> None:
    bench = Bench()
    bench.org.tokens.clear()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "y")
        assert "c C a token, header, token alone: The app has no token yet" in shown(app)
        await passed(pilot, bench.clock, 1)
        await pressed(pilot, "c", "k", "i")
        assert bench.board.history == [APP.id]


async def test_on_the_table_id_and_name_are_copied_and_the_token_is_in_the_app() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "y")
        assert "consumer key: Open the app" in shown(app)
        await passed(pilot, bench.clock, 1)
        await pressed(pilot, "c", "a", "n")
        assert bench.board.history == ["Billing Sync"]
        assert "Name “Billing Sync” copied" in shown(app)


async def test_where_no_clipboard_takes_a_name_it_is_said() -> None:
    bench = Bench()
    bench.board.broken = True
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "y")
        await passed(pilot, bench.clock, 1)
        await pressed(pilot, "n")
        assert "✗ No clipboard." in shown(app)
