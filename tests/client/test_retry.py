"""Which reads are asked again, after how long, and that a press and what follows it never are."""

import asyncio
import subprocess
import sys

import pytest

from tests.client import setup_pages
from tests.client.fakes import (
    VERSIONS,
    FakeSessions,
    FakeTime,
    FakeTransport,
    Script,
    app_row,
    as_html,
    as_json,
    client,
    refused,
    rows,
)
from tests.client.setup_pages import APP_ID, FULL, NEW_TOKEN, TOKEN, message_page, table_page
from tests.client.test_rest import EXPIRED, NEXT
from tests.client.test_setup_page import TO_FULL, TO_MANAGE, way
from tests.transport.sweep import assert_clean
from tui.client.retry import ATTEMPTS, MOST_SECONDS, Retries, may_pass
from tui.domain.retry import RetryNotice
from tui.domain.secret import Secret
from tui.errors import (
    BusyError,
    ConsoleError,
    OutcomeUnknownError,
    PermissionMissingError,
    SessionError,
    UnexpectedAnswerError,
    UnreachableError,
)
from tui.transport import LastingError, NotSentError

LOST = UnreachableError("The org did not answer.")
BUSY = as_html("CANARY", 503)
MARK = Secret(TOKEN).mark
OLD = as_html(table_page(TOKEN))


class FakeRead:
    """A read that fails in turn, each time after some seconds, and then answers."""

    def __init__(self, time: FakeTime, *failures: ConsoleError, seconds: float = 0.0) -> None:
        self.failures = list(failures)
        self.calls = 0
        self._time = time
        self._seconds = seconds

    async def __call__(self) -> str:
        self.calls += 1
        self._time.elapsed += self._seconds
        if self.failures:
            raise self.failures.pop(0)
        return "answer"


def retries(time: FakeTime, notices: list[RetryNotice] | None = None) -> Retries:
    told = notices if notices is not None else []
    return Retries(
        sleep=time.sleep,
        on_retry=told.append,
        between=lambda low, high: (low + high) / 2,
        monotonic=time.monotonic,
    )


async def test_a_read_that_fails_thrice_succeeds_at_the_fourth_attempt() -> None:
    time = FakeTime()
    read = FakeRead(time, LOST, LOST, LOST)
    assert await retries(time).reading(read) == "answer"
    assert (read.calls, time.waits) == (ATTEMPTS, [0.75, 1.5, 3.0])


async def test_the_fourth_failure_is_raised_as_it_is() -> None:
    time, last = FakeTime(), UnreachableError("The fourth.")
    with pytest.raises(UnreachableError) as raised:
        await retries(time).reading(FakeRead(time, LOST, LOST, LOST, last))
    assert raised.value is last
    assert (last.__cause__, last.__context__) == (None, None)


async def test_every_wait_is_told_before_it_begins() -> None:
    time, notices = FakeTime(), list[RetryNotice]()
    await retries(time, notices).reading(FakeRead(time, LOST, BusyError("Busy.", status=503)))
    assert notices == [
        RetryNotice(2, ATTEMPTS, 0.75, "The org did not answer."),
        RetryNotice(3, ATTEMPTS, 1.5, "Busy."),
    ]


@pytest.mark.parametrize("bounds", [(0.5, 1.0), (1.0, 2.0), (2.0, 4.0)])
async def test_each_wait_lies_between_half_the_backoff_and_all_of_it(
    bounds: tuple[float, float],
) -> None:
    time, asked = FakeTime(), list[tuple[float, float]]()

    def between(low: float, high: float) -> float:
        asked.append((low, high))
        return low

    await Retries(sleep=time.sleep, between=between, monotonic=time.monotonic).reading(
        FakeRead(time, LOST, LOST, LOST)
    )
    assert bounds in asked


@pytest.mark.parametrize(("asked", "waited"), [(0.0, 0.75), (5.0, 5.0), (20.0, 20.0)])
async def test_the_wait_that_the_org_names_is_honoured(asked: float, waited: float) -> None:
    time = FakeTime()
    busy = BusyError("Busy.", status=429, retry_after=asked)
    assert await retries(time).reading(FakeRead(time, busy)) == "answer"
    assert time.waits == [waited]


async def test_a_wait_beyond_the_budget_is_not_begun() -> None:
    time = FakeTime()
    busy = BusyError("Come back in an hour.", status=503, retry_after=3600)
    with pytest.raises(BusyError, match="in an hour") as raised:
        await retries(time).reading(FakeRead(time, busy))
    assert (raised.value, time.waits) == (busy, [])


@pytest.mark.parametrize(("seconds", "calls"), [(2.0, 4), (7.0, 3), (10.0, 2), (30.0, 1)])
async def test_slow_failures_use_up_the_budget(seconds: float, calls: int) -> None:
    time = FakeTime()
    read = FakeRead(time, *[LOST] * 9, seconds=seconds)
    with pytest.raises(UnreachableError):
        await retries(time).reading(read)
    assert read.calls == calls
    assert time.elapsed <= MOST_SECONDS + seconds


PASSING: list[ConsoleError] = [
    UnreachableError("x"),
    NotSentError("x"),
    *(BusyError("x", status=status) for status in (420, 429, 502, 503, 504)),
]
LASTING: list[ConsoleError] = [
    LastingError("a certificate"),
    BusyError("maintenance page"),
    BusyError("limit of API calls", status=403),
    UnexpectedAnswerError("x", status=500),
    SessionError("x"),
    PermissionMissingError("x"),
    OutcomeUnknownError("x"),
]


@pytest.mark.parametrize("error", PASSING)
def test_what_may_pass(error: ConsoleError) -> None:
    assert may_pass(error)


@pytest.mark.parametrize("error", LASTING)
async def test_what_does_not_pass_is_raised_at_once(error: ConsoleError) -> None:
    time = FakeTime()
    read = FakeRead(time, error)
    with pytest.raises(type(error)):
        await retries(time).reading(read)
    assert (read.calls, time.waits) == (1, [])


async def test_cancelling_a_wait_ends_it_at_once() -> None:
    asleep = asyncio.Event()

    async def sleep(_: float) -> None:
        asleep.set()
        await asyncio.Event().wait()

    read = FakeRead(FakeTime(), LOST)
    task = asyncio.ensure_future(Retries(sleep=sleep).reading(read))
    await asleep.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert read.calls == 1


async def test_only_the_page_that_failed_is_asked_for_again() -> None:
    seven = [rows(app_row(n), total=8, following=f"{NEXT}-{n}") for n in range(1, 8)]
    transport = FakeTransport(VERSIONS, *seven, LOST, BUSY, rows(app_row(8), total=8))
    pages = [page async for page in client(transport).app_pages()]
    assert len(pages) == 8
    assert transport.calls[8:] == [f"GET {NEXT}-7"] * 3


async def test_a_gate_that_opens_and_a_session_that_expires_do_not_stand_in_each_others_way() -> (
    None
):
    sessions, time = FakeSessions("one", "two"), FakeTime()
    user = as_json({"user_id": "005x"})
    transport = FakeTransport(BUSY, LOST, EXPIRED, BUSY, user)
    assert (await client(transport, sessions=sessions, time=time).user()).user_id == "005x"
    used = [transport.header(i, "Authorization") for i in range(5)]
    assert used == ["Bearer one"] * 3 + ["Bearer two"] * 2
    assert (sessions.asked, len(time.waits)) == (2, 3)


async def test_a_session_that_a_policy_keeps_out_is_asked_with_once() -> None:
    barred = refused(
        401, "INVALID_SESSION_ID", "This session is not valid for use with the REST API"
    )
    transport, time = FakeTransport(barred), FakeTime()
    with pytest.raises(SessionError):
        await client(transport, time=time).user()
    assert (len(transport.requests), time.waits) == (1, [])


async def test_a_setup_page_is_read_through_a_bad_moment_at_every_hop() -> None:
    transport = FakeTransport(LOST, TO_MANAGE, BUSY, TO_FULL, LOST, OLD)
    assert (await client(transport).read(APP_ID)).token == Secret(TOKEN)
    assert transport.calls[4:] == [f"GET {FULL}"] * 2


async def test_a_page_that_says_maintenance_is_not_asked_for_again() -> None:
    transport, time = way(as_html(setup_pages.MAINTENANCE)), FakeTime()
    with pytest.raises(UnexpectedAnswerError):
        await client(transport, time=time).read(APP_ID)
    assert time.waits == []


@pytest.mark.parametrize("failure", [LOST, NotSentError("refused"), BUSY])
async def test_a_post_is_never_repeated(failure: Script) -> None:
    transport, time = way(OLD, failure), FakeTime()
    with pytest.raises((OutcomeUnknownError, NotSentError)):
        await client(transport, time=time).regenerate(APP_ID, replacing=MARK)
    assert (transport.calls[3:], time.waits) == ([f"POST {FULL}"], [])


@pytest.mark.parametrize("failure", [LOST, NotSentError("refused"), BUSY])
async def test_where_the_post_leads_is_asked_for_once(failure: Script) -> None:
    transport, time = way(OLD, TO_FULL, failure), FakeTime()
    with pytest.raises(OutcomeUnknownError) as raised:
        await client(transport, time=time).regenerate(APP_ID, replacing=MARK)
    assert (len(transport.calls), time.waits) == (5, [])
    assert_clean(raised.value, "CANARY")


async def test_the_look_after_a_message_is_taken_once() -> None:
    transport, time = way(OLD, as_html(message_page(TOKEN)), LOST), FakeTime()
    with pytest.raises(OutcomeUnknownError):
        await client(transport, time=time).regenerate(APP_ID, replacing=MARK)
    assert (len(transport.calls), time.waits) == (5, [])


async def test_reads_before_a_press_are_retried_and_it_posts_once() -> None:
    transport = FakeTransport(
        LOST, TO_MANAGE, BUSY, TO_FULL, BUSY, OLD, as_html(table_page(NEW_TOKEN))
    )
    reading = await client(transport).regenerate(APP_ID, replacing=MARK)
    assert reading.token == Secret(NEW_TOKEN)
    assert [call[:4] for call in transport.calls] == ["GET "] * 6 + ["POST"]


def test_the_retry_library_is_loaded_when_a_first_answer_fails() -> None:
    code = "import sys, tui.client.org_client; sys.exit('tenacity' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
