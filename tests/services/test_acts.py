"""Recorded before, sent once, recorded after; a lost answer is looked up and never tried again."""

import asyncio
from datetime import timedelta

import pytest

from tests.fakes import NOW, FakeClock, FakeOrg, generation, make_app
from tui.domain.acts import Deed, Result, Subject
from tui.domain.connected_app import TokenState
from tui.domain.secret import Secret
from tui.domain.token import Generation
from tui.errors import (
    ConflictError,
    NotFoundError,
    NotRecordedError,
    OutcomeUnknownError,
    ReadOnlyError,
    UnreachableError,
)
from tui.services.acts import Acts

APP = make_app(1, "Billing")
OLD = Secret("old").mark


def make_acts(token: str | None = "old", *, read_only: str = "") -> tuple[Acts, FakeOrg]:
    clock = FakeClock()
    org = FakeOrg([APP], tokens={APP.id: token} if token else {}, clock=clock)
    return Acts(org, org, org.journal, clock, read_only=read_only), org


async def test_a_regenerate_is_one_post_with_intent_and_outcome() -> None:
    acts, org = make_acts()
    done = await acts.regenerate(APP, replacing=OLD)
    assert org.posts == [f"regenerate {APP.id}"]
    (intent,) = org.journal.intents
    assert (intent.replacing, intent.app_name) == (OLD.fingerprint, "Billing")
    assert org.journal.outcomes[intent.act_id].fingerprint == done.facts.fingerprint
    assert org.journal.results == [Result.DONE]


async def test_a_generate_makes_the_first() -> None:
    acts, org = make_acts(token=None)
    done = await acts.generate(APP)
    assert done.facts.state is TokenState.PRESENT
    assert org.journal.results == [Result.DONE]


async def test_an_intent_that_cannot_be_recorded_is_not_done() -> None:
    acts, org = make_acts()
    org.journal.cannot_begin = True
    with pytest.raises(NotRecordedError):
        await acts.regenerate(APP, replacing=OLD)
    assert org.posts == []


async def test_an_outcome_that_cannot_be_recorded_is_a_warning() -> None:
    acts, org = make_acts()
    org.journal.cannot_end = True
    done = await acts.regenerate(APP, replacing=OLD)
    assert "not the outcome" in done.warning
    assert org.posts == [f"regenerate {APP.id}"]


async def test_somebody_who_was_quicker_is_named() -> None:
    acts, org = make_acts()
    org.tokens[APP.id] = "theirs"
    org.trail.append(Generation(NOW - timedelta(minutes=5), "Bob", "Billing"))
    with pytest.raises(ConflictError, match=r"Bob generated it 5 min ago\."):
        await acts.regenerate(APP, replacing=OLD, latest=generation("Billing", 9))
    assert org.posts == []
    assert org.journal.results == [Result.NOT_DONE]


async def test_generate_where_a_token_exists_is_refused_and_not_a_regenerate() -> None:
    acts, org = make_acts()
    with pytest.raises(ConflictError):
        await acts.generate(APP)
    assert (org.posts, org.tokens[APP.id]) == ([], "old")


@pytest.mark.parametrize("act", ["generate", "regenerate"])
async def test_read_only_records_and_sends_nothing(act: str) -> None:
    acts, org = make_acts(read_only="the console was started with --read-only.")
    with pytest.raises(ReadOnlyError, match=act):
        await (acts.generate(APP) if act == "generate" else acts.regenerate(APP, replacing=OLD))
    assert (org.posts, org.journal.intents) == ([], [])


async def test_nothing_to_replace() -> None:
    acts, org = make_acts(token=None)
    with pytest.raises(NotFoundError):
        await acts.regenerate(APP, replacing=None)
    assert org.journal.intents == []


async def test_a_lost_answer_is_unknown_and_then_looked_up() -> None:
    acts, org = make_acts()
    org.fail["post"] = OutcomeUnknownError("The answer was lost.")
    with pytest.raises(OutcomeUnknownError):
        await acts.regenerate(APP, replacing=OLD)
    assert org.journal.results == [Result.UNKNOWN]
    intent = await acts.last_unresolved(APP.id)
    assert intent is not None
    finding = await acts.look_ups.look_up(intent)
    assert finding.result is Result.NOT_DONE
    assert await acts.look_ups.unresolved() == []
    assert org.posts == []


async def test_a_lost_answer_to_an_act_that_happened() -> None:
    acts, org = make_acts()
    org.fail["post"] = OutcomeUnknownError("The answer was lost.")
    with pytest.raises(OutcomeUnknownError):
        await acts.regenerate(APP, replacing=OLD)
    org.tokens[APP.id] = "new"
    org.trail.append(Generation(NOW + timedelta(seconds=1), "Ana Souza", "Billing"))
    intent = org.journal.intents[0]
    finding = await acts.look_ups.look_up(intent)
    assert (finding.result, finding.fingerprint) == (Result.DONE, Secret("new").fingerprint)


async def test_a_look_up_while_the_org_is_away_leaves_it_unresolved() -> None:
    acts, org = make_acts()
    org.fail["post"] = OutcomeUnknownError("The answer was lost.")
    with pytest.raises(OutcomeUnknownError):
        await acts.regenerate(APP, replacing=OLD)
    org.fail |= {"read": UnreachableError("gone"), "generations": UnreachableError("gone")}
    finding = await acts.look_ups.look_up(org.journal.intents[0])
    assert finding.result is Result.UNKNOWN
    assert len(await acts.look_ups.unresolved()) == 1


async def test_another_consoles_act_is_not_touched() -> None:
    acts, org = make_acts()
    subject = Subject(APP.id, APP.name, OLD.fingerprint, None)
    mine = org.journal.begin(Deed.REGENERATE, await org.org(), await org.user(), subject)
    assert await acts.look_ups.unresolved() == []
    finding = await acts.look_ups.look_up(mine.intent)
    assert "Another console" in finding.words
    assert org.journal.results == []


async def test_leaving_during_the_post_is_recorded_as_unknown() -> None:
    acts, org = make_acts()
    org.gates["post"] = asyncio.Event()
    act = asyncio.create_task(acts.regenerate(APP, replacing=OLD))
    await org.reached["post"].wait()
    act.cancel()
    with pytest.raises(asyncio.CancelledError):
        await act
    assert org.journal.results == [Result.UNKNOWN]


async def test_two_consoles_at_the_same_moment_one_post_each_at_most() -> None:
    acts, org = make_acts()
    results = await asyncio.gather(
        acts.regenerate(APP, replacing=OLD),
        acts.regenerate(APP, replacing=OLD),
        return_exceptions=True,
    )
    assert sorted(type(result).__name__ for result in results) == ["ConflictError", "Done"]
    assert len(org.posts) == 1
