"""What the services need from outside, with the errors each method raises.

`tui.client` talks to an org, `tui.clipboard` to a clipboard, `SystemClock` to the machine; tests bring their own.
"""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Protocol

from tui.domain.acts import Deed, Intent, JournalEntry, Result
from tui.domain.connected_app import AppDetails, AppPage
from tui.domain.handover import Errand, Held, TargetCard
from tui.domain.org import Org, Permissions, User
from tui.domain.secret import Secret
from tui.domain.token import Generation, TokenReading


class OrgDirectory(Protocol):
    """What an org says through its documented interfaces. Reading only.

    Every method raises `UnreachableError`, `SessionError`, `BusyError`, `PermissionMissingError` or
    `UnexpectedAnswerError`.
    """

    async def org(self) -> Org:
        """The org itself (`Organization`)."""
        ...

    async def user(self) -> User:
        """Who the session belongs to (`/services/oauth2/userinfo`)."""
        ...

    async def permissions(self) -> Permissions:
        """What the user may do (`UserPermissionAccess`): a hint."""
        ...

    def app_pages(self) -> AsyncIterator[AppPage]:
        """All connected apps, by name, a page at a time; the next page is asked for when the caller wants it."""
        ...

    async def app(self, app_id: str) -> AppDetails:
        """One connected app.

        Raises:
            NotFoundError: the org has no connected app of that Id.
        """
        ...

    async def generations(self) -> list[Generation]:
        """Every generation of a token in the audit trail (at least 180 days), of all apps, newest first."""
        ...


class SetupPage(Protocol):
    """The Setup page of a connected app: the only place where Salesforce shows or makes the token."""

    async def read(self, app_id: str) -> TokenReading:
        """Read the page.

        Raises:
            NotFoundError: no such app.
            PermissionMissingError: the user may not see the page.
            UnexpectedAnswerError: the page is not what this client knows.
            UnreachableError, SessionError, BusyError.
        """
        ...

    async def generate(self, app_id: str) -> TokenReading:
        """Press Generate: make the first token. One POST, never repeated.

        Raises:
            ConflictError: the page offers Regenerate: a token exists by now. Nothing was sent.
            OutcomeUnknownError: sent, and the answer was lost or not understood.
            Whatever `read` raises: nothing was sent.
        """
        ...

    async def regenerate(self, app_id: str, *, replacing: str) -> TokenReading:
        """Press Regenerate: replace the token, which is dead at once. One POST, never repeated.

        Args:
            replacing: fingerprint of the token that the admin was shown and means to replace.

        Raises:
            ConflictError: the page holds another token than that, or none. Nothing was sent.
            OutcomeUnknownError: sent, and the answer was lost or not understood.
            Whatever `read` raises: nothing was sent.
        """
        ...


class OpenAct(Protocol):
    """An act whose intent is on disk and which this process holds."""

    @property
    def intent(self) -> Intent:
        """What was meant."""
        ...

    def end(self, result: Result, *, fingerprint: str | None = None, words: str = "") -> None:
        """Record what came of it. A second call does nothing.

        Raises:
            NotRecordedError: it cannot be recorded; the act counts as unfinished when this process has ended.
        """
        ...


class Journal(Protocol):
    """The record of acts. Blocks for the time that a disk takes."""

    def begin(
        self,
        deed: Deed,
        org: Org,
        user: User,
        *,
        app_id: str,
        app_name: str,
        replacing: str | None,
        last_row: datetime | None,
    ) -> OpenAct:
        """Put an intent on disk and hold the act.

        Raises:
            NotRecordedError: it is not on disk; the act must not be done.
        """
        ...

    def resume(self, intent: Intent) -> OpenAct | None:
        """Hold an unresolved act again, to end it; None where another process holds or has ended it.

        Raises:
            NotRecordedError, JournalError.
        """
        ...

    def entries(self) -> list[JournalEntry]:
        """Every act, oldest first, with the last thing known of it.

        Raises:
            JournalError: the journal cannot be read.
        """
        ...


class Clipboard(Protocol):
    """One way to a clipboard."""

    @property
    def way(self) -> str:
        """In words: which clipboard this is, and what it cannot promise."""
        ...

    async def copy(self, value: Secret) -> None:
        """Put `value` on the clipboard.

        Raises:
            ClipboardError: it could not be put there.
        """
        ...

    async def clear(self, value: Secret) -> bool:
        """Take `value` off the clipboard: only if it still holds it, where that can be read.

        Returns whether the clipboard was cleared; False means that it holds something else by now. Never raises.
        """
        ...


class Target(Protocol):
    """Where a token can be handed over to, as it is configured. Holds no connection yet."""

    @property
    def card(self) -> TargetCard:
        """What people are told of it, and which tokens it takes."""
        ...

    async def open(self, errand: Errand) -> "OpenTarget":
        """Preflight: connect, log in, read what is there now, see that it could be written. Writes nothing.

        Raises:
            PreflightError: it could not take a token now; says what to repair.
        """
        ...


class OpenTarget(Protocol):
    """A target that is connected, logged in, and read: from here a hand-over costs one write."""

    @property
    def checked(self) -> tuple[str, ...]:
        """What the preflight saw, in words, one finding each."""
        ...

    async def put(self, token: Secret) -> str:
        """Write the token, once, under the target's guard against somebody else's change.

        Returns what the target said of it, in words ("version 7"); empty where it says nothing.

        Raises:
            NotWrittenError: it provably did not happen; the same call may be repeated.
            WriteUnknownError: the answer was lost. When `held` then says `AS_BEFORE`, the call may be repeated.
            TargetConflictError: the target is not what the preflight saw.
            TargetError: refused; repeating it would be refused again.
        """
        ...

    async def held(self, token: Secret) -> Held:
        """What the target holds now, compared with `token` and with what the preflight saw. Writes nothing.

        Raises:
            TargetError: it could not be asked.
        """
        ...

    async def close(self) -> None:
        """Let go of the connection. Never raises; may be called more than once."""
        ...


class Clock(Protocol):
    """Time, injected, so that tests neither wait nor guess."""

    def now(self) -> datetime:
        """The time of day, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that only go forward."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...
