"""What the pane beside the table says of the current app: only what the list holds, for nothing is asked for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tui.domain.connected_app import TokenState
from tui.domain.listing import Known
from tui.domain.text import spelt
from tui.presentation.actions import BY_ID, Situation
from tui.presentation.app_words import NAME_MOST, children_words, dated
from tui.presentation.questions import NO_CHILDREN
from tui.presentation.times import age, exact

_TOKEN = {
    TokenState.PRESENT: "● present",
    TokenState.NONE: "○ none",
    TokenState.UNKNOWN: "· unknown until opened",
}


@dataclass(frozen=True, slots=True)
class PaneAct:
    """What a key would do to the current app, or why not now."""

    action_id: str
    key: str
    words: str
    off: bool


@dataclass(frozen=True, slots=True)
class PaneWords:
    """The pane, from top to bottom."""

    name: str
    rows: tuple[tuple[str, str], ...]
    """Labels and values; a row without a label goes on with the one above."""
    acts: tuple[PaneAct, ...]


def pane_words(
    known: Known, situation: Situation, now: datetime, *, marked: bool, children: Sequence[str]
) -> PaneWords:
    """What is known of an app, and what Enter and the acts would do to it.

    Args:
        marked: whether this app is among the marked ones.
        children: names of the child apps that are known.
    """
    app = known.app
    rows = [
        ("Token", _TOKEN[known.token]),
        *_generated(known, now),
        ("Id", app.id),
        ("Created", dated(app.created_at, app.created_by)),
        ("Changed", dated(app.modified_at, app.modified_by)),
        ("Child apps", children_words(children) or NO_CHILDREN),
    ]
    if situation.marked:
        rows.append(("Marked", _marks(marked, situation.marked)))
    return PaneWords(spelt(app.name, NAME_MOST) or "(no name)", tuple(rows), _acts(situation))


def _generated(known: Known, now: datetime) -> list[tuple[str, str]]:
    if known.latest is not None:
        by = [("by", spelt(known.latest.by))] if known.latest.by else []
        return [("Generated", age(known.latest.at, now)), ("", exact(known.latest.at)), *by]
    if known.token is TokenState.NONE:
        return []
    if known.ambiguous:
        return [("Generated", "not known: several apps bear this name in the audit trail")]
    return [("Generated", "not known: no row in the audit trail")]


def _marks(marked: bool, count: int) -> str:
    if marked:
        return f"▪ yes; {count:,} in all" if count > 1 else "▪ yes, it alone"
    return f"no; {count:,} other{'' if count == 1 else 's'}"


def _acts(situation: Situation) -> tuple[PaneAct, ...]:
    marked = situation.marked
    does = {
        "app.open": "opens it; then its page is read",
        "hand_over": "hands its token over; asks first",
        "rotate": f"rotates the {marked:,} marked; asks first"
        if marked
        else "regenerates and hands over; asks",
    }
    return tuple(_act(action_id, words, situation) for action_id, words in does.items())


def _act(action_id: str, words: str, situation: Situation) -> PaneAct:
    why = BY_ID[action_id].why_not(situation)
    return PaneAct(action_id, situation.keys.name(action_id), why or words, bool(why))
