"""One token on its way to one target: a small state machine.

A write is repeated only where it provably did not happen: the target said so, or was asked and holds what it held at
the preflight. What a target acknowledged is then asked for, and only what it is found to hold is called proven.
Targets are other people's code: whatever they raise becomes a state, and costs neither the token nor another target.
"""

import random
from collections.abc import Callable
from contextlib import suppress
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
_LOOK_AGAIN = (0.5, 1.0, 2.0)
"""Seconds before each further look at a target that took a write and still shows what it held before."""
_LOOK = "Ask the target what it holds before writing again."


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
        """Repeat what may be repeated, then ask the target what it holds. Only cancellation is raised.

        Args:
            until: monotonic seconds after which no repetition begins.
        """
        try:
            if self.state in (State.REPEATING, State.UNKNOWN):
                await self._repeat(token, until)
            if self.state is State.WRITTEN:
                await self._prove(token)
        except Exception as error:  # noqa: BLE001 - the other targets go on
            if not self.state.holds:
                self._to(State.UNKNOWN, _mistake(error))

    def held_before(self, token: Secret) -> bool:
        """Whether the target is known to have held this very token at the preflight."""
        return self._way.held_before(token)

    async def again(self, token: Secret, way: OpenTarget, until: float) -> None:
        """Somebody asked for another try, over a target that was opened afresh: look first, write where needed.

        What somebody else wrote since the last preflight becomes a conflict. A conflict that is told already is
        overwritten: whoever asks for another try of it was shown it.
        """
        told, before = self.state is State.CONFLICT, self._way
        self._error = None
        self._to(State.WRITING)
        try:
            held = await self._seen(way, token)
            changed = not told and held is Held.AS_BEFORE and await self._differs(before, token)
        finally:
            self._way = way
            await before.close()
        if held is Held.THIS:
            self._acknowledged(State.PROVEN)
        elif changed:
            self._to(State.CONFLICT, _changed_meanwhile("It"))
        else:
            await self.write(token)
            await self.settle(token, until)

    async def _differs(self, before: OpenTarget, token: Secret) -> bool:
        """Whether the target is known to be no longer what `before` saw.

        Asked only where a look over the fresh connection can tell "as before"; a target that cannot tell it calls
        everything another.
        """
        return await self._seen(before, token) is Held.ANOTHER

    async def _seen(self, way: OpenTarget, token: Secret) -> Held:
        """What the target holds; where it cannot be asked, nothing that can be read."""
        try:
            return await _asked(way, token)
        except TargetError:
            return Held.UNREADABLE  # can still be written, under the guard of the fresh preflight

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
            await self._met(error, token)
        except ConsoleError as error:
            self._to(State.FAILED, error)
        except Exception as error:  # noqa: BLE001 - see the module's own words
            unknown = _mistake(error)
            self._to(State.UNKNOWN, unknown)
            raise unknown from None
        except BaseException:
            self._to(
                State.UNKNOWN,
                WriteUnknownError("The console was left during the write.", hint=_LOOK),
            )
            raise
        else:
            self._acknowledged(State.WRITTEN, words)

    async def _met(self, error: TargetConflictError, token: Secret) -> None:
        """The guard met another value. After an earlier try it may be that try, come late."""
        if self.attempts > 1:
            with suppress(TargetError):
                if await self._asked_until_changed(token) is Held.THIS:
                    self._acknowledged(
                        State.PROVEN, "An earlier try came late; the target was asked."
                    )
                    return
        self._to(State.CONFLICT, error)

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
            held = await _asked(self._way, token)
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
            held = await self._asked_until_changed(token)
        except TargetError as error:
            self._acknowledged(State.UNPROVEN, f"It took the token. {error.what}")
            return
        if held is Held.THIS:
            self._acknowledged(State.PROVEN, self.words)
        elif held is Held.UNREADABLE:
            self._acknowledged(State.UNPROVEN, self.words or "What it holds cannot be read back.")
        elif held is Held.AS_BEFORE:
            self._acknowledged(State.UNPROVEN, "It took the token, but still shows the old one.")
        else:
            self._to(State.CONFLICT, _changed_meanwhile("It took the token, and"))

    async def _asked_until_changed(self, token: Secret) -> Held:
        """What a target holds that was written to: a reader behind the writer still shows the old value for a while.

        Raises:
            TargetError: it could not be asked.
        """
        held = await _asked(self._way, token)
        for seconds in _LOOK_AGAIN:
            if held is not Held.AS_BEFORE:
                break
            await self._clock.sleep(seconds)
            held = await _asked(self._way, token)
        return held

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


async def _asked(way: OpenTarget, token: Secret) -> Held:
    """What the target says that it holds.

    Raises:
        TargetError: it could not be asked, for whatever reason: a secret that cannot be had, or a mistake in its code.
    """
    try:
        return await way.held(token)
    except TargetError:
        raise
    except ConsoleError as error:
        raise TargetError(error.what, hint=error.hint) from None
    except Exception as error:  # noqa: BLE001 - see the module's own words
        raise _mistake(error) from None


def _mistake(error: Exception) -> WriteUnknownError:
    """An unexpected exception in words; its text may hold a value, its name cannot."""
    return WriteUnknownError(
        f"A bug in the console stopped it ({type(error).__name__}).", hint=_LOOK
    )


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
