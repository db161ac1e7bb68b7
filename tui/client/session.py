"""The session of one org, kept in memory and renewed once when a read finds it expired."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from tui.domain.secret import Secret
from tui.errors import SessionError

SessionSource = Callable[[], Awaitable[Secret]]
"""Where a session comes from: the Salesforce CLI, a command, the practice org. Raises `SessionError`, `ConfigError`."""

Renewal = Callable[[], tuple[str, str]]
"""How a person gets a new session: `SessionError.renew` and its `hint`, one of them empty."""

_Answer = TypeVar("_Answer")


def log_in_again() -> tuple[str, str]:
    """Where nobody knows how the session was come by."""
    return "", "Log in to the org again, then retry."


class SessionExpiredError(SessionError):
    """The org does not accept the session, and a new one may help."""


class OrgSession:
    """Asks the source when a session is first needed, then keeps it.

    Args:
        renewal: what is said of a session that the org does not take, where its answer does not say more.
    """

    def __init__(self, source: SessionSource, renewal: Renewal = log_in_again) -> None:
        self._source = source
        self._renewal = renewal
        self._current: Secret | None = None
        self._asking = asyncio.Lock()

    def is_current(self, value: Secret) -> bool:
        """Whether `value` is the session that is used now."""
        return self._current is not None and self._current == value

    async def reading(self, call: Callable[[Secret], Awaitable[_Answer]]) -> _Answer:
        """Make a call that changes nothing; if it finds the session expired, get a new one and repeat it once.

        Raises:
            SessionError: there is no session, or the new one is refused as well.
        """
        return await self.telling(self._reading(call))

    async def telling(self, answer: Awaitable[_Answer]) -> _Answer:
        """Wait for an answer; where it is that a session is needed, the error says what gives a new one.

        Raises:
            SessionError: as `answer` does.
        """
        try:
            return await answer
        except SessionError as error:
            helps = isinstance(error, SessionExpiredError) or not error.hint
            told = error.renewed_by(*self._renewal()) if helps else error
        raise told  # outside the handler, as below

    async def _reading(self, call: Callable[[Secret], Awaitable[_Answer]]) -> _Answer:
        session = await self._after(None)
        try:
            return await call(session)
        except SessionExpiredError:
            pass  # the repeat is made outside the handler, so that its failure carries no context
        return await call(await self._after(session))

    async def _after(self, stale: Secret | None) -> Secret:
        """The session that follows `stale`: calls that expire together ask the source once."""
        async with self._asking:
            if self._current is None or self._current is stale:
                session = await self._source()
                if not session:
                    raise SessionError("There is no session for this org.")
                self._current = session
            return self._current
