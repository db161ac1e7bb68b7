"""Handing over and rotating by keys: choose, check, confirm, watch, and what to do while a target is without it."""

import asyncio

from textual.pilot import Pilot

from tests.consoles import console, passed, pressed, running, shown
from tests.fakes import (
    FakeClipboard,
    FakeClock,
    FakeOrg,
    FakeTarget,
    generation,
    make_app,
)
from tui.app import ConsoleApp
from tui.domain.due import MaxAge
from tui.domain.handover import Binding
from tui.domain.secret import Secret
from tui.errors import PreflightError, TargetConflictError, TargetError
from tui.widgets.choices import Choices

APP, OTHER = make_app(1, "Billing Sync"), make_app(2, "Claims Intake")
TOKEN = "tok3n-value-0123456789"
REFUSED = TargetError("Not permitted.", hint="Grant the permission.")


class Bench:
    """An org with two apps, targets, and the console over it."""

    def __init__(self, *targets: FakeTarget) -> None:
        self.clock = FakeClock()
        self.board = FakeClipboard()
        self.targets = targets or (FakeTarget("gateway"),)
        self.org = FakeOrg(
            [APP, OTHER],
            tokens={APP.id: TOKEN, OTHER.id: "other-token"},
            trail=[generation(APP.name, 21)],
            clock=self.clock,
        )

    def app(self, *, read_only: str = "", max_age: MaxAge | None = None) -> ConsoleApp:
        return console(
            self.org,
            clock=self.clock,
            clipboard=self.board,
            targets=self.targets,
            read_only=read_only,
            max_age=max_age,
        )

    @property
    def token(self) -> str:
        return self.org.tokens[APP.id]

    async def confirm(self, pilot: Pilot[None], *keys: str) -> None:
        """Press in a dialog as a person does: after a look, and each key alone."""
        for key in keys:
            self.clock.advance(1)
            await pilot.press(key)
            await passed(pilot, self.clock, 1)

    async def rotate(self, pilot: Pilot[None]) -> None:
        """From the table: R, the only target, Enter, yes."""
        await pressed(pilot, "R")
        await self.confirm(pilot, "enter", "y")


def flat(app: ConsoleApp) -> str:
    return " ".join(shown(app).split())


async def test_rotate_shows_the_plan_asks_and_reports_with_the_lock_out() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "R")
        await bench.confirm(pilot, "enter")
        assert "memory of gateway" in flat(app)
        assert "no undo" in flat(app)
        assert bench.org.posts == []
        await bench.confirm(pilot, "y")
        text = flat(app)
    assert "✓ gateway holds this token" in text
    assert "Lock-out at most 0 ms." in text
    assert bench.targets[0].content == bench.token
    assert bench.token not in text


async def test_hand_over_asks_and_changes_nothing_in_the_org() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "h")
        await bench.confirm(pilot, "enter", "y")
        assert "✓ gateway holds this token" in flat(app)
    assert (bench.org.posts, bench.targets[0].content) == ([], TOKEN)


async def test_no_key_alone_writes_anything() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        for key in ("h", "R"):
            await pressed(pilot, key)
            await bench.confirm(pilot, "enter", "n")
            assert "Nothing was changed." in flat(app)
    assert (bench.org.posts, bench.targets[0].writes) == ([], 0)


async def test_a_target_that_does_not_take_the_app_is_listed_with_the_reason() -> None:
    foreign = FakeTarget("acme-gateway", binding=Binding(orgs=("acme",)))
    bench = Bench(FakeTarget("gateway"), foreign)
    app = bench.app()
    async with running(app, size=(120, 30)) as pilot:
        await pressed(pilot, "R")
        text = flat(app)
    assert "[x] gateway" in text
    assert "acme-gateway It takes tokens of acme only; this one is of practice." in text


async def test_without_a_target_there_is_nothing_to_mark_and_no_hand_over_to_offer() -> None:
    bench = Bench()
    bench.targets = ()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "g")
        await bench.confirm(pilot, "y")
        assert "Give it to your API gateway now: c and C copy it." in flat(app)
        await pressed(pilot, "h")
        text = flat(app)
    assert "No target is configured." in text
    assert "Esc Close" in text
    assert "Enter Check" not in text


async def test_a_failing_preflight_stops_and_says_what_to_repair() -> None:
    bench = Bench()
    bench.targets[0].cannot_open = PreflightError("The client may not log in.", hint="Renew it.")
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "R")
        await bench.confirm(pilot, "enter")
        assert "nothing was changed" in flat(app)
        text = flat(app)
        assert text.count("The client may not log in.") == text.count("Renew it.") == 1
        bench.targets[0].cannot_open = None
        await bench.confirm(pilot, "enter", "y")
        assert "✓ gateway holds this token" in flat(app)
    assert len(bench.org.posts) == 1


async def test_what_is_under_way_and_what_leaving_means_is_said() -> None:
    bench = Bench()
    bench.targets[0].gate = asyncio.Event()
    app = bench.app()
    async with running(app, size=(60, 20)) as pilot:
        await bench.rotate(pilot)
        text = flat(app)
        assert "The token goes to the targets. 0 of 1 target hold it." in text
        assert "Leaving now stops the writes" in text
        bench.targets[0].gate.set()
        await passed(pilot, bench.clock, 1)
        assert "Leaving now" not in flat(app)


async def test_a_long_reason_scrolls_and_leaves_the_choices_in_sight() -> None:
    bench = Bench(*(FakeTarget(f"gateway-{number}") for number in range(9)))
    bench.targets[3].cannot_open = PreflightError("It cannot be had. " * 40, hint="Renew it.")
    app = bench.app()
    async with running(app, size=(80, 24)) as pilot:
        await pressed(pilot, "R")
        await bench.confirm(pilot, "down", "down", "down", "space", "enter")
        for size in ((80, 24), (60, 20), (160, 50)):
            await pilot.resize_terminal(*size)
            await passed(pilot, bench.clock, 1)
            box = app.screen.query_one(".box")
            assert app.screen.region.contains_region(box.region)
            assert box.content_region.contains_region(app.screen.query_one(Choices).region)
            assert "[x] gateway-3 ✗ not ready" in flat(app)


async def test_an_unbound_target_wants_its_name_typed() -> None:
    bench = Bench(FakeTarget("prod", binding=Binding()))
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "h")
        await bench.confirm(pilot, "space")
        assert "Type the name of the target to confirm" in flat(app)
        bench.clock.advance(1)
        await pilot.press(*"prod")
        await bench.confirm(pilot, "enter")
        assert "[x] prod" in flat(app)
        await bench.confirm(pilot, "enter", "y")
    assert bench.targets[0].content == TOKEN


async def test_the_clock_runs_in_sight_and_retry_finishes() -> None:
    bench = Bench(FakeTarget("gateway"))
    bench.targets[0].faults = [REFUSED]
    app = bench.app()
    async with running(app) as pilot:
        await bench.rotate(pilot)
        assert "✗ gateway does not hold it" in flat(app)
        assert "Not permitted. Grant the permission." in flat(app)
        await passed(pilot, bench.clock, 20)
        assert "Lock-out so far: 2" in flat(app)
        await pressed(pilot, "enter")
        assert "✓ gateway holds this token" in flat(app)
        assert "Lock-out at most 2" in flat(app)
    assert bench.targets[0].content == bench.token


async def test_a_conflict_is_overwritten_only_after_a_question() -> None:
    bench = Bench()
    bench.targets[0].faults = [TargetConflictError("Somebody changed it.")]
    app = bench.app()
    async with running(app) as pilot:
        await bench.rotate(pilot)
        assert "was changed by somebody else" in flat(app)
        await pressed(pilot, "a")
        assert bench.targets[0].writes == 0
        await bench.confirm(pilot, "y")
        assert "✓ gateway holds this token" in flat(app)


async def test_the_new_token_can_be_copied_by_hand_and_is_never_shown() -> None:
    bench = Bench()
    bench.targets[0].faults = [REFUSED]
    app = bench.app()
    async with running(app) as pilot:
        await bench.rotate(pilot)
        await pressed(pilot, "c")
        assert bench.board.content == bench.token
        assert bench.token not in shown(app)
        await pressed(pilot, "C")
        assert bench.board.content == f"Bearer {bench.token}"


async def test_another_target_takes_the_token() -> None:
    bench = Bench(FakeTarget("gateway"), FakeTarget("spare"))
    bench.targets[0].faults = [REFUSED]
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "R")
        await bench.confirm(pilot, "space", "enter", "y")
        await pressed(pilot, "h")
        await bench.confirm(pilot, "enter")
        assert "What these targets hold is overwritten" in flat(app)
        assert bench.targets[1].content != bench.token
        await bench.confirm(pilot, "y")
        assert "✓ spare holds this token" in flat(app)
    assert bench.targets[1].content == bench.token


async def test_leaving_without_delivery_asks_and_it_is_offered_and_finished() -> None:
    bench = Bench()
    bench.targets[0].faults = [REFUSED]
    app = bench.app()
    async with running(app) as pilot:
        await bench.rotate(pilot)
        await pressed(pilot, "left")
        assert "A target is without the token" in flat(app)
        await bench.confirm(pilot, "y")
        await passed(pilot, bench.clock, 2)
        assert "Unfinished acts" in flat(app)
        await bench.confirm(pilot, "h", "enter", "y")
        assert "✓ gateway holds this token" in flat(app)
    assert [entry.undelivered for entry in bench.org.journal.entries()] == [False, False]
    assert bench.targets[0].content == bench.token


async def test_quitting_during_the_write_leaves_it_in_the_journal() -> None:
    bench = Bench()
    bench.targets[0].gate = asyncio.Event()
    app = bench.app()
    async with running(app) as pilot:
        await bench.rotate(pilot)
        assert "is being written" in flat(app)
        await pressed(pilot, "q")
        assert "Once more leaves it" in flat(app)
        await pressed(pilot, "q")
    [entry] = bench.org.journal.entries()
    assert entry.undelivered
    assert bench.targets[0].open_ways == 0


async def test_read_only_refuses_both() -> None:
    app = Bench().app(read_only="Read only: the console was started with --read-only.")
    async with running(app) as pilot:
        for key in ("h", "R"):
            await pressed(pilot, key)
            assert "started with --read-only" in flat(app)
            assert not app.screen.is_modal


async def test_the_open_app_shows_its_new_token_after_a_rotation() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "r")
        assert TOKEN in shown(app)
        await bench.rotate(pilot)
        assert TOKEN not in shown(app)
        await pressed(pilot, "left")
        assert Secret(bench.token).fingerprint in flat(app)


async def test_a_token_that_a_target_has_by_now_is_asked_to_be_given_no_more() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "g")
        await bench.confirm(pilot, "y")
        assert "Give it to your API gateway now" in flat(app)
        await pressed(pilot, "h")
        await bench.confirm(pilot, "enter", "y")
        await pressed(pilot, "left")
        assert "Give it to your API gateway now" not in flat(app)
    assert app.left == {}


async def test_marked_rows_are_rotated_together_and_summed_up() -> None:
    gateways = [
        FakeTarget("north", binding=Binding(apps=(APP.id,), loopback=True)),
        FakeTarget("south", binding=Binding(apps=(OTHER.id,), loopback=True)),
    ]
    bench = Bench(*gateways)
    gateways[1].faults = [REFUSED]
    app = bench.app()
    async with running(app, size=(120, 30)) as pilot:
        await pressed(pilot, "space", "down", "space")
        assert "▪ Billing Sync" in flat(app)
        await pressed(pilot, "R")
        assert "Rotate the tokens of 2 apps" in flat(app)
        assert "2: north, south" in flat(app)
        await bench.confirm(pilot, "y")
        text = flat(app)
        assert "1 rotated, 1 regenerated with a target missing." in text
        assert "Without it: south." in text
        await pressed(pilot, "enter")  # one stands on what wants something done
        await pressed(pilot, "enter")
        assert "✓ south holds this token" in flat(app)
        await pressed(pilot, "left")
        assert "2 rotated." in flat(app)
        await pressed(pilot, "left")
        assert "marked" not in flat(app)
    assert [gateway.content for gateway in gateways] == [
        bench.org.tokens[APP.id],
        bench.org.tokens[OTHER.id],
    ]


async def test_quitting_in_a_report_of_several_asks_about_every_app() -> None:
    gateways = [
        FakeTarget(name, binding=Binding(apps=(app.id,), loopback=True))
        for name, app in (("north", APP), ("south", OTHER))
    ]
    bench = Bench(*gateways)
    gateways[0].faults, gateways[1].faults = [REFUSED], [REFUSED]
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "space", "down", "space", "R")
        await bench.confirm(pilot, "y")
        for key in ("enter", "enter", "q"):
            await pressed(pilot, key)
        assert "A target is without the token" in flat(app)
        assert f"Without it {OTHER.name}" in flat(app)
        assert app.is_running


async def test_only_what_is_due_is_shown_and_all_again() -> None:
    bench = Bench()
    app = bench.app(max_age=MaxAge(10))
    async with running(app) as pilot:
        await pressed(pilot, "d")
        assert "Billing Sync" in flat(app)
        assert "Claims Intake" not in flat(app)
        await pressed(pilot, "d")
        assert "Claims Intake" in flat(app)


async def test_escape_drops_the_marks_once_there_is_no_search_to_clear() -> None:
    app = Bench().app()
    async with running(app) as pilot:
        await pressed(pilot, "space", "down", "space", "slash", "b", "enter", "escape")
        assert "▪ Billing Sync" in flat(app)
        await pressed(pilot, "escape")
        assert "2 marks dropped. Esc brings them back." in flat(app)
        assert "▪" not in flat(app)
        await pressed(pilot, "escape")
        assert "2 marks back." in flat(app)
        assert "R Rotate 2" in flat(app)
        await pressed(pilot, "escape", "space", "escape")
        assert "1 mark dropped. Esc brings it back." in flat(app)


async def test_a_mark_goes_with_its_app() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "space", "down", "space")
        bench.org.apps.pop()
        await pressed(pilot, "f5")
        assert "R Rotate 1" in flat(app)


async def test_marked_rows_without_a_target_are_left() -> None:
    bench = Bench()
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "space", "R")
        assert "No target names one of the marked apps" in flat(app)
    assert bench.org.posts == []


async def test_marked_rows_that_share_a_target_are_told_which() -> None:
    both = Binding(apps=(APP.id, OTHER.id), loopback=True)
    bench = Bench(FakeTarget("shared", binding=both))
    app = bench.app()
    async with running(app) as pilot:
        await pressed(pilot, "space", "down", "space", "R")
        assert "shared holds one token, and" in flat(app)
    assert bench.org.posts == []


async def test_only_a_practice_gateway_can_be_told_to_register() -> None:
    app = Bench().app()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "t")
        assert "Only the practice org's own gateway" in flat(app)
