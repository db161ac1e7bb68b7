"""One token on its way to one target: a small state machine.

A write is repeated only where it provably did not happen: the target said so, or was asked and holds what it held at
the preflight. What a target acknowledged is then asked for, and only what it is found to hold is called proven.
"""

import random
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tui.domain.handover import Held, TargetCard
from tui.domain.rotation import State, TargetLine
from tui.domain.secret import Secret
from tui.errors import (
    ConsoleError,
    NotWrittenError,
    TargetConflictError,
    TargetError,
    WriteUnknownError,
)
from tui.ports import Clock, OpenTarget
from tui.services.lockout import LockOut

if TYPE_CHECKING:
    from tenacity import AsyncRetrying, RetryCallState

REPEAT_SECONDS = 60.0
"""How long a write that did not happen may be repeated."""
_FIRST_WAIT = 0.5
_LONGEST_WAIT = 10.0


def _quietly() -> None:
    """Tell nobody."""


class Delivery:
    """One target of a hand-over.

    Args:
        way: the target, open.
        changed: told after every step; must neither block nor raise.

    Attributes:
        words: why it is not further, or what the target said of the write.
        hint: what to do next, where somebody must.
        attempts: writes that were sent or tried.
        acknowledged_at: monotonic seconds at which the target's acknowledgement, or the proof, was here.
        again_at: monotonic seconds at which the write is repeated.
    """

    def __init__(
        self,
        card: TargetCard,
        way: OpenTarget,
        clock: Clock,
        changed: Callable[[], None] = _quietly,
    ) -> None:
        self.card = card
        self.state = State.WAITING
        self.words = ""
        self.hint = ""
        self.attempts = 0
        self.acknowledged_at: float | None = None
        self.again_at: float | None = None
        self._way = way
        self._clock = clock
        self._changed = changed
        self._error: TargetError | None = None

    async def write(self, token: Secret) -> None:
        """The first write, at once. Its failure becomes a state; only cancellation is raised."""
        try:
            await self._put(token)
        except (NotWrittenError, WriteUnknownError) as error:
            self._error = error

    async def settle(self, token: Secret, until: float) -> None:
        """Repeat what may be repeated, then ask the target what it holds.

        Args:
            until: monotonic seconds after which no repetition begins.
        """
        if self.state in (State.REPEATING, State.UNKNOWN):
            await self._repeat(token, until)
        if self.state is State.WRITTEN:
            await self._prove(token)

    def held_before(self, token: Secret) -> bool:
        """Whether the target is known to have held this very token at the preflight."""
        return self._way.held_before(token)

    async def again(self, token: Secret, way: OpenTarget, until: float) -> None:
        """Somebody asked for another try, over a target that was opened afresh: look first, write where needed."""
        await self._way.close()
        self._way, self._error = way, None
        self._to(State.WRITING)
        try:
            if await way.held(token) is Held.THIS:
                self._acknowledged(State.PROVEN)
                return
        except TargetError:
            pass  # what cannot be read can still be written, under the guard of the fresh preflight
        await self.write(token)
        await self.settle(token, until)

    def line(self, lockout: LockOut) -> TargetLine:
        """What is known of it now."""
        again, acknowledged = self.again_at, self.acknowledged_at
        return TargetLine(
            name=self.card.name,
            where=self.card.where,
            state=self.state,
            words=self.words,
            hint=self.hint,
            attempts=self.attempts,
            milliseconds=None if acknowledged is None else lockout.until(acknowledged),
            again_in=None if again is None else max(0.0, again - self._clock.monotonic()),
            notes=self._way.notes,
        )

    async def close(self) -> None:
        """Let go of the target."""
        await self._way.close()

    # -- one write -------------------------------------------------------------------------------

    async def _put(self, token: Secret) -> None:
        self.attempts += 1
        self._to(State.WRITING)
        try:
            words = await self._way.put(token)
        except NotWrittenError as error:
            self._to(State.REPEATING, error)
            raise
        except WriteUnknownError as error:
            self._to(State.UNKNOWN, error)
            raise
        except TargetConflictError as error:
            self._to(State.CONFLICT, error)
        except ConsoleError as error:
            self._to(State.FAILED, error)
        except Exception as error:  # noqa: BLE001 - as the next line says
            # A mistake in a target's code must cost neither the token nor the other targets.
            unknown = WriteUnknownError(f"The console failed over it ({type(error).__name__}).")
            self._to(State.UNKNOWN, unknown)
            raise unknown from None
        except BaseException:
            self._to(State.UNKNOWN, WriteUnknownError("The console was left during the write."))
            raise
        else:
            self._acknowledged(State.WRITTEN, words)

    # -- repeating -------------------------------------------------------------------------------

    async def _repeat(self, token: Secret, until: float) -> None:
        policy = self._policy(until)
        try:
            await policy(partial(self._once_more, token))
        except NotWrittenError as error:
            self._to(State.FAILED, error)
        except WriteUnknownError as error:
            self._to(State.UNKNOWN, error)

    async def _once_more(self, token: Secret) -> None:
        error, self._error = self._error, None
        if isinstance(error, NotWrittenError):
            raise error  # the first try was made by `write`, and a wait comes before the second
        if self.state is State.UNKNOWN and not await self._as_before(token):
            return
        await self._put(token)

    async def _as_before(self, token: Secret) -> bool:
        """Whether a write whose answer was lost provably did not happen; else the state says what was found.

        Raises:
            WriteUnknownError: the target could not be asked.
        """
        try:
            held = await self._way.held(token)
        except TargetError as error:
            raise WriteUnknownError(f"The answer was lost. {error.what}", hint=error.hint) from None
        if held is Held.THIS:
            self._acknowledged(State.PROVEN, "The answer was lost; the target was asked.")
        elif held is Held.ANOTHER:
            self._to(State.CONFLICT, _changed_meanwhile("The answer was lost, and it"))
        return held is Held.AS_BEFORE

    def _policy(self, until: float) -> "AsyncRetrying":
        from tenacity import AsyncRetrying, retry_if_exception_type

        def stop(state: "RetryCallState") -> bool:
            return self._clock.monotonic() + state.upcoming_sleep > until

        return AsyncRetrying(
            sleep=self._wait,
            retry=retry_if_exception_type((NotWrittenError, WriteUnknownError)),
            wait=_backoff,
            stop=stop,
            reraise=True,
        )

    async def _wait(self, seconds: float) -> None:
        self.again_at = self._clock.monotonic() + seconds
        self._changed()
        await self._clock.sleep(seconds)
        self.again_at = None

    # -- the proof -------------------------------------------------------------------------------

    async def _prove(self, token: Secret) -> None:
        try:
            held = await self._way.held(token)
        except TargetError as error:
            self._acknowledged(State.UNPROVEN, f"It took the token. {error.what}")
            return
        if held is Held.THIS:
            self._acknowledged(State.PROVEN, self.words)
        elif held is Held.UNREADABLE:
            self._acknowledged(State.UNPROVEN, self.words or "What it holds cannot be read.")
        else:
            self._to(State.CONFLICT, _changed_meanwhile("It took the token, and"))

    # -- steps -----------------------------------------------------------------------------------

    def _acknowledged(self, state: State, words: str = "") -> None:
        if self.acknowledged_at is None:
            self.acknowledged_at = self._clock.monotonic()
        self._to(state)
        self.words = words
        self._changed()

    def _to(self, state: State, error: ConsoleError | None = None) -> None:
        self.state, self.again_at = state, None
        self.words, self.hint = (error.what, error.hint) if error else ("", "")
        if not state.holds:
            self.acknowledged_at = None
        self._changed()


def _changed_meanwhile(how: str) -> TargetConflictError:
    return TargetConflictError(
        f"{how} holds something else now: somebody changed it meanwhile.",
        hint="Find out who did before it is overwritten.",
    )


def _backoff(state: "RetryCallState") -> float:
    """Half of the wait is random, so that many targets do not come back as one; a wait that was asked for is kept."""
    most = min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** (state.attempt_number - 1))
    error = state.outcome.exception() if state.outcome else None
    return max(random.uniform(most / 2, most), getattr(error, "retry_after", None) or 0.0)  # noqa: S311
