"""What came of an act is found out afterwards: nothing is sent, and nothing is claimed for longer than it is known."""

from datetime import timedelta

import pytest

from tests.fakes import NOW, FakeClock, FakeOrg, make_app
from tui.domain.acts import Basis, Intent, Result
from tui.domain.secret import Secret
from tui.errors import ConflictError, OutcomeUnknownError, UnreachableError
from tui.services.acts import Acts

APP = make_app(1, "Billing")
OLD = Secret("old").mark


async def after_a_lost_answer() -> tuple[Acts, FakeOrg, Intent]:
    """A regenerate whose request is still on its way."""
    clock = FakeClock()
    org = FakeOrg([APP], tokens={APP.id: "old"}, clock=clock)
    acts = Acts(org, org, org.journal, clock)
    org.fail["post"] = OutcomeUnknownError("The answer was lost.")
    with pytest.raises(OutcomeUnknownError):
        await acts.regenerate(APP, replacing=OLD)
    del org.fail["post"]
    return acts, org, org.journal.intents[0]


async def after_a_look_up() -> tuple[Acts, FakeOrg, Intent]:
    """The same, looked up too early, and arrived since."""
    acts, org, intent = await after_a_lost_answer()
    finding = await acts.look_ups.look_up(intent)
    assert finding.result is Result.NOT_DONE
    org.tokens[APP.id] = "late"
    org.leave_row(APP, seconds=20)
    return acts, org, intent


async def test_a_late_request_is_found_when_unfinished_acts_are_looked_for() -> None:
    acts, org, intent = await after_a_look_up()
    assert await acts.look_ups.arrived_late() == [intent]
    (outcome,) = org.journal.outcomes.values()
    assert (outcome.result, outcome.basis) == (Result.DONE, Basis.LOOK_UP)
    assert await acts.look_ups.arrived_late() == []


async def test_a_late_request_stops_the_next_write_once() -> None:
    acts, org, _ = await after_a_look_up()
    with pytest.raises(ConflictError, match="its request arrived late"):
        await acts.regenerate(APP, replacing=Secret("late").mark)
    assert org.posts == []
    await acts.regenerate(APP, replacing=Secret("late").mark)
    assert org.journal.results == [Result.DONE, Result.DONE]


async def test_a_request_that_never_arrives_blocks_nobody() -> None:
    acts, org, intent = await after_a_lost_answer()
    await acts.look_ups.look_up(intent)
    await acts.regenerate(APP, replacing=OLD)
    assert await acts.look_ups.arrived_late() == []
    assert org.journal.results == [Result.NOT_DONE, Result.DONE]


async def test_a_trail_that_cannot_be_read_blocks_nobody() -> None:
    acts, org, intent = await after_a_lost_answer()
    await acts.look_ups.look_up(intent)
    org.fail["generations"] = UnreachableError("gone")
    await acts.regenerate(APP, replacing=OLD)
    assert len(org.posts) == 1


async def test_the_look_up_of_a_later_act_finds_it_too() -> None:
    acts, org, _ = await after_a_look_up()
    org.fail["post"] = OutcomeUnknownError("The answer was lost.")
    org.trail.clear()
    with pytest.raises(OutcomeUnknownError):
        await acts.regenerate(APP, replacing=Secret("late").mark)
    org.leave_row(APP, seconds=20)
    org.leave_row(APP, seconds=30)
    org.tokens[APP.id] = "newer"
    finding = await acts.look_ups.look_up(org.journal.intents[1])
    assert "arrived late" in finding.words
    assert org.journal.results == [Result.DONE, Result.DONE]


async def test_after_a_day_nothing_is_in_doubt_any_more() -> None:
    acts, org, _ = await after_a_look_up()
    org.clock.advance(timedelta(days=1, seconds=1).total_seconds())
    assert await acts.look_ups.arrived_late() == []


async def test_somebody_elses_row_is_no_late_request() -> None:
    acts, org, _ = await after_a_look_up()
    org.trail.clear()
    org.leave_row(APP, seconds=20, by="Bob")
    assert await acts.look_ups.arrived_late() == []


async def test_of_two_apps_of_one_name_nothing_is_claimed() -> None:
    _, org, _ = await after_a_look_up()

    async def shared(_: str) -> bool:
        return True

    acts = Acts(org, org, org.journal, org.clock, shares_name=shared)
    assert await acts.look_ups.arrived_late() == []


async def test_what_cannot_be_recorded_is_looked_up_and_recorded_once_there_is_room() -> None:
    clock = FakeClock()
    org = FakeOrg([APP], tokens={APP.id: "old"}, clock=clock)
    acts = Acts(org, org, org.journal, clock)
    org.fail["post"] = OutcomeUnknownError("The answer was lost.")
    org.journal.cannot_end = True
    with pytest.raises(OutcomeUnknownError, match="not the outcome"):
        await acts.regenerate(APP, replacing=OLD)
    intent = await acts.last_unresolved(APP.id)
    assert intent is not None
    finding = await acts.look_ups.look_up(intent)
    assert finding.result is Result.NOT_DONE
    assert "not the outcome" in finding.words
    org.journal.cannot_end = False
    await acts.look_ups.look_up(intent)
    assert org.journal.results == [Result.NOT_DONE]


@pytest.mark.parametrize("result", [Result.DONE, Result.NOT_DONE])
async def test_a_person_settles_what_cannot_be_known(result: Result) -> None:
    acts, org, intent = await after_a_lost_answer()
    finding = await acts.look_ups.settle(intent, result)
    assert "admin@practice.example, ana on host" in finding.words
    (outcome,) = org.journal.outcomes.values()
    assert (outcome.result, outcome.basis, outcome.final) == (result, Basis.PERSON, True)
    assert await acts.look_ups.unresolved() == []


async def test_a_person_can_settle_while_the_org_is_away() -> None:
    acts, org, intent = await after_a_lost_answer()
    org.fail["user"] = UnreachableError("gone")
    await acts.look_ups.settle(intent, Result.DONE)
    (outcome,) = org.journal.outcomes.values()
    assert (outcome.said_by, outcome.at) == ("ana on host", NOW)
