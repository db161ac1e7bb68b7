"""Which tokens the journal knows, so that a paste can be told from a token that is no longer, or is another app's."""

from collections.abc import Sequence

from tui.domain.acts import Deed, JournalEntry, Result


def tokens_had(entries: Sequence[JournalEntry], app_id: str) -> frozenset[str]:
    """Fingerprints of every token that the app is known to have had: none of them is one that is made now."""
    return frozenset().union(*(_tokens(each) for each in entries if each.intent.app_id == app_id))


def tokens_replaced(entries: Sequence[JournalEntry], app_id: str) -> frozenset[str]:
    """Those of them that are dead: all that came before the newest token that is known to have been made."""
    mine = [each for each in entries if each.intent.app_id == app_id]
    made = [at for at, each in enumerate(mine) if _made(each)]
    if not made:
        return frozenset()
    newest = mine[made[-1]]
    before = tokens_had(mine[: made[-1]], app_id) | _tokens(newest)
    alive = newest.outcome.fingerprint if newest.outcome else None
    return before - {alive}


def others_token(entries: Sequence[JournalEntry], app_id: str, fingerprint: str) -> str:
    """The name of another app whose token it is; empty where none is known."""
    for each in entries:
        if each.intent.app_id != app_id and fingerprint in _tokens(each):
            return each.intent.app_name
    return ""


def _made(entry: JournalEntry) -> bool:
    done = entry.outcome is not None and entry.outcome.result is Result.DONE
    return done and entry.intent.deed is not Deed.HAND_OVER


def _tokens(entry: JournalEntry) -> frozenset[str]:
    made = entry.outcome.fingerprint if entry.outcome else None
    return frozenset(each for each in (made, entry.intent.replacing) if each)
