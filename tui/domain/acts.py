"""Acts that change an org, as the journal keeps them, and how a lost answer is judged afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tui.domain.connected_app import TokenState
from tui.domain.token import Generation


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


_SKEW = timedelta(minutes=2)
"""How far the clocks of org and console may differ where the trail's last row was not known."""


def judge(
    intent: Intent,
    state: TokenState | None,
    fingerprint: str | None,
    rows: Sequence[Generation] | None,
    *,
    explained: int = 0,
) -> Finding:
    """Say whether `intent` happened.

    Args:
        state: what the Setup page says now; None where it cannot be read.
        fingerprint: of the token it holds now.
        rows: the audit trail; None where it cannot be read.
        explained: how many of its author's generations since then are known to be other acts.
    """
    since = _since(intent, rows)
    ours = max(0, sum(row.by == intent.author.name for row in since) - explained)
    others = [row for row in since if row.by != intent.author.name]
    if state is None or state is TokenState.UNKNOWN:
        return _by_trail_alone(ours)
    if fingerprint == intent.replacing:
        return _unchanged(intent, ours)
    if ours and others:
        words = (
            f"It happened. {others[0].by} generated one too: the token on the page may be theirs."
        )
        return Finding(Result.DONE, words, fingerprint)
    if ours:
        return Finding(Result.DONE, "It happened: the audit trail has it.", fingerprint)
    if others:
        words = f"It did not happen. {others[0].by} generated the token that is there now."
        return Finding(Result.NOT_DONE, words, fingerprint)
    return Finding(
        Result.UNKNOWN,
        "There is a new token, and the audit trail does not say yet who made it. Look again in a minute.",
        fingerprint,
    )


def _since(intent: Intent, rows: Sequence[Generation] | None) -> list[Generation]:
    after = intent.last_row or intent.at - _SKEW
    mine = [row for row in rows or () if row.app_name == intent.app_name and row.at > after]
    return sorted(mine, key=lambda row: row.at, reverse=True)


def _by_trail_alone(ours: int) -> Finding:
    if ours:
        return Finding(
            Result.DONE, "It happened: the audit trail has it. The page cannot be read now."
        )
    return Finding(
        Result.UNKNOWN, "It cannot be known yet: the Setup page cannot be read. Look again later."
    )


def _unchanged(intent: Intent, ours: int) -> Finding:
    if ours:
        return Finding(
            Result.UNKNOWN,
            "The page shows the old state and the audit trail a generation by you. Look again in a minute.",
        )
    still = (
        "the app still has no token" if intent.replacing is None else "the old token is still there"
    )
    return Finding(
        Result.NOT_DONE, f"It did not happen: {still}. You may try again.", intent.replacing
    )
