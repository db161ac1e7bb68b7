"""What audit trail and journal say of an act whose answer was lost: which rows can be its own, which token it made.

The trail names a person and an app, no act. So the acts that the journal knows to have happened take their rows
first, then those that may have; what is left over speaks for the act in question.
"""

from collections.abc import Sequence
from datetime import timedelta

from tui.domain.acts import Intent, JournalEntry, Result
from tui.domain.token import Generation

_SKEW = timedelta(minutes=2)
"""How far the clocks of org and console may differ."""
_LONGEST = timedelta(minutes=10)
"""How long after its intent an act can still leave a row: retries of the page before it, its own timeout."""


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
) -> list[Generation]:
    """Rows of the act's author that no other act accounts for, oldest first.

    Args:
        acts: the other acts on the app that the journal knows.
        spare: whether every other act that may have happened gets a row before this one.
    """
    mine = _of_app(intent, rows)
    left = {at for at, row in enumerate(mine) if row.by == intent.author.name}
    same_author = [act for act in acts if act.intent.author.name == intent.author.name]
    for act in sorted(same_author, key=lambda act: (not _is_done(act), act.intent.at)):
        if _is_done(act) or (_is_open(act) and (spare or _comes_first(act, intent))):
            left -= {next((at for at in _newer(act.intent, mine) if at in left), -1)}
    latest = intent.at + _LONGEST
    return [mine[at] for at in _newer(intent, mine) if at in left and mine[at].at <= latest]


def replaced_by_another(intent: Intent, acts: Sequence[JournalEntry]) -> bool:
    """Whether an act that is known to have happened replaced the token that this one meant to replace."""
    return any(_is_done(act) and act.intent.replacing == intent.replacing for act in acts)


def token_made(intent: Intent, fingerprint: str | None, acts: Sequence[JournalEntry]) -> str | None:
    """Fingerprint of the token that the act made, given that it happened; None where that is not certain.

    Args:
        fingerprint: of the token that there is now.
    """
    known = [act.outcome.fingerprint for act in acts if act.outcome and _is_done(act)]
    later = [act for act in acts if act.intent.at > intent.at and (_is_done(act) or _is_open(act))]
    if later:
        first = min(later, key=lambda act: act.intent.at)
        fingerprint = first.intent.replacing if _is_done(first) else None
    return None if fingerprint in known or fingerprint == intent.replacing else fingerprint


def _of_app(intent: Intent, rows: Sequence[Generation] | None) -> list[Generation]:
    mine = [row for row in rows or () if row.app_name == intent.app_name]
    return sorted(mine, key=lambda row: row.at)


def _newer(intent: Intent, rows: Sequence[Generation]) -> list[int]:
    """Positions of the rows that were not there yet when the act began.

    A list that was loaded long before says less than the time of the act. Rows are dated to the second: of several in
    the second of the last known row, one was known.
    """
    since = intent.at - _SKEW
    if intent.last_row is None or intent.last_row < since:
        return [at for at, row in enumerate(rows) if row.at > since]
    newer = [at for at, row in enumerate(rows) if row.at >= intent.last_row]
    return newer[1:] if newer and rows[newer[0]].at == intent.last_row else newer


def _comes_first(act: JournalEntry, intent: Intent) -> bool:
    """Whether a row is rather the other act's. One that is older and saw the same token had not happened by then."""
    return act.intent.at > intent.at or act.intent.replacing != intent.replacing


def _is_done(act: JournalEntry) -> bool:
    return act.outcome is not None and act.outcome.result is Result.DONE


def _is_open(act: JournalEntry) -> bool:
    """Whether the act may have happened, as far as anybody knows."""
    return act.outcome is None or act.outcome.result is Result.UNKNOWN
