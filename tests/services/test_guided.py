"""Guided mode: a person in the part of the driver."""

from datetime import timedelta

import pytest

from tests.benches import workbench
from tests.fakes import (
    NOW,
    PRODUCTION,
    FakeClock,
    FakeGuide,
    FakeOrg,
    FakeTarget,
    make_app,
)
from tui.domain.acts import Deed, Result, Subject, Upshot
from tui.domain.connected_app import TokenState
from tui.domain.guided import Errand
from tui.domain.org import User
from tui.domain.secret import Secret
from tui.domain.token import Generation
from tui.errors import ConsoleError, NotConfirmedError, OutcomeUnknownError, UnreachableError
from tui.services.guided import GuidedPage
from tui.services.rotation import Rotation

APP = make_app(1, "Partner Portal")
LEFT = NotConfirmedError("Left without a token.")


def guided(guide: FakeGuide, *, org: FakeOrg | None = None) -> GuidedPage:
    org = org or FakeOrg([APP], org=PRODUCTION)
    return GuidedPage(
        org,
        guide,
        org.journal,
        FakeClock(),
        is_session=lambda value: value == Secret("session-id"),
    )


def journalled(*tokens: str | None) -> FakeOrg:
    """An org in which these tokens of the app were made, as the journal knows; None where it knows no value."""
    org = FakeOrg([APP], org=PRODUCTION)
    user = User("005000000000001", "Ana Souza", "ana@acme.example")
    for token in tokens:
        subject = Subject(APP.id, APP.name, None, None)
        act = org.journal.begin(Deed.REGENERATE, PRODUCTION, user, subject)
        act.end(Upshot(Result.DONE, Secret(token).fingerprint if token else None))
    return org


async def test_nothing_is_known_of_a_token_before_a_paste() -> None:
    reading = await guided(FakeGuide()).read(APP.id)
    assert (reading.state, reading.token) == (TokenState.UNKNOWN, None)


async def test_the_way_names_the_app_and_begins_in_app_manager() -> None:
    guide = FakeGuide("new")
    await guided(guide).generate(APP.id)
    (walk,) = guide.walks
    assert (walk.errand, walk.app_name) == (Errand.GENERATE, "Partner Portal")
    assert walk.url == "https://acme.my.salesforce.com/lightning/setup/NavigationMenus/home"


async def test_a_paste_is_what_later_reads_give() -> None:
    page = guided(FakeGuide("new"))
    made = await page.generate(APP.id)
    assert made.token == Secret("new")
    assert await page.read(APP.id) == made


async def test_fetching_asks_once_and_then_remembers() -> None:
    guide = FakeGuide("current")
    page = guided(guide)
    assert (await page.fetch(APP.id)).token == Secret("current")
    assert (await page.fetch(APP.id)).token == Secret("current")
    assert [walk.errand for walk in guide.walks] == [Errand.FETCH]


@pytest.mark.parametrize("left", [LEFT, OutcomeUnknownError("Left after pressing, perhaps.")])
async def test_whoever_leaves_leaves_no_paste(left: ConsoleError) -> None:
    page = guided(FakeGuide(left))
    with pytest.raises(type(left)):
        await page.generate(APP.id)
    assert (await page.read(APP.id)).token is None


async def test_the_token_from_before_is_refused_as_the_new_one() -> None:
    guide = FakeGuide("journalled", "new", "new", "newer")
    page = guided(guide, org=journalled("journalled"))
    await page.generate(APP.id)
    await page.regenerate(APP.id, replacing=Secret("new").mark)
    assert [why[:31] for why in guide.refused] == ["That is the token from before ("] * 2
    assert (await page.read(APP.id)).token == Secret("newer")


async def test_the_token_from_before_is_taken_where_the_present_one_is_asked_for() -> None:
    page = guided(FakeGuide("journalled"), org=journalled("journalled"))
    assert (await page.fetch(APP.id)).token == Secret("journalled")


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "two\nlines",
        "https://acme.my.salesforce.com/secur",
        "bell\a",
        "Bearer abc",
        "session-id",
    ],
)
async def test_what_cannot_be_a_token_is_refused(pasted: str) -> None:
    guide = FakeGuide(pasted, LEFT)
    with pytest.raises(NotConfirmedError):
        await guided(guide).generate(APP.id)
    assert guide.refused
    assert "session-id" not in guide.refused[0]


async def test_a_paste_is_forgotten_once_the_trail_has_a_younger_generation() -> None:
    org = FakeOrg([APP], org=PRODUCTION)
    page = guided(FakeGuide("new"), org=org)
    await page.generate(APP.id)
    org.trail.append(Generation(NOW - timedelta(seconds=5), "Ana Souza", APP.name))
    assert (await page.read(APP.id)).token is not None
    org.trail.append(Generation(NOW + timedelta(minutes=5), "Wei Chen", APP.name))
    assert (await page.read(APP.id)).token is None


async def test_a_trail_that_cannot_be_read_takes_no_paste_away() -> None:
    org = FakeOrg([APP], org=PRODUCTION)
    page = guided(FakeGuide("new"), org=org)
    await page.generate(APP.id)
    org.fail["generations"] = UnreachableError("No answer.")
    assert (await page.read(APP.id)).token == Secret("new")


async def test_the_row_that_the_press_leaves_is_found_and_older_ones_are_not() -> None:
    older = Generation(NOW - timedelta(days=3), "Wei Chen", APP.name)
    org, guide = FakeOrg([APP], org=PRODUCTION, trail=[older]), FakeGuide("new")
    await guided(guide, org=org).generate(APP.id)
    assert await guide.newer_row() is None
    row = Generation(NOW, "Ana Souza", APP.name)
    org.trail.append(row)
    assert await guide.newer_row() == row


async def test_what_a_target_holds_already_is_refused_as_the_new_token() -> None:
    org, guide = FakeOrg([APP], org=PRODUCTION), FakeGuide("what was there", "new")
    bench = workbench(org, targets=[FakeTarget()], guide=guide)
    rotation = Rotation(bench, APP, [bench.hand_overs.target("gateway")])
    report = await rotation.rotate(replacing=None)
    assert ["gateway holds already" in why for why in guide.refused] == [True]
    assert report.fingerprint == Secret("new").fingerprint


async def test_a_token_that_was_replaced_is_no_present_one_either() -> None:
    org = journalled("older", "newest")
    guide = FakeGuide("older", "newest")
    assert (await guided(guide, org=org).fetch(APP.id)).token == Secret("newest")
    assert ["That is the token from before" in why for why in guide.refused] == [True]


async def test_after_a_lost_answer_no_token_that_is_known_is_the_present_one() -> None:
    org = journalled("older", None)
    guide = FakeGuide("older", "new")
    assert (await guided(guide, org=org).fetch(APP.id)).token == Secret("new")
    assert len(guide.refused) == 1


async def test_the_token_of_another_app_is_refused() -> None:
    other = make_app(2, "Billing")
    org = FakeOrg([APP, other], org=PRODUCTION)
    guide = FakeGuide("of-billing", "of-billing", "of-portal")
    page = guided(guide, org=org)
    await page.generate(other.id)
    assert (await page.generate(APP.id)).token == Secret("of-portal")
    assert guide.refused == ["That is the token of Billing. Copy the one of this app."]


async def test_a_paste_is_no_reading_of_the_page_for_a_look_up() -> None:
    org = FakeOrg([APP], org=PRODUCTION)
    lost = OutcomeUnknownError("Left after pressing.")
    bench = workbench(org, guide=FakeGuide("first", lost))
    first = await bench.acts.generate(APP)
    with pytest.raises(OutcomeUnknownError):
        await bench.acts.regenerate(APP, replacing=first.facts.mark)
    intent = await bench.acts.last_unresolved(APP.id)
    assert intent is not None
    assert (await bench.look_up(intent)).result is Result.UNKNOWN
    assert (await bench.desk.look(APP.id)).mark is None


async def test_a_no_that_the_trail_contradicts_later_is_reopened() -> None:
    org = FakeOrg([APP], org=PRODUCTION)
    bench = workbench(org, guide=FakeGuide(LEFT))
    with pytest.raises(NotConfirmedError):
        await bench.acts.generate(APP)
    (entry,) = org.journal.entries()
    assert entry.doubtful


async def test_a_row_of_somebody_else_does_not_prove_a_paste() -> None:
    org = FakeOrg([APP], org=PRODUCTION)
    bench = workbench(org, clock=FakeClock(), guide=FakeGuide("the-new-token"))
    done = await bench.acts.generate(APP)
    org.leave_row(APP, seconds=1, by="Wei Chen")
    assert not await bench.acts.look_ups.confirm_pasted(APP.id)
    assert (done.unseen, [each.unseen for each in org.journal.entries()]) == (True, [True])


async def test_a_row_that_is_there_at_the_paste_proves_it_at_once() -> None:
    org = FakeOrg([APP], org=PRODUCTION)
    org.leave_row(APP, seconds=1)
    bench = workbench(org, clock=FakeClock(), guide=FakeGuide("the-new-token"))
    done = await bench.acts.generate(APP)
    [entry] = org.journal.entries()
    assert (done.unseen, entry.unseen) == (False, False)
    assert entry.outcome is not None
    assert entry.outcome.fingerprint == Secret("the-new-token").fingerprint
