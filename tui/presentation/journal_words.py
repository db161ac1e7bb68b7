"""Acts of the journal, in words."""

from tui.domain.acts import JournalEntry, Result
from tui.domain.text import fold, printable, shortened

LEFT_BEHIND = "Whether it happened is not known yet: connected-apps journal --resume looks it up."
"""What is said to somebody who leaves while an act is under way."""

_SIGNS = {Result.DONE: "✓", Result.NOT_DONE: "–", Result.UNKNOWN: "?"}
_APP_MOST = 60


def state(entry: JournalEntry) -> str:
    """What is known of an act, with its sign."""
    if entry.running:
        return "… under way"
    if entry.outcome is None:
        return "? unfinished"
    return f"{_SIGNS[entry.outcome.result]} {entry.outcome.result}"


def change(entry: JournalEntry) -> str:
    """Fingerprints before and after, as far as they are known."""
    before = entry.intent.replacing or "no token"
    after = entry.outcome.fingerprint if entry.outcome else None
    return f"{before} → {after or '?'}"


def line(entry: JournalEntry) -> str:
    """The act on one line: when, what came of it, what it was, which app."""
    intent = entry.intent
    at = intent.at.astimezone().strftime("%Y-%m-%d %H:%M")
    app = shortened(printable(intent.app_name), _APP_MOST)
    return f"{at}  {state(entry):<13} {intent.deed:<11} {app}"


def details(entry: JournalEntry) -> list[tuple[str, str]]:
    """Everything the journal knows of the act."""
    intent, author = entry.intent, entry.intent.author
    person = (
        f"{author.os_user} (sudo from {author.sudo_user})" if author.sudo_user else author.os_user
    )
    rows = [
        ("Act", f"{intent.deed} · {intent.act_id}"),
        ("App", f"{shortened(intent.app_name, _APP_MOST)} · {intent.app_id}"),
        ("Org", f"{intent.org_name} · {intent.origin}"),
        ("Token", change(entry)),
        ("By", f"{author.name} · {author.username}"),
        ("From", f"{person} on {author.host}, process {author.pid}"),
        ("State", state(entry)),
    ]
    if entry.outcome is not None and entry.outcome.words:
        rows.append(("Found", entry.outcome.words))
    return rows


def matches(entry: JournalEntry, text: str) -> bool:
    """Whether every word of `text` occurs in what is shown of the act."""
    everything = fold(" ".join([line(entry), *(value for _, value in details(entry))]))
    return all(word in everything for word in fold(text).split())
