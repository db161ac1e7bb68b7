"""One token to one target: written at once, repeated only where it provably did not happen, proven by asking."""

import asyncio
from collections.abc import Awaitable

import pytest

from tests.fakes import FakeClock, FakeTarget
from tui.domain.rotation import State
from tui.domain.secret import Secret
from tui.errors import (
    ConfigError,
    NotWrittenError,
    TargetConflictError,
    TargetError,
    WriteUnknownError,
)
from tui.services.delivery import REPEAT_SECONDS, Delivery

TOKEN = Secret("the-new-token")
REFUSED = NotWrittenError("No connection.", hint="Is it up?")
LOST = WriteUnknownError("The answer was lost.")


class LateTarget(FakeTarget):
    """Its first write is reported lost, and arrives just before the second."""

    def __init__(self) -> None:
        super().__init__()
        self.faults = [LOST]

    async def put(self, token: Secret, guard: str) -> str:
        if not self.faults:
            self.content = token.expose()
        return await super().put(token, guard)


class Line:
    """A delivery to a fake target, under a clock that the test moves."""

    def __init__(self, target: FakeTarget) -> None:
        self.clock = FakeClock()
        self.target = target
        self.steps: list[State] = []

    async def open(self) -> Delivery:
        way = await self.target.open(None)  # type: ignore[arg-type]
        self.delivery = Delivery(self.target.card, way, self.clock, self._step)
        return self.delivery

    def _step(self) -> None:
        if not self.steps or self.steps[-1] is not self.delivery.state:
            self.steps.append(self.delivery.state)

    async def run(self) -> Delivery:
        """Write and settle, letting time pass whenever somebody waits for it."""
        delivery = await self.open()
        await delivery.write(TOKEN)
        await self.pass_time(delivery.settle(TOKEN, self.clock.monotonic() + REPEAT_SECONDS))
        return delivery

    async def pass_time(self, act: Awaitable[None]) -> None:
        task = asyncio.ensure_future(act)
        while not task.done():
            await asyncio.sleep(0)
            if self.clock.waiting:
                self.clock.advance(0.25)
        await task


async def test_a_write_is_acknowledged_then_proven() -> None:
    line = Line(FakeTarget())
    delivery = await line.run()
    assert line.steps == [State.WRITING, State.WRITTEN, State.PROVEN]
    assert delivery.words == "version 1"
    assert (line.target.content, line.target.writes) == (TOKEN.expose(), 1)


async def test_what_cannot_be_read_back_is_held_and_not_called_proven() -> None:
    line = Line(FakeTarget())
    line.target.masked = True
    assert (await line.run()).state is State.UNPROVEN


async def test_a_failing_question_leaves_an_acknowledged_write_held() -> None:
    line = Line(FakeTarget())
    line.target.cannot_ask = TargetError("It does not answer.")
    delivery = await line.run()
    assert delivery.state is State.UNPROVEN
    assert delivery.words == "It took the token. It does not answer."


async def test_a_write_that_did_not_happen_is_repeated_visibly() -> None:
    line = Line(FakeTarget())
    line.target.faults = [REFUSED, REFUSED]
    delivery = await line.run()
    assert delivery.state is State.PROVEN
    assert (delivery.attempts, line.target.writes) == (3, 1)
    assert State.REPEATING in line.steps


async def test_repeating_ends_within_a_minute_and_says_why() -> None:
    line = Line(FakeTarget())
    line.target.faults = [REFUSED] * 1000
    began = line.clock.monotonic()
    delivery = await line.run()
    assert delivery.state is State.FAILED
    assert (delivery.words, delivery.hint) == ("No connection.", "Is it up?")
    assert 30 < line.clock.monotonic() - began <= REPEAT_SECONDS + 1


async def test_a_wait_that_the_target_names_is_kept() -> None:
    line = Line(FakeTarget())
    line.target.faults = [NotWrittenError("Too many requests.", retry_after=20)]
    began = line.clock.monotonic()
    assert (await line.run()).state is State.PROVEN
    assert line.clock.monotonic() - began >= 20


async def test_a_wait_beyond_the_minute_is_not_begun() -> None:
    line = Line(FakeTarget())
    line.target.faults = [NotWrittenError("Too many requests.", retry_after=3600)]
    began = line.clock.monotonic()
    assert (await line.run()).state is State.FAILED
    assert line.clock.monotonic() - began < 1


async def test_a_lost_answer_of_a_write_that_happened_is_not_repeated() -> None:
    line = Line(FakeTarget())
    line.target.lost = [LOST]
    delivery = await line.run()
    assert delivery.state is State.PROVEN
    assert (delivery.attempts, line.target.writes) == (1, 1)


async def test_a_lost_answer_is_repeated_once_the_target_holds_what_it_held() -> None:
    line = Line(FakeTarget())
    line.target.faults = [LOST]
    delivery = await line.run()
    assert delivery.state is State.PROVEN
    assert (delivery.attempts, line.target.writes) == (2, 1)


async def test_a_lost_answer_of_a_target_that_cannot_be_read_stays_unknown() -> None:
    line = Line(FakeTarget())
    line.target.masked, line.target.faults = True, [LOST]
    delivery = await line.run()
    assert delivery.state is State.UNKNOWN
    assert delivery.attempts == 1


async def test_a_lost_answer_is_asked_about_again_while_nobody_answers() -> None:
    line = Line(FakeTarget())
    line.target.cannot_ask, line.target.faults = TargetError("It does not answer."), [LOST]
    delivery = await line.run()
    assert delivery.state is State.UNKNOWN
    assert delivery.attempts == 1
    assert line.target.asked > 3


async def test_somebody_elses_change_is_never_overwritten() -> None:
    line = Line(FakeTarget())
    delivery = await line.open()
    line.target.content = "somebody else's"
    await delivery.write(TOKEN)
    await delivery.settle(TOKEN, line.clock.monotonic() + REPEAT_SECONDS)
    assert delivery.state is State.CONFLICT
    assert line.target.content == "somebody else's"


async def test_a_change_after_the_acknowledgement_is_a_conflict() -> None:
    line = Line(FakeTarget())
    delivery = await line.open()
    await delivery.write(TOKEN)
    line.target.content = "somebody else's"
    await delivery.settle(TOKEN, line.clock.monotonic() + REPEAT_SECONDS)
    assert delivery.state is State.CONFLICT
    assert delivery.acknowledged_at is None


@pytest.mark.parametrize("error", [TargetError("Not permitted."), TargetConflictError("Changed.")])
async def test_a_refusal_is_not_repeated(error: TargetError) -> None:
    line = Line(FakeTarget())
    line.target.faults = [error]
    delivery = await line.run()
    assert delivery.state in (State.FAILED, State.CONFLICT)
    assert delivery.attempts == 1


async def test_a_mistake_in_a_target_is_asked_about_and_says_no_value() -> None:
    line = Line(FakeTarget())
    line.target.faults = [ValueError(TOKEN.expose())]
    line.target.masked = True
    delivery = await line.run()
    assert delivery.state is State.UNKNOWN
    assert "ValueError" in delivery.words
    assert TOKEN.expose() not in delivery.words


async def test_leaving_during_the_write_leaves_it_unknown() -> None:
    line = Line(FakeTarget())
    line.target.gate = asyncio.Event()
    delivery = await line.open()
    writing = asyncio.ensure_future(delivery.write(TOKEN))
    await line.target.reached.wait()
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert delivery.state is State.UNKNOWN


async def test_another_try_looks_before_it_writes() -> None:
    line = Line(FakeTarget())
    line.target.masked, line.target.lost = True, [LOST]
    delivery = await line.run()
    line.target.masked = False
    way = await line.target.open(None)  # type: ignore[arg-type]
    await delivery.again(TOKEN, way, line.clock.monotonic())
    assert line.steps[-3:] == [State.UNKNOWN, State.WRITING, State.PROVEN]
    assert line.target.writes == 1


async def test_another_try_writes_over_what_was_refused() -> None:
    line = Line(FakeTarget())
    line.target.faults = [TargetError("Not permitted.")]
    delivery = await line.run()
    way = await line.target.open(None)  # type: ignore[arg-type]
    await delivery.again(TOKEN, way, line.clock.monotonic())
    assert delivery.state is State.PROVEN
    assert line.target.open_ways == 1


@pytest.mark.parametrize(
    "error", [ConfigError("The agent is locked."), RecursionError("the-value")]
)
async def test_a_question_that_fails_otherwise_leaves_an_acknowledged_write_held(
    error: Exception,
) -> None:
    line = Line(FakeTarget())
    line.target.cannot_ask = error
    delivery = await line.run()
    assert delivery.state is State.UNPROVEN
    assert "the-value" not in delivery.words


async def test_a_lost_answer_stays_unknown_where_asking_fails_unforeseen() -> None:
    line = Line(FakeTarget())
    line.target.faults, line.target.cannot_ask = [LOST], RecursionError("deep")
    delivery = await line.run()
    assert delivery.state is State.UNKNOWN
    assert "RecursionError" in delivery.words


async def test_a_mistake_while_repeating_becomes_a_state() -> None:
    line = Line(FakeTarget())
    line.target.faults = [NotWrittenError("Busy.", retry_after="soon")]  # type: ignore[arg-type]
    delivery = await line.run()
    assert delivery.state is State.UNKNOWN
    assert delivery.words == "A bug in the console stopped it (TypeError)."


async def test_a_write_of_ours_that_comes_late_is_no_conflict() -> None:
    line = Line(LateTarget())
    delivery = await line.run()
    assert delivery.state is State.PROVEN
    assert (delivery.attempts, delivery.words) == (
        2,
        "An earlier try came late; the target was asked.",
    )


@pytest.mark.parametrize(
    ("stale", "state", "words"),
    [
        (2, State.PROVEN, "version 1"),
        (99, State.UNPROVEN, "It took the token, but still shows the old one."),
    ],
)
async def test_a_stale_reading_is_asked_for_again_and_is_no_conflict(
    stale: int, state: State, words: str
) -> None:
    line = Line(FakeTarget())
    line.target.stale = stale
    delivery = await line.run()
    assert (delivery.state, delivery.words) == (state, words)


async def test_another_try_does_not_overwrite_what_somebody_wrote_since() -> None:
    line = Line(FakeTarget())
    line.target.faults = [TargetError("Not permitted.")]
    delivery = await line.run()
    line.target.content = "a newer token of somebody else"
    await delivery.again(TOKEN, await line.target.open(None), 0)  # type: ignore[arg-type]
    assert (delivery.state, line.target.writes) == (State.CONFLICT, 0)
    assert line.target.open_ways == 1
    await delivery.again(TOKEN, await line.target.open(None), 0)  # type: ignore[arg-type]
    assert (delivery.state, line.target.writes) == (State.PROVEN, 1)
