"""How an act whose answer was lost is judged afterwards."""

from collections.abc import Sequence

from tui.domain.acts import Finding, Intent, JournalEntry, Result
from tui.domain.connected_app import TokenState
from tui.domain.evidence import (
    Whose,
    own_rows,
    replaced_by_another,
    rows_since,
    token_made,
    whose,
)
from tui.domain.token import Generation


def judge(
    intent: Intent,
    state: TokenState | None,
    fingerprint: str | None,
    rows: Sequence[Generation] | None,
    *,
    acts: Sequence[JournalEntry] = (),
) -> Finding:
    """Say whether `intent` happened.

    Args:
        state: what the Setup page says now; None where it cannot be read.
        fingerprint: of the token it holds now.
        rows: the audit trail; None where it cannot be read.
        acts: the other acts on the same app of the same org that the journal knows.
    """
    spare = own_rows(intent, rows, acts, spare=True)
    if fingerprint == intent.replacing and state not in (None, TokenState.UNKNOWN):
        return _unchanged(intent, spare)
    replaced = replaced_by_another(intent, acts)
    ours = spare if replaced else own_rows(intent, rows, acts)
    since = [(row, whose(row, intent.author)) for row in rows_since(intent, rows)]
    others = [row for row, theirs in since if theirs is Whose.ANOTHERS]
    unclear = [row for row, theirs in since if theirs is Whose.NOBODY_KNOWS]
    made = token_made(intent, fingerprint, acts)
    if state is None or state is TokenState.UNKNOWN:
        return _by_paste(ours) if intent.guided else _by_trail_alone(ours)
    if ours and others:
        words = (
            f"It happened. {others[-1].by} generated one too: the token on the page may be theirs."
        )
        return Finding(Result.DONE, words, made if ours[-1].at > others[-1].at else None)
    if ours:
        return Finding(Result.DONE, "It happened: the audit trail has it.", made)
    if unclear:
        words = f"Whether it happened cannot be told: {unclear[-1].by} generated one, which may be it or not."
        return Finding(Result.UNKNOWN, words, fingerprint)
    if replaced:
        return Finding(Result.NOT_DONE, _forestalled(intent), fingerprint)
    if others:
        words = f"It did not happen. {others[-1].by} generated the token that is there now."
        return Finding(Result.NOT_DONE, words, fingerprint)
    return Finding(
        Result.UNKNOWN,
        "There is a new token, and the audit trail does not say yet who made it. Look again in a minute.",
        fingerprint,
    )


def _forestalled(intent: Intent) -> str:
    """In guided mode no token was seen either way, so nothing is called the first one."""
    if intent.replacing is None and not intent.guided:
        return "It did not happen: another act generated the first token."
    return "It did not happen: a later act replaced the token that this one meant to replace."


def _by_trail_alone(ours: Sequence[Generation]) -> Finding:
    if ours:
        return Finding(
            Result.DONE, "It happened: the audit trail has it. The page cannot be read now."
        )
    return Finding(
        Result.UNKNOWN, "It cannot be known yet: the Setup page cannot be read. Look again later."
    )


def _by_paste(ours: Sequence[Generation]) -> Finding:
    """In guided mode a person pressed the button or did not, and the trail alone can tell."""
    if ours:
        return Finding(
            Result.DONE, "It happened: the audit trail has it. Its token was not pasted here."
        )
    return Finding(
        Result.UNKNOWN,
        "It cannot be known yet: the audit trail has no generation by you. Look again in a minute.",
    )


def _unchanged(intent: Intent, ours: Sequence[Generation]) -> Finding:
    if any(row.at >= intent.at.replace(microsecond=0) for row in ours):
        return Finding(
            Result.UNKNOWN,
            "The page shows the old state and the audit trail a generation by you. Look again in a minute.",
        )
    still = (
        "the app still has no token" if intent.replacing is None else "the old token is still there"
    )
    # Silence proves nothing of a request that is still on its way; `late_row` finds it when it has come.
    words = (
        f"It did not happen: {still}. You may try again; should the request still arrive,"
        " you are told before your next change."
    )
    return Finding(Result.NOT_DONE, words, intent.replacing)
