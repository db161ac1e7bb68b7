"""Everything that can go wrong and be foreseen, as one tree.

    ConsoleError              what happened, to what, and what to do next
    ├─ UsageError             the command line asks for something that cannot be done as asked
    │  ├─ AmbiguousNameError  several apps bear the name
    │  ├─ ReadOnlyError       the console or the org is set to read only
    │  └─ NotConfirmedError   a person was asked and left; nothing was changed
    ├─ ConfigError            the configuration file, or a secret it points to
    ├─ OrgError               raised by the client of an org; says which act it was
    │  ├─ UnreachableError    no answer: name resolution, refused, timeout, certificate
    │  ├─ SessionError        no session, or the org refuses the one there is
    │  ├─ PermissionMissingError  the user may not do this
    │  ├─ NotFoundError       no such app, or it has no token
    │  ├─ ConflictError       the token's state is not what the admin was shown
    │  ├─ BusyError           the org asks to come back later
    │  ├─ UnexpectedAnswerError  an answer this client does not understand; nothing was changed
    │  └─ OutcomeUnknownError a write was sent and its answer was lost
    ├─ StoppedError           a person waits no more for a read
    ├─ NotRecordedError       the intent cannot be put in the journal, so nothing was done
    ├─ JournalError           the journal cannot be read
    ├─ ClipboardError         the value could not be put on a clipboard
    ├─ TargetError            a hand-over target; the token did not get there
    │  ├─ PreflightError      a target cannot take a token as things stand; nothing was changed
    │  ├─ NotWrittenError     this write provably did not happen, and may be repeated under its guard
    │  ├─ TargetConflictError somebody changed the target since the preflight; nothing was overwritten
    │  └─ WriteUnknownError   the write was sent and its answer was lost
    ├─ OutputError            standard output does not take what was to be printed
    └─ PracticeOrgError       the local practice org cannot start or cannot read its data

The text of an error is safe to show and to log: it never holds a body, a query string or a secret. Anything
that is not a `ConsoleError` is a bug and may crash.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from enum import StrEnum
from typing import ClassVar, Self

from tui.exit_codes import ExitCode

NOTHING_CHANGED = "Nothing was changed."
CONSOLE_CHANGED_NOTHING = "The console changed nothing."


class ConsoleError(Exception):
    """Base of the tree.

    Attributes:
        what: what happened, to what; one sentence.
        hint: what to do next; one sentence, or empty where there is nothing to add.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.BUG

    def __init__(self, what: str, *, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def adding(self, sentence: str) -> Self:
        """The same error, with what is known besides; itself where that is nothing."""
        if not sentence:
            return self
        more = copy(self)
        more.what = f"{self.what} {sentence}"
        more.args = (more.what,)
        return more

    def changing_nothing(self, *, by_hand: bool = False) -> Self:
        """The same error, saying that nothing was changed; once, however many layers know it.

        Args:
            by_hand: a person works the org's Setup page, so that only of the console itself can it be said.
        """
        said = f"{self.what} {self.hint}".lower()
        if any(words.lower() in said for words in (NOTHING_CHANGED, CONSOLE_CHANGED_NOTHING)):
            return self
        return self.adding(CONSOLE_CHANGED_NOTHING if by_hand else NOTHING_CHANGED)


class UsageError(ConsoleError):
    """The command line asks for something that cannot be done as asked."""

    exit_code = ExitCode.USAGE


class AmbiguousNameError(UsageError):
    """Several connected apps bear the name; `what` lists their Ids."""


class ReadOnlyError(UsageError):
    """Generate and regenerate are refused because the console or the org is read only."""


class NotConfirmedError(UsageError):
    """A person was asked and left, or did not confirm; nothing was changed."""


class ConfigError(ConsoleError):
    """The configuration cannot be used; `what` names file, key and line where they are known."""

    exit_code = ExitCode.CONFIGURATION


class OrgError(ConsoleError):
    """Something between the console and the org.

    Attributes:
        status: the HTTP status, where there was an answer.
        code: the org's own error code (`INVALID_SESSION_ID`, …), where it gave one.
    """

    def __init__(
        self, what: str, *, hint: str = "", status: int | None = None, code: str | None = None
    ) -> None:
        super().__init__(what, hint=hint)
        self.status = status
        self.code = code


class UnreachableError(OrgError):
    """The org gave no answer."""

    exit_code = ExitCode.UNREACHABLE


class SessionError(OrgError):
    """There is no session, or the org does not accept it.

    Attributes:
        renew: what gives a new one, in words that end without a stop; empty where that is not known.
    """

    exit_code = ExitCode.NO_SESSION

    def __init__(
        self,
        what: str,
        *,
        hint: str = "",
        status: int | None = None,
        code: str | None = None,
        renew: str = "",
    ) -> None:
        super().__init__(what, hint=hint, status=status, code=code)
        self.renew = renew

    def renewed_by(self, renew: str, hint: str = "") -> Self:
        """The same error with what gives a new session, where it does not say that already."""
        if self.renew:
            return self
        more = copy(self)
        more.renew, more.hint = renew, f"{self.hint} {hint}".strip()
        return more


class PermissionMissingError(OrgError):
    """The user may not do this."""

    exit_code = ExitCode.PERMISSION_MISSING


class NotFoundError(OrgError):
    """There is no such connected app, or it has no token."""

    exit_code = ExitCode.NOT_FOUND


class ConflictError(OrgError):
    """The token's state is not what the admin was shown; nothing was sent."""

    exit_code = ExitCode.CONFLICT


class BusyError(OrgError):
    """The org asks to come back later.

    Attributes:
        retry_after: seconds to wait as the org named them, or None.
    """

    exit_code = ExitCode.UNREACHABLE

    def __init__(
        self,
        what: str,
        *,
        hint: str = "",
        status: int | None = None,
        code: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(what, hint=hint, status=status, code=code)
        self.retry_after = retry_after


class Obstacle(StrEnum):
    """Why a Setup page cannot be worked from here, in words. Guided mode does not meet it."""

    IDENTITY = "identity verification"
    PASSKEY = "passkey enrolment"
    PASSWORD = "password change"
    MAINTENANCE = "maintenance"
    OTHER_PAGE = "a page that is not known"
    OTHER_APP = "the page of another app"
    LANGUAGE = "labels that are not known"
    NO_SECTION = "no section for the token"
    TWO_CANDIDATES = "two candidates"
    SECTION = "a section that is not understood"
    SCRIPT = "a button that works by script"
    FORM = "a form that is not understood"


class UnexpectedAnswerError(OrgError):
    """The org's answer is not one this client understands, so nothing was built on it and nothing posted.

    Attributes:
        obstacle: what stands in the way of working the Setup page, where that is what was tried.
    """

    exit_code = ExitCode.UNREACHABLE

    def __init__(
        self,
        what: str,
        *,
        hint: str = "",
        status: int | None = None,
        code: str | None = None,
        obstacle: Obstacle | None = None,
    ) -> None:
        super().__init__(what, hint=hint, status=status, code=code)
        self.obstacle = obstacle


class OutcomeUnknownError(OrgError):
    """A generate or regenerate was sent and its answer was lost: it may or may not have happened."""

    exit_code = ExitCode.OUTCOME_UNKNOWN


@contextmanager
def nothing_sent_yet(*, by_hand: bool = False) -> Iterator[None]:
    """What fails in here failed before anything was sent to the org, or was proven to have changed nothing: it says so.

    Where the outcome is not known it does not.

    Args:
        by_hand: as `ConsoleError.changing_nothing`.
    """
    try:
        yield
    except OutcomeUnknownError:
        raise
    except ConsoleError as error:
        raise error.changing_nothing(by_hand=by_hand) from None


class StoppedError(ConsoleError):
    """A person waits no more for what was being read; nothing is wrong."""


class NotRecordedError(ConsoleError):
    """The intent cannot be put in the journal, so nothing was done."""

    exit_code = ExitCode.NOT_RECORDED


class JournalError(ConsoleError):
    """The journal cannot be read."""

    exit_code = ExitCode.CONFIGURATION


class ClipboardError(ConsoleError):
    """The value could not be put on a clipboard."""

    exit_code = ExitCode.NO_CLIPBOARD


class TargetError(ConsoleError):
    """A hand-over target did not take the token."""

    exit_code = ExitCode.TARGET_WITHOUT_TOKEN


class PreflightError(TargetError):
    """A target cannot take a token as things stand; nothing was changed anywhere."""

    exit_code = ExitCode.PREFLIGHT_FAILED


class NotWrittenError(TargetError):
    """The write provably did not happen: no connection, or the target asks to come back later (429, 503).

    Attributes:
        retry_after: seconds to wait as the target named them, or None.
    """

    def __init__(self, what: str, *, hint: str = "", retry_after: float | None = None) -> None:
        super().__init__(what, hint=hint)
        self.retry_after = retry_after


class TargetConflictError(TargetError):
    """Somebody changed the target since the preflight; nothing was overwritten."""


class WriteUnknownError(TargetError):
    """The write was sent and its answer was lost: the target may or may not hold the token."""


class OutputError(ConsoleError):
    """Standard output does not take what was to be printed. An act that was done before it is done all the same."""

    exit_code = ExitCode.CONFIGURATION


class PracticeOrgError(ConsoleError):
    """The local practice org cannot start, or cannot use its data."""

    exit_code = ExitCode.CONFIGURATION
