"""Which reads are asked again, how often, and after how long a wait.

Reads only: what a press sends, and whatever is read after it in the same act, is asked for once. The retry library
is loaded when a first answer fails.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from tui.domain.retry import RetryNotice
from tui.errors import BusyError, OrgError, UnreachableError
from tui.transport import LastingError

if TYPE_CHECKING:
    from tenacity import AsyncRetrying, RetryCallState

ATTEMPTS = 4
"""Requests in all, the first one included."""
MOST_SECONDS = 20.0
"""From the first request to the beginning of the last one: what a person watches before asking what is wrong."""

_FIRST_WAIT = 1.0
"""Seconds at most before the second attempt; each further wait doubles."""

# [documented] 503: maintenance or overload; 420, 502: Salesforce Edge. The limit of API calls (403) counts 24 hours,
# and a page that says maintenance means minutes.
_PASSING = frozenset({420, 429, 502, 503, 504})

_Answer = TypeVar("_Answer")


def ignore(_: RetryNotice) -> None:
    """Tell nobody."""


def may_pass(error: BaseException) -> bool:
    """Whether the same request may succeed in a moment without anybody doing anything."""
    if isinstance(error, UnreachableError):
        return not isinstance(error, LastingError)
    return isinstance(error, BusyError) and error.status in _PASSING


class Retries:
    """Asks again, with backoff and jitter, honouring the wait that the org names.

    Args:
        sleep: waits the seconds it is given.
        on_retry: told before every wait.
        between: a random number between two bounds.
        monotonic: seconds that only go forward.
    """

    def __init__(
        self,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        on_retry: Callable[[RetryNotice], None] = ignore,
        between: Callable[[float, float], float] = random.uniform,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._sleep = sleep
        self._on_retry = on_retry
        self._between = between
        self._monotonic = monotonic

    async def reading(self, call: Callable[[], Awaitable[_Answer]]) -> _Answer:
        """Make one request that changes nothing; repeat it while its failure may pass.

        Raises:
            Whatever the last attempt raised. A wait that the org names and that goes beyond `MOST_SECONDS` is not
            begun.
        """
        deadline = self._monotonic() + MOST_SECONDS
        try:
            return await call()
        except OrgError as error:
            if not may_pass(error):
                raise
            failed: list[OrgError] = [error]

        async def attempt() -> _Answer:
            if failed:
                raise failed.pop()  # the first attempt was made above
            return await call()

        return await self._policy(deadline)(attempt)

    def _policy(self, deadline: float) -> "AsyncRetrying":
        from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt

        enough = stop_after_attempt(ATTEMPTS)

        def stop(state: "RetryCallState") -> bool:
            return enough(state) or self._monotonic() + state.upcoming_sleep > deadline

        return AsyncRetrying(
            sleep=self._sleep,
            retry=retry_if_exception(may_pass),
            wait=self._wait,
            stop=stop,
            before_sleep=self._tell,
            reraise=True,
        )

    def _wait(self, state: "RetryCallState") -> float:
        """Half of the backoff is fixed and half random, so that many consoles do not come back as one."""
        backoff: float = _FIRST_WAIT * 2.0 ** (state.attempt_number - 1)
        asked = getattr(_failure(state), "retry_after", None) or 0.0
        return max(self._between(backoff / 2, backoff), asked)

    def _tell(self, state: "RetryCallState") -> None:
        notice = RetryNotice(
            attempt=state.attempt_number + 1,
            of=ATTEMPTS,
            seconds=state.upcoming_sleep,
            why=str(_failure(state)),
        )
        self._on_retry(notice)


def _failure(state: "RetryCallState") -> BaseException | None:
    return state.outcome.exception() if state.outcome else None
