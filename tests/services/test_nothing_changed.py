"""A refused act says that nothing was changed: once, wherever it failed, and never where that is not known."""

import pytest

from tests.benches import workbench
from tests.fakes import FakeClock, FakeGuide, FakeOrg, FakeTarget, make_app
from tui.domain.secret import Secret
from tui.errors import (
    BusyError,
    ConflictError,
    ConsoleError,
    NotRecordedError,
    OrgError,
    OutcomeUnknownError,
    PreflightError,
    UnreachableError,
    nothing_sent_yet,
)
from tui.services.rotation import Rotation
from tui.services.workbench import Workbench

APP = make_app(1)
OLD = Secret("the-old-one")


def bench(org: FakeOrg, **more: object) -> Workbench:
    return workbench(org, clock=FakeClock(), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("call", ["org", "user"])
async def test_an_org_that_does_not_answer_before_the_press(call: str) -> None:
    org = FakeOrg([APP], tokens={APP.id: OLD.expose()})
    org.fail[call] = BusyError("The org is overloaded.", hint="Try again.")
    with pytest.raises(BusyError) as caught:
        await bench(org).acts.regenerate(APP, replacing=OLD.mark)
    assert caught.value.what == "The org is overloaded. Nothing was changed."
    assert org.posts == []


async def test_a_token_that_somebody_replaced_and_a_journal_that_is_full() -> None:
    org = FakeOrg([APP], tokens={APP.id: "another"})
    with pytest.raises(ConflictError, match=r"\. Nothing was changed\.$"):
        await bench(org).acts.regenerate(APP, replacing=OLD.mark)
    org.journal.cannot_begin = True
    with pytest.raises(NotRecordedError, match=r"\. Nothing was changed\.$"):
        await bench(org).acts.regenerate(APP, replacing=OLD.mark)


async def test_read_only_and_no_token() -> None:
    org = FakeOrg([APP])
    with pytest.raises(ConsoleError, match=r"\. Nothing was changed\.$"):
        await bench(org, read_only="It is read only.").acts.generate(APP)
    with pytest.raises(ConsoleError, match=r"\. Nothing was changed\.$"):
        await bench(org).acts.regenerate(APP, replacing=None)


async def test_a_lost_answer_says_nothing_of_the_kind() -> None:
    org = FakeOrg([APP], tokens={APP.id: OLD.expose()})
    org.fail["post"] = OutcomeUnknownError("Sent, and the answer was lost.")
    with pytest.raises(OutcomeUnknownError) as caught:
        await bench(org).acts.regenerate(APP, replacing=OLD.mark)
    assert "changed" not in caught.value.what


async def test_a_rotation_that_stops_at_its_preflight_says_it_once() -> None:
    org, target = FakeOrg([APP], tokens={APP.id: OLD.expose()}), FakeTarget("gateway")
    target.cannot_open = PreflightError("The client may not log in.", hint="Renew it.")
    with pytest.raises(PreflightError) as caught:
        await Rotation(bench(org, targets=[target]), APP, [target]).preflight()
    assert caught.value.what.count("Nothing was changed.") == 1
    target.cannot_open, org.fail["read"] = None, UnreachableError("No answer.")
    with pytest.raises(UnreachableError, match=r"^No answer\. Nothing was changed\.$"):
        await Rotation(bench(org, targets=[target]), APP, [target]).preflight()


async def test_where_a_person_presses_it_is_said_of_the_console_alone() -> None:
    org = FakeOrg([APP])
    org.fail["app"] = UnreachableError("No answer.")
    with pytest.raises(OrgError, match=r"^No answer\. The console changed nothing\.$"):
        await bench(org, guide=FakeGuide()).acts.generate(APP)


def test_it_is_said_once_however_many_know_it() -> None:
    with pytest.raises(OrgError) as caught, nothing_sent_yet(), nothing_sent_yet(by_hand=True):
        raise UnreachableError("No answer.", hint="Try again.")
    assert (caught.value.what, caught.value.hint) == (
        "No answer. The console changed nothing.",
        "Try again.",
    )
