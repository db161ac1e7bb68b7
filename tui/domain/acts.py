"""Acts that change an org, as the journal keeps them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tui.domain.text import shortened


class Deed(StrEnum):
    """What was meant."""

    GENERATE = "generate"
    REGENERATE = "regenerate"
    HAND_OVER = "hand over"
    """Nothing in the org: the token that there is goes to targets."""


class Result(StrEnum):
    """What came of it."""

    DONE = "done"
    NOT_DONE = "not done"
    UNKNOWN = "unknown"
    """Sent, and the answer was lost: it may or may not have happened."""


_NAME_MOST = 800
"""Characters of a name that the journal keeps: Salesforce allows 80, and what an escape makes of one has ten."""


def kept_name(app_name: str) -> str:
    """An app's name as the journal keeps it: whole, unless something is very wrong with it."""
    return shortened(app_name, _NAME_MOST)


class Basis(StrEnum):
    """How it is known what came of an act."""

    ANSWER = "answer"
    """The process that acted had an answer, or had sent nothing."""
    LOOK_UP = "look-up"
    """Afterwards, from Setup page and audit trail. That nothing happened is then said of the time of the look-up."""
    PERSON = "person"
    """Somebody looked in Setup and said so."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts: in the org, and on the machine the console runs on."""

    username: str
    """The org's user, as it logs in."""
    name: str
    """The same user, as the audit trail names people."""
    host: str
    os_user: str
    sudo_user: str
    """Who became `os_user` by sudo; empty where nobody did."""
    pid: int
    process_started: datetime
    user_id: str = ""
    """The org's user by its Id, which no other bears; empty in lines of an older form."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act is about to change. Fingerprints stand for tokens."""

    app_id: str
    app_name: str
    replacing: str | None
    """Fingerprint of the token that the admin saw; None before the first one."""
    last_row: datetime | None
    """Newest generation the trail was known to have for the app; None where it was not known."""
    targets: tuple[str, ...] = ()
    """Names of the targets that the token is to be handed to, as the configuration has them."""
    guided: bool = False
    """A person works the Setup page: that no token was seen does not say that there is none."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What is about to be done; on disk before the request leaves. The last ones as in `Subject`."""

    act_id: str
    at: datetime
    deed: Deed
    org_id: str
    org_name: str
    origin: str
    app_id: str
    app_name: str
    author: Author
    replacing: str | None
    last_row: datetime | None
    targets: tuple[str, ...] = ()
    guided: bool = False


@dataclass(frozen=True, slots=True)
class Upshot:
    """What is known to have come of an act."""

    result: Result
    fingerprint: str | None = None
    """Of the new token, where it is known."""
    words: str = ""
    held: tuple[str, ...] = ()
    """Targets that hold the new token."""
    missing: tuple[str, ...] = ()
    """Targets that do not, or are not known to."""
    basis: Basis = Basis.ANSWER
    said_by: str = ""
    """Who said so, where the basis is a person."""
    unseen: bool = False
    """The token was pasted, and the audit trail was not seen to have a row of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Upshot):
    """An upshot on record. The last one of an act counts; one that is not final may be followed by another."""

    act_id: str
    at: datetime

    @property
    def final(self) -> bool:
        """Whether nothing more is to come: seen to have happened and delivered, or known not to have happened."""
        if self.result is Result.DONE:
            return not self.missing and not self.unseen
        return self.result is Result.NOT_DONE and self.basis is not Basis.LOOK_UP


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """An act with the last thing that is known of it."""

    intent: Intent
    outcome: Outcome | None
    running: bool
    """A process that is alive holds the act: it is nobody else's to judge."""

    @property
    def open(self) -> bool:
        """Whether nobody knows what came of the act."""
        return self.outcome is None or self.outcome.result is Result.UNKNOWN

    @property
    def unresolved(self) -> bool:
        """Whether the act should be looked up in the org."""
        return self.open and not self.running and self.intent.deed is not Deed.HAND_OVER

    @property
    def doubtful(self) -> bool:
        """Whether it was found not to have happened while its request may still have been on its way."""
        outcome = self.outcome
        found = outcome is not None and outcome.result is Result.NOT_DONE and not outcome.final
        return found and not self.running

    @property
    def unseen(self) -> bool:
        """Whether its token was pasted, and the audit trail was not seen to have a row of it."""
        return self.outcome is not None and self.outcome.unseen

    @property
    def missing(self) -> tuple[str, ...]:
        """Targets that are not known to hold the token of an act that happened, or that changed nothing in the org."""
        if self.outcome is not None and self.outcome.result is Result.DONE:
            return self.outcome.missing
        return self.intent.targets if self.open and self.intent.deed is Deed.HAND_OVER else ()

    @property
    def undelivered(self) -> bool:
        """Whether a hand-over should be finished: the token is there, and a target is without it."""
        return bool(self.missing) and not self.running


@dataclass(frozen=True, slots=True)
class Finding:
    """What a look-up says of an act whose answer was lost."""

    result: Result
    words: str
    fingerprint: str | None = None
    notice: str = ""
    """What was done beside it, in a sentence."""
