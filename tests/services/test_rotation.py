"""Rotating and handing over: the order, the fault cases, the record, and where the token can be got from after each."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

import pytest

from tests.benches import workbench
from tests.fakes import PRODUCTION, FakeClock, FakeOrg, FakeTarget, generation, make_app
from tui.domain.acts import Deed, JournalEntry, Result
from tui.domain.handover import Binding
from tui.domain.rotation import Report, Stage, State
from tui.domain.secret import Secret
from tui.domain.token import TokenReading
from tui.errors import (
    NotFoundError,
    NotRecordedError,
    NotWrittenError,
    OutcomeUnknownError,
    PreflightError,
    ReadOnlyError,
    SessionError,
    TargetError,
    UnreachableError,
    WriteUnknownError,
)
from tui.services.rotation import Rotation

APP = make_app(1, "Billing Sync")
OLD = "tok3n-value-0123456789"
SHOWN = Secret(OLD).mark
T = TypeVar("T")

REFUSED = TargetError("Not permitted.", hint="Grant it.")


class Desk:
    """An org with one app, some targets, and a clock."""

    def __init__(self, *names: str, token: str | None = OLD, read_only: str = "") -> None:
        self.clock = FakeClock()
        self.targets = [FakeTarget(name) for name in names or ("gateway",)]
        self.org = FakeOrg(
            [APP],
            tokens={APP.id: token} if token else {},
            trail=[generation(APP.name, 21)],
            clock=self.clock,
        )
        self.bench = workbench(
            self.org, clock=self.clock, targets=self.targets, read_only=read_only
        )

    def rotation(self, deed: Deed = Deed.REGENERATE) -> Rotation:
        return Rotation(self.bench, APP, self.targets, deed=deed)

    async def rotate(self, rotation: Rotation | None = None) -> Report:
        rotation = rotation or self.rotation()
        return await self.passing(rotation.rotate(replacing=SHOWN))

    async def hand_over(self, token: Secret | None = None) -> Report:
        return await self.passing(self.rotation(Deed.HAND_OVER).hand_over(token))

    async def passing(self, act: Coroutine[Any, Any, T]) -> T:
        """Let time pass whenever somebody waits for it."""
        task = asyncio.ensure_future(act)
        while not task.done():
            await asyncio.sleep(0.001)
            if self.clock.waiting:
                self.clock.advance(0.5)
        return await task

    @property
    def token(self) -> str:
        return self.org.tokens[APP.id]

    @property
    def entries(self) -> list[JournalEntry]:
        return self.org.journal.entries()

    @property
    def open_ways(self) -> int:
        return sum(target.open_ways for target in self.targets)


async def test_the_new_token_is_with_every_target_and_in_the_journal() -> None:
    desk = Desk("north", "south")
    report = await desk.rotate()
    assert report.complete
    assert [target.content for target in desk.targets] == [desk.token] * 2
    assert report.fingerprint == Secret(desk.token).fingerprint
    [entry] = desk.entries
    assert entry.outcome is not None
    assert (entry.intent.targets, entry.outcome.held) == (("north", "south"),) * 2
    assert not entry.undelivered


async def test_nothing_is_regenerated_when_one_target_fails_its_preflight() -> None:
    desk = Desk("north", "south")
    desk.targets[1].cannot_open = PreflightError("The client may not log in.", hint="Renew it.")
    with pytest.raises(PreflightError, match=r"1 of 2 targets.*south: The client.*Renew it"):
        await desk.rotate()
    assert (desk.org.posts, desk.entries, desk.open_ways) == ([], [], 0)


async def test_where_the_page_shows_no_token_that_is_the_reason_whatever_the_targets_say() -> None:
    desk = Desk("north")
    desk.org.tokens.clear()
    desk.targets[0].cannot_open = PreflightError("No such app here.", hint="Choose another.")
    with pytest.raises(NotFoundError, match="no token that could be replaced"):
        await desk.rotate()
    assert (desk.org.posts, desk.open_ways) == ([], 0)


async def test_while_the_targets_are_written_it_is_not_said_that_the_token_is_made() -> None:
    desk = Desk("north")
    rotation = desk.rotation()
    stages: set[Stage] = set()

    def watch() -> None:
        if any(line.state is State.WRITING for line in rotation.report.targets):
            stages.add(rotation.stage)

    rotation.changed = watch
    await desk.passing(rotation.rotate(replacing=SHOWN))
    assert stages == {Stage.WRITING}


async def test_every_failing_target_is_named_with_what_to_repair() -> None:
    desk = Desk("north", "south")
    for target in desk.targets:
        target.cannot_open = PreflightError(f"No {target.card.name}.", hint="Repair it.")
    rotation = desk.rotation()
    with pytest.raises(PreflightError, match=r"north: No north.*south: No south"):
        await rotation.preflight()
    assert [check.repair for check in rotation.checks] == ["Repair it.", "Repair it."]


async def test_targets_are_open_before_the_post_leaves() -> None:
    desk = Desk("north", "south")
    desk.org.gates["post"] = asyncio.Event()
    rotating = asyncio.ensure_future(desk.rotate())
    await desk.org.reached["post"].wait()
    assert [len(target.opened) for target in desk.targets] == [1, 1]
    assert desk.targets[0].writes == 0
    desk.org.gates["post"].set()
    assert (await rotating).complete


async def test_first_writes_go_out_at_the_same_time() -> None:
    desk = Desk("north", "south")
    for target in desk.targets:
        target.gate = asyncio.Event()
    rotating = asyncio.ensure_future(desk.rotate())
    await asyncio.gather(*(target.reached.wait() for target in desk.targets))
    for target in desk.targets:
        assert target.gate is not None
        target.gate.set()
    assert (await rotating).complete


async def test_the_lock_out_runs_to_the_last_targets_acknowledgement() -> None:
    desk = Desk("quick", "slow")
    slow = desk.targets[1]
    slow.gate = asyncio.Event()
    rotation = desk.rotation()
    rotating = asyncio.ensure_future(rotation.rotate(replacing=SHOWN))
    await slow.reached.wait()
    desk.clock.advance(0.25)
    assert rotation.report.lockout_ms == 250
    slow.gate.set()
    report = await rotating
    desk.clock.advance(100)
    assert report.lockout_ms == rotation.report.lockout_ms == 250
    assert [line.milliseconds for line in report.targets] == [0, 250]


async def test_one_target_failing_hides_no_other_and_the_token_stays() -> None:
    desk = Desk("north", "south")
    desk.targets[0].faults = [REFUSED]
    rotation = desk.rotation()
    report = await desk.rotate(rotation)
    assert (report.held, report.missing) == (("south",), ("north",))
    assert rotation.token == Secret(desk.token)
    desk.clock.advance(5)
    assert rotation.report.lockout_ms == 5000
    [entry] = desk.entries
    assert entry.running
    assert entry.missing == ("north",)


async def test_leaving_offers_the_rest_to_whoever_comes_next() -> None:
    desk = Desk("north", "south")
    desk.targets[0].faults = [REFUSED]
    rotation = desk.rotation()
    await desk.rotate(rotation)
    await rotation.leave()
    [entry] = await desk.bench.hand_overs.undelivered()
    assert (entry.missing, rotation.token, desk.open_ways) == (("north",), None, 0)


async def test_a_later_hand_over_closes_what_was_left() -> None:
    desk = Desk("north", "south")
    desk.targets[0].faults = [REFUSED]
    rotation = desk.rotation()
    await desk.rotate(rotation)
    await rotation.leave()
    later = Rotation(desk.bench, APP, desk.targets[:1], deed=Deed.HAND_OVER)
    assert (await desk.passing(later.hand_over())).complete
    assert await desk.bench.hand_overs.undelivered() == []
    assert desk.targets[0].content == desk.token


async def test_a_token_that_was_brought_closes_no_act_of_another() -> None:
    desk = Desk()
    desk.targets[0].faults = [REFUSED]
    rotation = desk.rotation()
    await desk.rotate(rotation)
    await rotation.leave()
    assert (await desk.hand_over(Secret("an-old-one"))).complete
    [entry] = await desk.bench.hand_overs.undelivered()
    assert entry.intent.deed is Deed.REGENERATE
    assert (await desk.hand_over(Secret(desk.token))).complete
    assert await desk.bench.hand_overs.undelivered() == []


async def test_leaving_while_a_hand_over_is_put_on_disk_holds_nothing() -> None:
    desk = Desk()
    reached, gate, begin = threading.Event(), threading.Event(), desk.org.journal.begin

    def slowly(*words: Any) -> Any:
        reached.set()
        gate.wait(5)
        return begin(*words)

    desk.org.journal.begin = slowly  # type: ignore[method-assign, assignment]
    handing = asyncio.ensure_future(desk.rotation(Deed.HAND_OVER).hand_over())
    await asyncio.to_thread(reached.wait, 5)
    handing.cancel()
    await asyncio.gather(handing, return_exceptions=True)
    gate.set()
    while not desk.org.journal.outcomes:  # noqa: ASYNC110 - a thread ends it
        await asyncio.sleep(0.001)
    assert (desk.org.journal.results, desk.org.journal.held) == ([Result.NOT_DONE], set())


async def test_retry_delivers_and_ends_the_act() -> None:
    desk = Desk("north", "south")
    desk.targets[0].faults = [REFUSED]
    rotation = desk.rotation()
    await desk.rotate(rotation)
    await rotation.retry()
    assert rotation.report.complete
    assert rotation.token is None
    assert not desk.entries[0].running
    assert not desk.entries[0].undelivered


async def test_another_target_takes_what_this_session_still_holds() -> None:
    desk = Desk("north")
    desk.targets[0].faults = [REFUSED]
    rotation = desk.rotation()
    await desk.rotate(rotation)
    spare = FakeTarget("spare")
    await desk.passing(rotation.add(spare))
    assert spare.content == desk.token
    assert rotation.report.held == ("spare",)


async def test_writes_that_did_not_happen_are_repeated_until_they_do() -> None:
    desk = Desk("north", "south")
    desk.targets[0].faults = [NotWrittenError("No connection.")] * 3
    report = await desk.rotate()
    assert report.complete
    assert [line.attempts for line in report.targets] == [4, 1]
    assert len(desk.org.posts) == 1


async def test_a_lost_answer_of_the_org_is_looked_up_and_the_living_token_handed_over() -> None:
    desk = Desk()
    desk.org.fail["post"] = OutcomeUnknownError("The answer was lost.")
    desk.org.lose_token_to = "made-but-not-heard-of"
    desk.org.trail.append(generation(APP.name, 0))
    report = await desk.rotate()
    assert report.complete
    assert desk.targets[0].content == "made-but-not-heard-of"
    assert report.lockout_ms is not None
    assert desk.org.journal.results == [Result.DONE, Result.DONE]


async def test_what_fails_after_a_proven_act_leaves_an_incomplete_report_that_can_be_finished() -> (
    None
):
    desk = Desk()
    desk.org.fail["post"] = OutcomeUnknownError("The answer was lost.")
    desk.org.lose_token_to = "made-but-not-heard-of"
    desk.org.trail.append(generation(APP.name, 0))
    desk.org.journal.most = 1
    rotation = desk.rotation()
    report = await desk.rotate(rotation)
    assert (report.missing, report.complete) == (("gateway",), False)
    assert report.warning.startswith("It happened; the new token could not be handed over.")
    desk.org.journal.most = None
    await desk.passing(rotation.retry())
    assert (rotation.report.complete, rotation.report.warning) == (True, "")
    await rotation.leave()
    assert desk.open_ways == 0


async def test_a_journal_that_cannot_be_read_leaves_a_lost_answer_unknown() -> None:
    desk = Desk()
    desk.org.fail["post"] = OutcomeUnknownError("The answer was lost.")
    desk.org.journal.cannot_resume = True
    with pytest.raises(OutcomeUnknownError, match="could not be looked up"):
        await desk.rotate()


async def test_a_token_that_was_overtaken_at_once_is_not_complete() -> None:
    desk = Desk()
    read = desk.org.read

    async def somebody_was_there(app_id: str) -> TokenReading:
        if desk.org.journal.outcomes:
            desk.org.tokens[APP.id] = "somebody else's"
        return await read(app_id)

    desk.org.read = somebody_was_there  # type: ignore[method-assign]
    report = await desk.rotate()
    assert (report.held, report.overtaken, report.complete) == (("gateway",), True, False)
    assert "dead already" in report.warning


async def test_a_lost_answer_of_nothing_that_happened_is_no_rotation() -> None:
    desk = Desk()
    desk.org.fail["post"] = OutcomeUnknownError("The answer was lost.")
    with pytest.raises(UnreachableError):
        await desk.rotate()
    assert desk.targets[0].content == "what was there"
    assert desk.open_ways == 0


async def test_what_cannot_be_told_stays_unknown_and_nothing_is_written() -> None:
    desk = Desk()
    desk.org.fail["post"] = OutcomeUnknownError("The answer was lost.")
    desk.org.lose_token_to = "somebody's"
    desk.org.fail["generations"] = UnreachableError("gone")
    with pytest.raises(OutcomeUnknownError):
        await desk.rotate()
    assert desk.targets[0].writes == 0


async def test_a_refused_regenerate_lets_go_of_the_targets() -> None:
    desk = Desk()
    desk.org.fail["post"] = SessionError("The session expired.")
    rotation = desk.rotation()
    with pytest.raises(SessionError):
        await desk.rotate(rotation)
    assert desk.open_ways == 0
    assert rotation.report.lockout_ms is None


async def test_leaving_during_the_writes_leaves_a_record_to_finish() -> None:
    desk = Desk()
    desk.targets[0].gate = asyncio.Event()
    rotation = desk.rotation()
    rotating = asyncio.ensure_future(rotation.rotate(replacing=SHOWN))
    await desk.targets[0].reached.wait()
    rotating.cancel()
    with pytest.raises(asyncio.CancelledError):
        await rotating
    [entry] = await desk.bench.hand_overs.undelivered()
    assert entry.missing == ("gateway",)
    assert rotation.token == Secret(desk.token)
    assert rotation.report.targets[0].state is State.UNKNOWN


async def test_an_outcome_that_cannot_be_recorded_is_said() -> None:
    desk = Desk()
    desk.org.journal.cannot_end = True
    report = await desk.rotate()
    assert report.complete
    assert "journal" in report.warning


async def test_a_change_after_the_acknowledgement_is_offered_again() -> None:
    desk = Desk()
    desk.targets[0].lost = []
    rotation = desk.rotation()
    target = desk.targets[0]
    original = target.put

    async def put_then_overwritten(token: Secret, guard: str) -> str:
        words = await original(token, guard)
        target.content = "somebody else's"
        return words

    target.put = put_then_overwritten  # type: ignore[method-assign]
    report = await desk.rotate(rotation)
    assert report.targets[0].state is State.CONFLICT
    await rotation.leave()
    assert [entry.missing for entry in await desk.bench.hand_overs.undelivered()] == [("gateway",)]


# -- handing over ----------------------------------------------------------------------------------


async def test_hand_over_takes_what_the_page_holds_and_posts_nothing() -> None:
    desk = Desk()
    report = await desk.hand_over()
    assert (report.complete, desk.targets[0].content, desk.org.posts) == (True, OLD, [])
    assert report.lockout_ms is None
    assert desk.entries[0].intent.deed is Deed.HAND_OVER


async def test_hand_over_of_a_token_that_was_brought_does_not_read_the_page() -> None:
    desk = Desk()
    desk.org.fail["read"] = UnreachableError("gone")
    assert (await desk.hand_over(Secret("brought"))).complete
    assert desk.targets[0].content == "brought"


@pytest.mark.parametrize("deed", [Deed.REGENERATE, Deed.HAND_OVER])
async def test_an_app_without_a_token_is_refused_before_anything(deed: Deed) -> None:
    desk = Desk(token=None)
    with pytest.raises(NotFoundError):
        await desk.rotation(deed).preflight()
    assert (desk.entries, desk.open_ways) == ([], 0)


async def test_hand_over_without_a_record_writes_nothing() -> None:
    desk = Desk()
    desk.org.journal.cannot_begin = True
    with pytest.raises(NotRecordedError):
        await desk.hand_over()
    assert (desk.targets[0].writes, desk.open_ways) == (0, 0)


async def test_a_hand_over_that_reached_nobody_is_not_done() -> None:
    desk = Desk()
    desk.targets[0].faults = [REFUSED]
    rotation = desk.rotation(Deed.HAND_OVER)
    await desk.passing(rotation.hand_over())
    await rotation.leave()
    assert desk.org.journal.results == [Result.NOT_DONE]


async def test_a_hand_over_with_a_lost_answer_is_offered_again() -> None:
    desk = Desk()
    desk.targets[0].faults, desk.targets[0].masked = [WriteUnknownError("Lost.")], True
    rotation = desk.rotation(Deed.HAND_OVER)
    await desk.passing(rotation.hand_over())
    await rotation.leave()
    assert [entry.missing for entry in await desk.bench.hand_overs.undelivered()] == [("gateway",)]


@pytest.mark.parametrize("deed", [Deed.REGENERATE, Deed.HAND_OVER])
async def test_read_only_refuses_both(deed: Deed) -> None:
    desk = Desk(read_only="the console was started with --read-only.")
    with pytest.raises(ReadOnlyError):
        await desk.rotation(deed).preflight()


# -- which targets ---------------------------------------------------------------------------------


async def test_a_target_of_another_org_is_refused_in_the_preflight() -> None:
    desk = Desk()
    desk.targets[0] = FakeTarget("gateway", binding=Binding(orgs=("acme",)))
    with pytest.raises(PreflightError, match="takes tokens of acme only"):
        await desk.rotate()
    assert desk.targets[0].opened == []


async def test_an_unbound_target_takes_a_rehearsals_token_only_when_it_is_named() -> None:
    desk = Desk()
    unbound = FakeTarget("prod-gateway", binding=Binding())
    offers = await workbench(desk.org, targets=[unbound]).hand_overs.offers(APP)
    assert [(bool(offer.refusal), offer.if_named) for offer in offers] == [(True, True)]
    refused = Rotation(desk.bench, APP, [unbound])
    with pytest.raises(PreflightError, match="bound to no org"):
        await refused.preflight()
    named = Rotation(desk.bench, APP, [unbound], named={"prod-gateway"})
    await named.preflight()
    assert named.stage is Stage.READY


async def test_several_apps_take_the_targets_that_name_them() -> None:
    naming = FakeTarget("naming", binding=Binding(apps=(APP.id,), loopback=True))
    silent = FakeTarget("silent", binding=Binding(loopback=True))
    rehearsal = FakeTarget("practice-gateway", binding=Binding(orgs=("practice",), loopback=True))
    desk = Desk()
    bench = workbench(desk.org, targets=[naming, silent, rehearsal])
    found = await bench.hand_overs.targets_naming(APP)
    assert [target.card.name for target in found] == ["naming", "practice-gateway"]
    production = FakeOrg([APP], org=PRODUCTION)
    bench = workbench(production, targets=[naming, silent])
    found = await bench.hand_overs.targets_naming(APP)
    assert [target.card.name for target in found] == ["naming"]
