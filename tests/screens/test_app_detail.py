"""One app: what Setup shows and offers, by keys, and no secret longer than it was asked for."""

import asyncio

import pytest
from textual import events
from textual.pilot import Pilot

from tests.consoles import console, meant, opened, passed, pressed, running, settled, shown
from tests.fakes import PRODUCTION, FakeClipboard, FakeClock, FakeOrg, generation, make_app
from tui.app import ConsoleApp
from tui.domain.acts import Result
from tui.errors import OutcomeUnknownError, UnreachableError
from tui.presentation.journal_words import LEFT_BEHIND
from tui.widgets.scrolling import Body

APP = make_app(1, "Billing Sync")
TOKEN = "tok3n-value-0123456789"


class Bench:
    """An org with one app, its console, its clock and its clipboard."""

    def __init__(self, token: str | None = TOKEN, **org: object) -> None:
        self.clock = FakeClock()
        self.board = FakeClipboard()
        self.org = FakeOrg(
            [APP],
            tokens={APP.id: token} if token else {},
            trail=[generation(APP.name, 21)] if token else [],
            clock=self.clock,
            **org,  # type: ignore[arg-type]
        )

    def app(self, **options: object) -> ConsoleApp:
        return console(self.org, clock=self.clock, clipboard=self.board, **options)  # type: ignore[arg-type]


async def test_it_shows_state_age_author_and_no_value() -> None:
    app = Bench().app()
    async with running(app) as pilot:
        await pressed(pilot, "enter")
        text = shown(app)
    assert "Initial Access Token for Dynamic Client Registration" in text
    assert "● A token exists" in text
    assert "3 weeks ago by Ana Souza" in text
    assert "g Regenerate" in text
    assert TOKEN not in text


async def test_reveal_shows_and_hides() -> None:
    app = Bench().app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "r")
        assert TOKEN in shown(app)
        await pressed(pilot, "r")
        assert TOKEN not in shown(app)


async def test_what_an_act_has_changed_comes_into_sight() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app, (60, 20)) as pilot:
        await pressed(pilot, "enter")
        body = app.screen.query_one(Body)
        await pressed(pilot, "end")
        assert body.scroll_y > 0
        await pressed(pilot, "r")
        assert body.scroll_y == 0
        await pressed(pilot, "end")
        await opened(pilot, "g")
        await meant(pilot, "y")
        assert bench.org.posts
        assert body.scroll_y == 0


async def test_a_revealed_token_hides_itself() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "r")
        await passed(pilot, bench.clock, 29)
        assert TOKEN in shown(app)
        await passed(pilot, bench.clock, 1)
        assert TOKEN not in shown(app)


async def test_it_hides_when_the_terminal_loses_the_focus() -> None:
    app = Bench().app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "r")
        app.post_message(events.AppBlur())
        await pressed(pilot)
        assert TOKEN not in shown(app)


@pytest.mark.parametrize("key", ["question_mark", "g", "ctrl+p"])
async def test_it_hides_under_anything_that_opens_over_it(key: str) -> None:
    app = Bench().app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "r", key)
        assert TOKEN not in shown(app)


async def test_copy_never_shows_and_is_cleared_in_time() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "c")
        assert bench.board.content == TOKEN
        assert TOKEN not in shown(app)
        assert "Token copied to the system clipboard and read back.  Cleared in 45 s" in shown(app)
        await passed(pilot, bench.clock, 1)
        assert "Cleared in 44 s" in shown(app)
        await passed(pilot, bench.clock, 44)
        assert bench.board.content == ""
        assert "Clipboard cleared." in shown(app)


async def test_copy_as_header() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "C")
        assert bench.board.content == f"Bearer {TOKEN}"


async def test_x_clears_now_and_quitting_clears_too() -> None:
    for key in ("x", "q"):
        bench = Bench()
        app = bench.app()
        async with running(app) as pilot:
            await pressed(pilot, "enter", "c", key)
        assert bench.board.content == "", key


async def test_a_broken_clipboard_is_said() -> None:
    bench = Bench()
    bench.board.broken = True
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "c")
        assert "No clipboard." in shown(app)


async def test_generate_asks_then_says_what_to_do_next() -> None:
    bench = Bench(token=None)
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter")
        assert "○ No token yet" in shown(app)
        await pressed(pilot, "g")
        assert bench.org.posts == []
        await passed(pilot, bench.clock, 1)
        await pressed(pilot, "enter")
        await passed(pilot, bench.clock, 1)
        text = shown(app)
    assert bench.org.posts == [f"generate {APP.id}"]
    assert "● A token exists" in text
    assert "Give it to your API gateway now" in text


async def test_regenerate_asks_in_plain_words_then_replaces() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "g")
        text = shown(app)
        assert "no undo" in text
        assert "stops working at once" in text
        await passed(pilot, bench.clock, 1)
        await pressed(pilot, "y")
        await passed(pilot, bench.clock, 1)
        assert "Regenerated; the old token is dead" in shown(app)
    assert bench.org.posts == [f"regenerate {APP.id}"]


async def test_someone_elses_regenerate_stops_ours() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "g")
        bench.org.tokens[APP.id] = "theirs"
        await passed(pilot, bench.clock, 1)
        await pressed(pilot, "y")
        await passed(pilot, bench.clock, 1)
        assert "Someone else regenerated it." in shown(app)
    assert bench.org.posts == []


async def lose_the_answer(bench: Bench, app: ConsoleApp, pilot: Pilot[None]) -> str:
    """Regenerate, with the answer lost; returns the screen."""
    bench.org.fail["post"] = OutcomeUnknownError("The answer to the regenerate was lost.")
    await pressed(pilot, "enter", "g")
    await passed(pilot, bench.clock, 1)
    await pressed(pilot, "y")
    await passed(pilot, bench.clock, 1)
    return " ".join(shown(app).split())


async def test_a_lost_answer_is_looked_up_and_not_called_a_failure() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        text = await lose_the_answer(bench, app, pilot)
        assert "It did not happen: the old token is still there. You may try again" in text
        assert "● A token exists" in text
    assert bench.org.journal.results == [Result.NOT_DONE]


async def test_a_lost_answer_that_cannot_be_looked_up_stays_unknown() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        bench.org.fail["generations"] = UnreachableError("gone")
        bench.org.tokens[APP.id] = TOKEN
        bench.org.lose_token_to = "somebody's"
        text = await lose_the_answer(bench, app, pilot)
        assert "the audit trail does not say yet who made it" in text
    assert bench.org.journal.results == [Result.UNKNOWN]


async def test_read_only_refuses_visibly() -> None:
    bench = Bench()
    app = bench.app(read_only="Read only: the console was started with --read-only.")
    async with running(app) as pilot:
        await pressed(pilot, "enter", "g")
        assert "Read only: the console was started with --read-only." in shown(app)
        assert not app.screen.is_modal


async def test_an_org_that_never_shows_says_so() -> None:
    app = Bench().app(may_reveal=False)
    async with running(app) as pilot:
        await pressed(pilot, "enter", "r")
        assert "never to show a token" in shown(app)
        assert TOKEN not in shown(app)


async def test_an_unreadable_page_says_what_to_do() -> None:
    bench = Bench()
    bench.org.fail["read"] = UnreachableError("The org does not answer.", hint="Is the link up?")
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter")
        text = shown(app)
        assert "the Setup page could not be read" in text
        assert "The org does not answer. Is the link up?" in text
        bench.org.fail.clear()
        await pressed(pilot, "f5")
        assert "● A token exists" in shown(app)


@pytest.mark.parametrize("key", ["left", "backspace", "escape"])
async def test_the_ways_back_and_the_list_has_learnt(key: str) -> None:
    bench = Bench(token=None)
    app = bench.app()
    async with running(app) as pilot:
        assert "· unknown" in shown(app)
        await pressed(pilot, "enter", key)
        assert "○ none" in shown(app)


async def test_ages_are_not_claimed_for_a_name_that_two_apps_bear() -> None:
    bench = Bench()
    bench.org.apps.append(make_app(2, APP.name))
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter")
        assert "several apps bear this name" in shown(app)


async def test_the_smallest_terminal_scrolls() -> None:
    bench = Bench(org=PRODUCTION)
    app = bench.app()
    async with running(app, (60, 20)) as pilot:
        await pressed(pilot, "enter")
        assert "Billing Sync" in shown(app)
        await pressed(pilot, "pagedown")
        assert "g Regenerate" in shown(app)


async def test_leaving_while_the_answer_is_awaited_takes_two_presses_and_is_looked_up() -> None:
    bench = Bench()
    bench.org.gates["post"] = asyncio.Event()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "g")
        await passed(pilot, bench.clock, 1)
        await pressed(pilot, "y")
        await passed(pilot, bench.clock, 1)
        await pressed(pilot, "left")
        assert "Once more leaves" in shown(app)
        await pressed(pilot, "left")
        await passed(pilot, bench.clock, 1)
        assert "Unfinished acts" in shown(app)
    assert bench.org.journal.results == [Result.UNKNOWN]


async def test_quitting_while_the_answer_is_awaited_is_recorded_and_said_in_the_shell() -> None:
    bench = Bench()
    bench.org.gates["post"] = asyncio.Event()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "g")
        await passed(pilot, bench.clock, 1)
        await pressed(pilot, "y")
        await passed(pilot, bench.clock, 1)
        await pressed(pilot, "q")
        assert app.is_running
        await pressed(pilot, "q")
    assert bench.org.journal.results == [Result.UNKNOWN]
    assert list(app.left.values()) == [LEFT_BEHIND]


async def test_a_value_that_comes_too_late_is_not_shown() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter")
        bench.org.gates["read"] = asyncio.Event()
        await pressed(pilot, "r", "question_mark")
        bench.org.gates["read"].set()
        await settled(pilot)
        assert TOKEN not in shown(app)
        await pressed(pilot, "escape")
        assert TOKEN not in shown(app)


async def test_a_revealed_token_that_died_meanwhile_is_hidden() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "r")
        bench.org.tokens[APP.id] = "replaced by someone else"
        await pressed(pilot, "f5")
        text = shown(app)
        assert TOKEN not in text
        assert "replaced by someone else" not in text


async def test_what_could_not_be_read_again_is_marked_with_its_age() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter")
        bench.org.fail["read"] = UnreachableError("The org does not answer.")
        await pressed(pilot, "f5")
        assert "● A token exists, as of 12:00:00" in shown(app)
        bench.org.fail.clear()
        await pressed(pilot, "f5")
        assert "as of" not in shown(app)
