"""Every fault in every call of the real client against the real practice org.

Whatever happens: an error of the tree in time, one POST at most, no secret shown, nothing sent to another host.
"""

import asyncio

import pytest

from tests.faults.calls import BEFORE, PAGE_2, POSTS, READS, Call, Kind
from tests.faults.catalogue import CATALOGUE, Expected
from tests.faults.line import Line, connected
from tests.faults.orgs import App, ServedOrg
from tests.faults.proxy import Plan
from tests.faults.table import note
from tests.transport.sweep import assert_clean
from tui.client.retry import ATTEMPTS
from tui.domain.secret import Secret
from tui.errors import OrgError, OutcomeUnknownError

LIMIT_SECONDS = 5.0
"""A cell takes some milliseconds and the longest a third of a second; this is for a machine that does much else."""

LET_GO = "INVALID_QUERY_LOCATOR"
"""How the practice org answers the next page of a list that another session began."""


async def outcome(line: Line, call: Call, app: App) -> OrgError | None:
    """The error that the call ends with. Anything else that is raised is a bug and fails the test."""
    try:
        async with asyncio.timeout(LIMIT_SECONDS):
            await call.run(line.client, app)
    except OrgError as error:
        return error
    return None


def cell(expected: Expected, call: Call) -> object:
    """Every fault meets a call of each kind; the whole table is among the long tests."""
    whole = call.kind is not Kind.POST and call not in (PAGE_2, READS[-1], BEFORE[-1])
    marks = [pytest.mark.soak] if whole else []
    return pytest.param(expected, call, id=f"{expected.fault.name} - {call.name}", marks=marks)


def cells(*calls: Call) -> list[object]:
    return [cell(expected, call) for expected in CATALOGUE for call in calls]


def passing_cells(*calls: Call) -> list[object]:
    return [
        cell(expected, call)
        for expected in CATALOGUE
        for call in calls
        if expected.tries > 1 or (renews(expected, call) and call is not PAGE_2)
    ]


def renews(expected: Expected, call: Call) -> bool:
    return expected.renews and call.renewable


def told(error: OrgError | None, tries: int) -> str:
    words = type(error).__name__.removesuffix("Error") if error else "done"
    return f"{words} ×{tries}" if tries > 1 else words


def check_words(error: OrgError, *secrets: str) -> None:
    """It says what happened and what to do, and nothing that is secret or quoted from the answer."""
    assert error.what
    assert error.hint
    assert error.__cause__ is None
    assert error.__context__ is None
    assert_clean(error, *secrets)
    assert_clean(error, "CANARY", frames=False)  # what a fault says is no secret of ours


def secrets_of(org: ServedOrg, line: Line, app: App) -> set[str]:
    before = {app.token.expose()} if app.token else set()
    after = org.token(app)
    return before | ({after} if after else set()) | set(org.sessions) | line.proxy.secrets


@pytest.mark.parametrize(("expected", "call"), cells(*READS, *BEFORE))
async def test_a_read_that_meets_a_fault_every_time(
    org: ServedOrg, expected: Expected, call: Call
) -> None:
    app = org.new_app(has_token=call.has_token)
    async with connected(org, Plan(expected.fault, call.at)) as line:
        error = await outcome(line, call, app)
    foreseen = expected.json if call.kind is Kind.JSON else expected.page
    assert isinstance(error, foreseen) if foreseen else error is None
    if error is not None:
        check_words(error, *secrets_of(org, line, app))
        assert line.posts == []
    assert len(line.waits) == len(line.notices) == expected.tries - 1
    asked = 2 if renews(expected, call) else 1
    assert line.sessions_asked == (asked if call.renewable or error is None else 0)
    assert org.generations(app) == len(line.posts)
    assert line.elsewhere.connections == 0
    note(expected.fault.name, call.name, told(error, expected.tries))


@pytest.mark.parametrize(("expected", "call"), passing_cells(*READS, *BEFORE))
async def test_a_fault_that_is_gone_at_the_second_try_is_no_fault(
    org: ServedOrg, expected: Expected, call: Call
) -> None:
    app = org.new_app(has_token=call.has_token)
    async with connected(org, Plan(expected.fault, call.at, times=1)) as line:
        assert await outcome(line, call, app) is None
    assert line.proxy.met == 1
    assert [notice.attempt for notice in line.notices] == ([2] if expected.tries > 1 else [])
    assert line.sessions_asked == (2 if expected.renews else 1)
    assert line.posts == ([True] if call.presses else [])
    assert org.generations(app) == len(line.posts)


@pytest.mark.parametrize("expected", [one for one in CATALOGUE if one.renews])
async def test_a_list_whose_session_ends_half_way_says_so_and_can_be_begun_anew(
    org: ServedOrg, expected: Expected
) -> None:
    app = org.new_app(has_token=False)
    async with connected(org, Plan(expected.fault, PAGE_2.at, times=1)) as line:
        error = await outcome(line, PAGE_2, app)
        assert await outcome(line, PAGE_2, app) is None
    assert error is not None
    assert error.code == LET_GO
    assert "half-way" in error.what
    check_words(error, *org.sessions)


@pytest.mark.parametrize(("expected", "call"), cells(*POSTS))
async def test_a_press_whose_post_meets_a_fault(
    org: ServedOrg, expected: Expected, call: Call
) -> None:
    app = org.new_app(has_token=call.has_token)
    async with connected(org, Plan(expected.fault, call.at)) as line:
        error = await outcome(line, call, app)
    after = org.token(app)
    assert type(error) is expected.post if expected.post else error is None
    assert (line.waits, line.sessions_asked) == ([], 1)
    assert len(line.posts) <= 1
    assert org.generations(app) == sum(line.posts)
    assert (app.token != (Secret(after) if after else None)) == any(line.posts)
    assert line.elsewhere.connections == 0
    if error is not None:
        check_words(error, *secrets_of(org, line, app))
    if isinstance(error, OutcomeUnknownError):
        assert " was sent, but whether it happened is not known: " in error.what
        assert "Do not press again before looking" in error.hint
    changed = "org changed" if any(line.posts) else "org unchanged"
    note(expected.fault.name, call.name, f"{told(error, 1)}, {changed}")


def test_every_fault_has_a_name_of_its_own() -> None:
    assert len({expected.fault.name for expected in CATALOGUE}) == len(CATALOGUE)
    assert max(expected.tries for expected in CATALOGUE) == ATTEMPTS
