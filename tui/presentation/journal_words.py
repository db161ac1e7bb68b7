"""Acts of the journal, in words."""

from collections.abc import Callable, Sequence
from datetime import datetime

from tui.domain.acts import Deed, Intent, JournalEntry, Result
from tui.domain.text import fold, printable, spelt
from tui.presentation.keymap import Keymap
from tui.presentation.times import age, exact, minute
from tui.presentation.undelivered_words import by_command

LEFT_BEHIND = "Whether it happened is not known yet: connected-apps journal --resume looks it up."
"""What is said to somebody who leaves while an act is under way."""

SETTLE = (
    "Have you looked in Setup? Then say so, and the act is closed:\ny it happened   n it did not"
)
"""What is offered where a look-up cannot tell."""

UNSEEN = "The token was pasted; its row was not seen in the audit trail."
"""What is known of a token in guided mode until the trail has its row."""

_SIGNS = {Result.DONE: "✓", Result.NOT_DONE: "–", Result.UNKNOWN: "?"}
_APP_MOST = 60


def state(entry: JournalEntry) -> str:
    """What is known of an act, with its sign."""
    if entry.running:
        return "… under way"
    if entry.undelivered:
        return "! undelivered"
    if entry.outcome is None:
        return "? unfinished"
    if entry.unseen:
        return "? pasted"
    return f"{_SIGNS[entry.outcome.result]} {entry.outcome.result}"


def change(entry: JournalEntry) -> str:
    """Fingerprints before and after, as far as they are known."""
    before = entry.intent.replacing or ("not known" if entry.intent.guided else "no token")
    if entry.intent.deed is Deed.HAND_OVER:
        return before
    after = entry.outcome.fingerprint if entry.outcome else None
    return f"{before} → {after or '?'}"


def line(entry: JournalEntry) -> str:
    """The act on one line: when, what came of it, what it was, which app."""
    when, what, app = cells(entry)
    return f"{when}  {what}  {app}"


def cells(entry: JournalEntry) -> tuple[str, str, str]:
    """The same in columns: when, what came of it and what it was, which app."""
    intent = entry.intent
    app = spelt(printable(intent.app_name), _APP_MOST)
    return minute(intent.at), f"{state(entry):<13}  {_act(intent):<10}", app


def _act(intent: Intent) -> str:
    """A token that is made for targets is rotated."""
    makes = intent.deed is not Deed.HAND_OVER
    return "rotate" if makes and intent.targets else str(intent.deed)


def details(entry: JournalEntry, now: datetime | None = None) -> list[tuple[str, str]]:
    """Everything the journal knows of the act, what came of it first.

    Args:
        now: for how long ago it was; None leaves that out.
    """
    intent, outcome = entry.intent, entry.outcome
    ago = f" · {age(intent.at, now)}" if now is not None else ""
    return [
        ("State", state(entry)),
        *_outcome(entry),
        ("Act", _act(intent)),
        ("App", f"{spelt(printable(intent.app_name), _APP_MOST)} · {intent.app_id}"),
        ("Token", change(entry)),
        ("At", f"{exact(intent.at)}{ago}"),
        *([("Ended", exact(outcome.at))] if outcome is not None else []),
        *_where(entry),
        ("Number", intent.act_id),
    ]


def _outcome(entry: JournalEntry) -> list[tuple[str, str]]:
    outcome = entry.outcome
    rows = [
        ("Seen", UNSEEN if entry.unseen else ""),
        ("Held by", ", ".join(outcome.held) if outcome is not None else ""),
        ("Without", ", ".join(entry.missing)),
        ("Found", outcome.words if outcome is not None else ""),
    ]
    return [row for row in rows if row[1]]


def _where(entry: JournalEntry) -> list[tuple[str, str]]:
    author = entry.intent.author
    person = (
        f"{author.os_user} (sudo from {author.sudo_user})" if author.sudo_user else author.os_user
    )
    return [
        ("Org", f"{entry.intent.org_name} · {entry.intent.origin}"),
        ("By", f"{author.name} · {author.username}"),
        ("From", f"{person} on {author.host}, process {author.pid}"),
    ]


def not_to_look_up(entry: JournalEntry) -> str:
    """Why an act need not be looked up in the org, and what to do instead where something is open."""
    if entry.undelivered:
        return f"{_not_held(entry)} h hands it over."
    if entry.running:
        return "Another console is still at work on this act."
    return "This act has ended; there is nothing to look up."


def to_hand_over(entry: JournalEntry, tell: Callable[[Sequence[str]], str]) -> str:
    """How an act whose token a target is without is finished on the command line.

    Args:
        tell: makes the command line of the words of a command.
    """
    return f"{_not_held(entry)} {by_command(entry.intent.app_id, entry.missing, tell)}"


def _not_held(entry: JournalEntry) -> str:
    return f"The token is there, but {', '.join(entry.missing)} is not known to hold it."


def offer_line(entries: Sequence[JournalEntry], keys: Keymap) -> str:
    """What is said of unfinished acts where no dialog may open."""
    key = keys.name("journal")
    if len(entries) == 1:
        intent = entries[0].intent
        act = f"The {_act(intent)} of {spelt(printable(intent.app_name), _APP_MOST)}"
        return f"{act} is unfinished. {key} shows it."
    return f"{len(entries):,} acts are unfinished. {key} shows them."


def matches(entry: JournalEntry, text: str) -> bool:
    """Whether every word of `text` occurs in what is shown of the act."""
    everything = fold(" ".join([line(entry), *(value for _, value in details(entry))]))
    return all(word in everything for word in fold(text).split())
