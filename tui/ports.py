"""What the services need from outside, with the errors each method raises.

`tui.client` talks to an org, `tui.clipboard` to a clipboard, `SystemClock` to the machine; tests bring their own.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from tui.domain.acts import Deed, Intent, JournalEntry, Subject, Upshot
    from tui.domain.app_metadata import AppMetadata
    from tui.domain.clipboard import Clearing, Delivery, Outlook
    from tui.domain.connected_app import AppDetails, AppPage
    from tui.domain.guided import Walk
    from tui.domain.handover import Errand, Held, Registration, TargetCard
    from tui.domain.kept import KeptList
    from tui.domain.org import Org, Permissions, User
    from tui.domain.secret import Mark, Secret
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
        """All connected apps, by name, some at a time; the org's next page is asked for when the caller wants more."""
        ...

    async def app(self, app_id: str) -> AppDetails:
        """One connected app.

        Raises:
            NotFoundError: the org has no connected app of that Id.
        """
        ...

    async def metadata(self, app_id: str) -> AppMetadata:
        """What the org's metadata says of one app: two calls and more, so only for an app that is open.

        Raises:
            NotFoundError: the org has no connected app of that Id.
        """
        ...

    async def generations(self) -> list[Generation]:
        """Every generation of a token in the audit trail (at least 180 days), of all apps, newest first."""
        ...


class Witness(Protocol):
    """Who is told of a press as it happens, and asked about the token that comes of it."""

    def leaving(self) -> None:
        """The POST is about to leave, or a person to be asked to press: the old token may be dead from here on."""
        ...

    def refuses(self, token: Secret) -> str:
        """Why a token that a person brought cannot be the new one, in a sentence; empty where it may be."""
        ...


class _Nobody:
    """Witnesses nothing."""

    def leaving(self) -> None:
        """Nobody measures."""

    def refuses(self, token: Secret) -> str:
        """Nobody knows better."""
        del token
        return ""


NOBODY: Witness = _Nobody()


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

    async def fetch(self, app_id: str) -> TokenReading:
        """The token, for somebody who asked for it: as `read`, but in guided mode a person is asked to bring it.

        Raises:
            NotConfirmedError: the person brought none.
            Whatever `read` raises.
        """
        ...

    async def generate(self, app_id: str, *, witness: Witness = NOBODY) -> TokenReading:
        """Press Generate: make the first token. One POST, never repeated.

        Args:
            witness: told at the moment before the POST leaves.

        Raises:
            ConflictError: the page offers Regenerate: a token exists by now. Nothing was sent.
            OutcomeUnknownError: sent, and the answer was lost or not understood.
            Whatever `read` raises: nothing was sent.
        """
        ...

    async def regenerate(
        self, app_id: str, *, replacing: Mark, witness: Witness = NOBODY
    ) -> TokenReading:
        """Press Regenerate: replace the token, which is dead at once. One POST, never repeated.

        Args:
            replacing: mark of the token that the admin was shown and means to replace.
            witness: as `generate`.

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

    def note(self, upshot: Upshot) -> None:
        """Record what is known of it so far and keep holding it, so that no other console offers to finish it.

        Raises:
            NotRecordedError: it cannot be recorded; the act is still held.
        """
        ...

    def end(self, upshot: Upshot) -> None:
        """Record what came of it, as `note`, and let go of it. After the first call both do nothing.

        Raises:
            NotRecordedError: it cannot be recorded. The act is let go of all the same: what was recorded before
                counts, and whoever looks may finish it, this process too.
        """
        ...


class Journal(Protocol):
    """The record of acts. Blocks for the time that a disk takes."""

    def begin(self, deed: Deed, org: Org, user: User, subject: Subject) -> OpenAct:
        """Put an intent on disk and hold the act.

        Raises:
            NotRecordedError: it is not on disk; the act must not be done.
        """
        ...

    def resume(self, intent: Intent) -> OpenAct | None:
        """Hold an act whose outcome is not final again, to end it; None where somebody holds it or has ended it.

        Raises:
            NotRecordedError, JournalError.
        """
        ...

    def person(self) -> str:
        """Who sits here, as the machine knows them: user, who became it by sudo, and host."""
        ...

    def entries(self) -> list[JournalEntry]:
        """Every act, oldest first, with the last thing known of it.

        Raises:
            JournalError: the journal cannot be read.
        """
        ...


class Clipboard(Protocol):
    """A way, or several ways, to a clipboard."""

    async def outlook(self) -> Outlook:
        """What can be known before anything is copied. Copies nothing, never raises."""
        ...

    async def copy(self, value: Secret) -> Delivery:
        """Put `value` on the clipboard. A call that is cancelled may have put it there.

        Raises:
            ClipboardError: it did not get there, or it is known that it cannot.
        """
        ...

    async def clear(self, value: Secret) -> Clearing:
        """Take `value` off the clipboard: only if it still holds it, where that can be read. Never raises."""
        ...


class Target(Protocol):
    """Where a token can be handed over to, as it is configured. Holds no connection yet."""

    @property
    def card(self) -> TargetCard:
        """What people are told of it, and which tokens it takes."""
        ...

    async def open(self, errand: Errand) -> OpenTarget:
        """Preflight: connect, log in, read what is there now, see that it could be written. Writes nothing.

        Raises:
            PreflightError: it could not take a token now; says what to repair.
        """
        ...


class ConfiguredTarget(Target, Protocol):
    """A target that can also be looked at without a token in mind."""

    async def check(self) -> tuple[str, ...]:
        """As `Target.open`, whoever's token it might be; returns what was seen and lets go of the connection.

        Raises:
            PreflightError: as `Target.open`.
        """
        ...


@runtime_checkable
class Gateway(ConfiguredTarget, Protocol):
    """A target that can be told to use what it holds: the practice org's own gateway."""

    async def register(self, app_id: str) -> Registration:
        """Let the gateway register a client at its org, with the token it holds for the app; it may hold none.

        Raises:
            TargetError: it could not be told, or could not ask its org.
        """
        ...


class OpenTarget(Protocol):
    """A target that is connected, logged in, and read: from here a hand-over costs one write."""

    @property
    def checked(self) -> tuple[str, ...]:
        """What the preflight saw, in words, one finding each."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of what happened since, a sentence each: something else changed, say."""
        ...

    def held_before(self, token: Secret) -> bool:
        """Whether the preflight saw that the target holds this very token. Asks nobody; False where it saw no value."""
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
        """What the target holds now, compared with `token` and with what the preflight saw. Writes no value.

        After a `put` a store that keeps who changed it may be told so here: outside the lock-out.

        Raises:
            TargetError: it could not be asked.
        """
        ...

    async def close(self) -> None:
        """Let go of the connection. Never raises; may be called more than once."""
        ...


TrailLook = Callable[[], Awaitable["Generation | None"]]
"""Looks for a generation of an app's token that was not there when the looking began; never raises an `OrgError`."""


class Guide(Protocol):
    """Leads a person through the Setup page in a browser, in guided mode."""

    async def lead(
        self, walk: Walk, problem: Callable[[Secret], str], newer_row: TrailLook
    ) -> Secret:
        """Tell the person the way, and take the token they paste.

        Args:
            problem: why a paste cannot be the token, in a sentence; empty where it may be.
            newer_row: the row of the audit trail that pressing the button has left, once it is there.

        Raises:
            NotConfirmedError: the person left without a token, and nothing was changed as far as they say.
            OutcomeUnknownError: the person left without a token, and the button may have been pressed.
        """
        ...


class ListKeeper(Protocol):
    """Keeps the list of one org from one session to the next. Neither method raises."""

    async def read(self) -> KeptList | None:
        """The list as it was kept, once all is known that can be known of org and user without asking the org.

        Returns None where nothing is kept, or what is kept is known to be of another org or user.
        """
        ...

    async def keep(self, kept: KeptList) -> None:
        """Keep this list from now on."""
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
