"""What the app screen says of an act: what it did besides, and of a refused one that nothing happened."""

import asyncio
from collections.abc import Sequence

import pytest
from textual.pilot import Pilot

from tests.consoles import console, meant, opened, passed, pressed, running, shown
from tests.fakes import FakeClipboard, FakeClock, FakeOrg, FakeTarget, make_app
from tui.app import ConsoleApp
from tui.domain.handover import Binding
from tui.domain.secret import Secret
from tui.errors import BusyError, OutcomeUnknownError, SessionError
from tui.services.hand_overs import HandOvers

APP = make_app(1, "Billing Sync")
TOKEN = "tok3n-value-0123456789"
TAKEN_OFF = "The copy of the old token was taken off the clipboard."


class Pressing:
    """A console with one app, whose token can be copied and regenerated."""

    def __init__(self, targets: Sequence[FakeTarget] = ()) -> None:
        self.clock = FakeClock()
        self.board = FakeClipboard()
        self.org = FakeOrg([APP], tokens={APP.id: TOKEN}, clock=self.clock)
        self.app: ConsoleApp = console(
            self.org, clock=self.clock, clipboard=self.board, targets=targets
        )

    async def regenerate(self, pilot: Pilot[None], *before: str) -> str:
        await pressed(pilot, "enter", *before)
        await opened(pilot, "g")
        await meant(pilot, "y")
        return " ".join(shown(self.app).split())


async def test_a_regenerate_takes_the_copy_of_the_old_token_off_and_says_so() -> None:
    pressing = Pressing()
    async with running(pressing.app) as pilot:
        text = await pressing.regenerate(pilot, "c")
        assert f"✓ Regenerated; the old token is dead. New fingerprint {_new()}." in text
        assert TAKEN_OFF in text
        assert "Cleared in" not in text
        assert pressing.board.content == ""
        await pressed(pilot, "K")
        assert "No copied token is about to be cleared." in shown(pressing.app)


async def test_no_screen_counts_a_copy_that_went_with_its_token() -> None:
    pressing = Pressing()
    async with running(pressing.app) as pilot:
        await pressing.regenerate(pilot, "c")
        await passed(pilot, pressing.clock, 1)
        await pressed(pilot, "backspace")
        assert "Cleared in" not in shown(pressing.app)


async def test_without_a_copy_nothing_is_said_of_one() -> None:
    pressing = Pressing()
    async with running(pressing.app) as pilot:
        assert "clipboard" not in await pressing.regenerate(pilot)


async def test_a_copy_of_the_new_token_stays() -> None:
    pressing = Pressing()
    async with running(pressing.app) as pilot:
        await pressing.regenerate(pilot, "c")
        await pressed(pilot, "c")
        await passed(pilot, pressing.clock, 5)
        assert pressing.board.content == pressing.org.tokens[APP.id]


async def test_a_look_up_that_proves_it_takes_the_copy_off_too() -> None:
    pressing = Pressing()
    pressing.org.lose_token_to = "the-new-one"
    pressing.org.fail["post"] = OutcomeUnknownError("Sent, and the answer was lost.")
    async with running(pressing.app) as pilot:
        await pressed(pilot, "enter", "c")
        pressing.org.leave_row(APP, seconds=1)
        text = await pressing.regenerate(pilot)
    assert f"It happened: the audit trail has it. {TAKEN_OFF}" in text
    assert pressing.board.content == ""


COMMAND = f"\nconnected-apps --org practice token copy {APP.id}"
ITS_OLD_ONE_IS_DEAD = "new token of “Billing Sync” from here, and its old one is dead."


def left(app: ConsoleApp) -> str:
    """What stands in the shell afterwards."""
    return "\n\n".join(app.left.values())


@pytest.mark.parametrize("keys", [("q",), ("left", "q"), ("left", "o", "ctrl+q"), ()])
async def test_however_the_console_ends_what_no_target_has_is_told_in_the_shell(
    keys: tuple[str, ...],
) -> None:
    pressing = Pressing()
    async with running(pressing.app) as pilot:
        await pressing.regenerate(pilot)
        await pressed(pilot, *keys)
    assert ITS_OLD_ONE_IS_DEAD in left(pressing.app)
    assert left(pressing.app).endswith(COMMAND)


async def test_to_open_the_app_again_takes_nothing_of_it_back() -> None:
    pressing = Pressing()
    async with running(pressing.app) as pilot:
        await pressing.regenerate(pilot)
        await pressed(pilot, "left", "enter", "q")
    assert ITS_OLD_ONE_IS_DEAD in left(pressing.app)


async def test_no_result_waits_for_what_is_known_of_the_targets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def never(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(HandOvers, "offers", never)
    pressing = Pressing([FakeTarget("edge")])
    async with running(pressing.app) as pilot:
        text = await pressing.regenerate(pilot)
        assert "Regenerated; the old token is dead" in text
        assert "h hands it over" in text
        await pressed(pilot, "q")
    assert left(pressing.app).endswith(COMMAND)


async def test_a_copy_of_it_ends_with_the_console_and_that_is_said() -> None:
    pressing = Pressing()
    async with running(pressing.app) as pilot:
        await pressing.regenerate(pilot)
        await pressed(pilot, "c", "left")
        assert "No target has had" not in shown(pressing.app)
        await pressed(pilot, "q")
    assert pressing.board.content == ""
    assert "Its copy goes off the clipboard with the console." in left(pressing.app)
    assert left(pressing.app).endswith(COMMAND)


async def test_a_copy_of_another_token_is_no_delivery() -> None:
    pressing = Pressing()
    other = make_app(2, "Quotes")
    pressing.org.apps.append(other)
    pressing.org.tokens[other.id] = "another-token"
    async with running(pressing.app) as pilot:
        await pressed(pilot, "down", "enter", "c", "left", "up")
        await pressing.regenerate(pilot)
        await pressed(pilot, "left")
        assert ITS_OLD_ONE_IS_DEAD in " ".join(shown(pressing.app).split())
    assert "Its copy" not in left(pressing.app)


async def test_only_targets_that_take_the_token_are_told() -> None:
    targets = [
        FakeTarget("edge", binding=Binding(orgs=("practice",))),
        FakeTarget("elsewhere", binding=Binding(orgs=("acme",))),
    ]
    pressing = Pressing(targets)
    async with running(pressing.app) as pilot:
        await pressing.regenerate(pilot)
        assert "h hands it over" in shown(pressing.app)
    assert left(pressing.app).endswith(f"hand-over {APP.id} --to edge")


async def test_where_no_target_takes_it_none_is_offered() -> None:
    pressing = Pressing([FakeTarget("elsewhere", binding=Binding(orgs=("acme",)))])
    async with running(pressing.app) as pilot:
        text = await pressing.regenerate(pilot)
        assert "Give it to your API gateway now: c and C copy it." in text
    assert left(pressing.app).endswith(COMMAND)


async def test_a_refused_regenerate_says_that_nothing_was_changed() -> None:
    pressing = Pressing()
    async with running(pressing.app) as pilot:
        pressing.org.fail["user"] = BusyError("The org is overloaded.", hint="Try again.")
        text = await pressing.regenerate(pilot)
    assert "✗ The org is overloaded. Nothing was changed. Try again." in text
    assert pressing.org.posts == []


async def test_a_session_that_is_over_is_told_once_with_the_key_that_goes_on() -> None:
    pressing = Pressing()
    over = SessionError("The session is over.", renew="In a shell: sf org login web --alias acme")
    pressing.org.fail["app_pages"] = pressing.org.fail["org"] = over
    async with running(pressing.app, (120, 30)):
        text = " ".join(shown(pressing.app).split())
    assert text.count("The session is over.") == 1
    assert "In a shell: sf org login web --alias acme, then F5." in text
    assert text.count("F5") == 2  # there, and among the keys


def _new() -> str:
    return Secret(f"token-1-of-{APP.id}").fingerprint
