"""A new token is handed on before anything else, and the act stays held while a target is without it."""

import asyncio

import pytest

from tests.fakes import NOW, FakeClock, FakeOrg, make_app
from tui.domain.acts import Result, Upshot
from tui.domain.connected_app import TokenState
from tui.domain.secret import Secret
from tui.domain.token import TokenReading
from tui.errors import ConfigError, OutcomeUnknownError
from tui.services.acts import Acts

APP = make_app(1, "Billing")
OLD = Secret("old").mark


class FakeHandOn:
    """Takes the token for two targets, of which so many get it."""

    targets = ("gateway", "vault")

    def __init__(self, org: FakeOrg, *, gets: int = 2) -> None:
        self.taken: list[Secret] = []
        self.has_left = False
        self.recorded_before: list[Result] = []
        self.reached = asyncio.Event()
        self.gate: asyncio.Event | None = None
        self._org, self._gets = org, gets

    def leaving(self) -> None:
        self.has_left = True

    def refuses(self, token: Secret) -> str:
        return ""

    async def take(self, token: Secret) -> None:
        self.recorded_before = self._org.journal.results
        self.taken.append(token)
        self.reached.set()
        if self.gate is not None:
            await self.gate.wait()

    def standing(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self.targets[: self._gets], self.targets[self._gets :]


def make_acts() -> tuple[Acts, FakeOrg]:
    clock = FakeClock()
    org = FakeOrg([APP], tokens={APP.id: "old"}, clock=clock)
    return Acts(org, org, org.journal, clock), org


async def test_it_gets_the_token_before_the_outcome_is_recorded() -> None:
    acts, org = make_acts()
    hand_on = FakeHandOn(org)
    done = await acts.regenerate(APP, replacing=OLD, hand_on=hand_on)
    assert [token.mark for token in hand_on.taken] == [done.facts.mark]
    assert hand_on.recorded_before == []
    (outcome,) = org.journal.outcomes.values()
    assert (outcome.result, outcome.held, outcome.missing) == (Result.DONE, hand_on.targets, ())
    assert (done.act, org.journal.held) == (None, set())


async def test_a_target_without_the_token_keeps_the_act_held() -> None:
    acts, org = make_acts()
    done = await acts.regenerate(APP, replacing=OLD, hand_on=FakeHandOn(org, gets=1))
    (entry,) = org.journal.entries()
    assert (entry.missing, entry.undelivered, entry.running) == (("vault",), False, True)
    assert entry.intent.targets == ("gateway", "vault")
    assert done.act is not None
    done.act.end(Upshot(Result.DONE, held=("gateway", "vault")))
    assert not org.journal.entries()[0].undelivered


async def test_an_answer_without_the_token_leaves_every_target_without_it() -> None:
    class OrgThatHidesIt(FakeOrg):
        async def regenerate(self, *_: object, **__: object) -> TokenReading:
            return TokenReading(APP.id, TokenState.UNKNOWN, None, NOW)

    clock = FakeClock()
    org = OrgThatHidesIt([APP], tokens={APP.id: "old"}, clock=clock)
    hand_on = FakeHandOn(org)
    done = await Acts(org, org, org.journal, clock).regenerate(APP, replacing=OLD, hand_on=hand_on)
    (entry,) = org.journal.entries()
    assert (hand_on.taken, entry.missing) == ([], hand_on.targets)
    assert done.act is not None


async def test_leaving_during_the_hand_over_records_what_stands() -> None:
    acts, org = make_acts()
    hand_on = FakeHandOn(org, gets=0)
    hand_on.gate = asyncio.Event()
    act = asyncio.ensure_future(acts.regenerate(APP, replacing=OLD, hand_on=hand_on))
    await hand_on.reached.wait()
    act.cancel()
    with pytest.raises(asyncio.CancelledError):
        await act
    (entry,) = org.journal.entries()
    assert (entry.undelivered, entry.missing) == (True, hand_on.targets)


async def test_a_lost_answer_hands_nothing_on_and_the_look_up_leaves_it_undelivered() -> None:
    acts, org = make_acts()
    hand_on = FakeHandOn(org)
    org.fail["post"] = OutcomeUnknownError("The answer was lost.")
    org.lose_token_to = "new"
    with pytest.raises(OutcomeUnknownError):
        await acts.regenerate(APP, replacing=OLD, hand_on=hand_on)
    org.leave_row(APP, seconds=1)
    finding = await acts.look_ups.look_up(org.journal.intents[0])
    assert (finding.result, hand_on.taken) == (Result.DONE, [])
    (entry,) = await acts.look_ups.unfinished()
    assert entry.missing == hand_on.targets


class LaterReads:
    """What the page does when it is looked at once more after the act."""

    def __init__(self, org: FakeOrg, error: Exception | None = None) -> None:
        self.reached = asyncio.Event()
        self._org, self._error, self._read = org, error, org.read
        org.read = self.read  # type: ignore[method-assign]

    async def read(self, app_id: str) -> TokenReading:
        if not self._org.journal.outcomes:
            return await self._read(app_id)
        self.reached.set()
        if self._error is not None:
            raise self._error
        await asyncio.Event().wait()
        raise AssertionError


@pytest.mark.parametrize("error", [ConfigError("The command failed."), RecursionError("deep")])
async def test_no_failure_of_the_look_afterwards_costs_the_act(error: Exception) -> None:
    acts, org = make_acts()
    LaterReads(org, error)
    done = await acts.regenerate(APP, replacing=OLD, hand_on=FakeHandOn(org, gets=1))
    assert (done.warning, done.act is not None) == ("", True)


async def test_leaving_during_the_look_afterwards_lets_go_of_the_act() -> None:
    acts, org = make_acts()
    looking = LaterReads(org)
    hand_on = FakeHandOn(org, gets=1)
    act = asyncio.ensure_future(acts.regenerate(APP, replacing=OLD, hand_on=hand_on))
    await looking.reached.wait()
    act.cancel()
    with pytest.raises(asyncio.CancelledError):
        await act
    (entry,) = org.journal.entries()
    assert (entry.undelivered, entry.missing, entry.running) == (True, ("vault",), False)
