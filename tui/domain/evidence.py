"""What audit trail and journal say of an act whose answer was lost: which rows can be its own, which token it made.

The trail names a user and an app, no act. So the acts that the journal knows to have happened take their rows
first, then those that may have; what is left over speaks for the act in question.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum

from tui.domain.acts import Author, Intent, JournalEntry, Result, kept_name
from tui.domain.token import Generation

SKEW = timedelta(minutes=2)
"""How far the clocks of org and console may differ."""
_LONGEST = timedelta(minutes=10)
"""How long after its intent an act can still leave a row: retries of the page before it, its own timeout."""
_IN_DOUBT = timedelta(days=1)
"""How long a row is looked for that came after the look-up; the audit trail itself may lag."""


class Whose(Enum):
    """What an audit row says of an author."""

    THEIRS = "theirs"
    NOBODY_KNOWS = "somebody acted while logged in as them"
    ANOTHERS = "another's"


def whose(row: Generation, author: Author) -> Whose:
    """Whether a row is the author's: by the user's Id, and by the name only for journal lines that lack the Id.

    A console acts with its user's own session. So a row with a delegate is rather that of a person in a browser; where
    the session is a delegate's too, it may be the author's after all.
    """
    if author.user_id and row.by_id:
        same = author.user_id[:15] == row.by_id[:15]
    else:
        same = row.by in (author.name, f"{row.delegate} as {author.name}")
    if not same:
        return Whose.ANOTHERS
    return Whose.NOBODY_KNOWS if row.delegate else Whose.THEIRS


def rows_since(intent: Intent, rows: Sequence[Generation] | None) -> list[Generation]:
    """Generations of the app's token since the act began, oldest first."""
    mine = _of_app(intent, rows)
    return [mine[at] for at in _newer(intent, mine)]


def own_rows(
    intent: Intent,
    rows: Sequence[Generation] | None,
    acts: Sequence[JournalEntry],
    *,
    spare: bool = False,
    until: datetime | None = None,
) -> list[Generation]:
    """Rows of the act's author that no other act accounts for, oldest first.

    Args:
        acts: the other acts on the app that the journal knows.
        spare: whether every other act that may have happened gets a row before this one.
        until: the last moment at which the act can have left one, where that is known.
    """
    mine = _of_app(intent, rows)
    left = {at for at, row in enumerate(mine) if whose(row, intent.author) is Whose.THEIRS}
    same_author = [act for act in acts if _is_same(act.intent.author, intent.author)]
    for act in sorted(same_author, key=lambda act: (not _is_done(act), act.intent.at)):
        if _is_done(act) or (act.open and (spare or _comes_first(act, intent))):
            left -= {next((at for at in _newer(act.intent, mine) if at in left), -1)}
    latest = until or intent.at + _LONGEST
    return [mine[at] for at in _newer(intent, mine) if at in left and mine[at].at <= latest]


def late_row(
    entry: JournalEntry,
    rows: Sequence[Generation] | None,
    acts: Sequence[JournalEntry],
    now: datetime,
) -> Generation | None:
    """The row of an act that a look-up had found not to have happened: its request arrived after all.

    Args:
        acts: the acts on the app that the journal knows; each other that may have happened gets a row before this one.
    """
    if not in_doubt(entry, now):
        return None
    others = [act for act in acts if act.intent.act_id != entry.intent.act_id]
    return next(iter(own_rows(entry.intent, rows, others, spare=True)), None)


def pasted_row(
    entry: JournalEntry, rows: Sequence[Generation] | None, acts: Sequence[JournalEntry]
) -> Generation | None:
    """The row that pressing the button left whose token was then pasted; None where it is not there.

    Args:
        acts: the other acts on the app that the journal knows.
    """
    if entry.outcome is None:
        return None
    mine = own_rows(entry.intent, rows, acts, until=entry.outcome.at + SKEW)
    return next(iter(mine), None)


def awaits_row(entry: JournalEntry, now: datetime) -> bool:
    """Whether the row of a token that was pasted may still come to light."""
    return entry.unseen and not entry.running and now - entry.intent.at <= _IN_DOUBT


def in_doubt(entry: JournalEntry, now: datetime) -> bool:
    """Whether a row of an act that a look-up did not find may still come to light."""
    return entry.doubtful and now - entry.intent.at <= _IN_DOUBT


def replaced_by_another(intent: Intent, acts: Sequence[JournalEntry]) -> bool:
    """Whether an act that is known to have happened replaced the token that this one meant to replace."""
    return any(_is_done(act) and act.intent.replacing == intent.replacing for act in acts)


def token_made(intent: Intent, fingerprint: str | None, acts: Sequence[JournalEntry]) -> str | None:
    """Fingerprint of the token that the act made, given that it happened; None where that is not certain.

    Args:
        fingerprint: of the token that there is now.
    """
    known = [act.outcome.fingerprint for act in acts if act.outcome and _is_done(act)]
    later = [act for act in acts if act.intent.at > intent.at and (_is_done(act) or act.open)]
    if later:
        first = min(later, key=lambda act: act.intent.at)
        fingerprint = first.intent.replacing if _is_done(first) else None
    return None if fingerprint in known or fingerprint == intent.replacing else fingerprint


def _of_app(intent: Intent, rows: Sequence[Generation] | None) -> list[Generation]:
    mine = [
        row for row in rows or () if row.app_name and kept_name(row.app_name) == intent.app_name
    ]
    return sorted(mine, key=lambda row: row.at)


def _newer(intent: Intent, rows: Sequence[Generation]) -> list[int]:
    """Positions of the rows that were not there yet when the act began.

    A list that was loaded long before says less than the time of the act. Rows are dated to the second: of several in
    the second of the last known row, one was known.
    """
    since = intent.at - SKEW
    if intent.last_row is None or intent.last_row < since:
        return [at for at, row in enumerate(rows) if row.at > since]
    newer = [at for at, row in enumerate(rows) if row.at >= intent.last_row]
    return newer[1:] if newer and rows[newer[0]].at == intent.last_row else newer


def _is_same(one: Author, other: Author) -> bool:
    if one.user_id and other.user_id:
        return one.user_id == other.user_id
    return one.name == other.name


def _comes_first(act: JournalEntry, intent: Intent) -> bool:
    """Whether a row is rather the other act's. One that is older and saw the same token had not happened by then."""
    return act.intent.at > intent.at or act.intent.replacing != intent.replacing


def _is_done(act: JournalEntry) -> bool:
    return act.outcome is not None and act.outcome.result is Result.DONE
