"""Acts that change an org, as the journal keeps them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Deed(StrEnum):
    """What was meant."""

    GENERATE = "generate"
    REGENERATE = "regenerate"


class Result(StrEnum):
    """What came of it."""

    DONE = "done"
    NOT_DONE = "not done"
    UNKNOWN = "unknown"
    """Sent, and the answer was lost: it may or may not have happened."""


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


@dataclass(frozen=True, slots=True)
class Intent:
    """What is about to be done; on disk before the request leaves. Fingerprints stand for tokens."""

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
    """Fingerprint of the token that the admin saw; None before the first one."""
    last_row: datetime | None
    """Newest generation the trail was known to have for the app; None where it was not known."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an act; an unknown one may be followed by another, once it was looked up."""

    act_id: str
    at: datetime
    result: Result
    fingerprint: str | None
    """Of the new token, where it is known."""
    words: str


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """An act with the last thing that is known of it."""

    intent: Intent
    outcome: Outcome | None
    running: bool
    """A process that is alive holds the act: it is nobody else's to judge."""

    @property
    def unresolved(self) -> bool:
        """Whether the act should be looked up."""
        known = self.outcome is not None and self.outcome.result is not Result.UNKNOWN
        return not known and not self.running


@dataclass(frozen=True, slots=True)
class Finding:
    """What a look-up says of an act whose answer was lost."""

    result: Result
    words: str
    fingerprint: str | None = None
