"""Every act of the console, once: id, keys, words, and when it cannot act now and why.

Key bindings, footer, help, command palette and the reason for a refusal are all made from this registry, so they cannot
disagree.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tui.domain.connected_app import TokenState
from tui.domain.org import MANAGE_CONNECTED_APPS


class Scope(StrEnum):
    """Where an act lives."""

    APPS = "apps"
    APP = "app"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides whether an act can be done now."""

    scope: Scope
    current: bool = True
    """There is an app to act on: the current row, or the open app."""
    token: TokenState | None = None
    """Of the open app; None while its Setup page was not read."""
    revealed: bool = False
    searched: bool = False
    """The table shows what a search has left of it."""
    loading: bool = False
    """The list is being loaded."""
    busy: str = ""
    """What is under way, in words; one act at a time."""
    read_only: str = ""
    """Why nothing may be changed."""
    lacks_permission: bool = False
    may_reveal: bool = True


Reason = Callable[[Situation], str]
"""Why the act cannot be done now; empty where it can."""


def _always(_: Situation) -> str:
    return ""


def _needs_row(now: Situation) -> str:
    return "" if now.current else "No app is selected."


def _needs_waiting_or_search(now: Situation) -> str:
    return (
        "" if now.loading or now.searched else "Nothing to stop or to clear. q leaves the console."
    )


def _needs_token(now: Situation) -> str:
    if now.scope is Scope.APPS:
        return "Open the app first (Enter)."
    if now.busy:
        return f"One act at a time. {now.busy}"
    if now.lacks_permission:
        return f"Your user lacks the permission {MANAGE_CONNECTED_APPS}."
    if now.token is TokenState.PRESENT:
        return ""
    if now.token is TokenState.NONE:
        return "The app has no token yet: generate one (g)."
    if now.token is TokenState.UNKNOWN:
        return "The Setup page of this app offers no initial access token."
    return "The app's Setup page has not been read. Press F5 to read it."


def _reveal(now: Situation) -> str:
    if not now.may_reveal and now.scope is Scope.APP:
        return "This org is configured never to show a token. Copy it instead (c)."
    return "" if now.revealed else _needs_token(now)


def _generate(now: Situation) -> str:
    if now.scope is Scope.APPS:
        return "Open the app first (Enter)."
    if now.read_only:
        return now.read_only
    if now.token is TokenState.NONE and not now.busy and not now.lacks_permission:
        return ""
    return _needs_token(now)


@dataclass(frozen=True, slots=True)
class Action:
    """One act.

    Attributes:
        id: stable; key remapping and tests use it.
        keys: Textual key names, the first is the one shown.
        label: one or two words for the footer.
        help: a sentence for help and palette.
        prominent: whether the footer shows it.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    scope: Scope
    why_not: Reason = _always
    prominent: bool = False


ACTIONS: tuple[Action, ...] = (
    Action(
        "app.open",
        ("enter",),
        "Open",
        "Open the current app.",
        Scope.APPS,
        _needs_row,
        prominent=True,
    ),
    Action(
        "apps.search",
        ("slash",),
        "Search",
        "Search by name, Id or people; several words in any order.",
        Scope.APPS,
        prominent=True,
    ),
    Action(
        "apps.sort",
        ("s",),
        "Sort",
        "Choose the column the table is sorted by.",
        Scope.APPS,
        prominent=True,
    ),
    Action(
        "token.generate",
        ("g",),
        "Generate",
        "Generate or regenerate the token, whichever the Setup page offers. Always asks first.",
        Scope.BOTH,
        _generate,
        prominent=True,
    ),
    Action(
        "token.reveal",
        ("r",),
        "Reveal",
        "Show the token for a short time, or hide it again.",
        Scope.BOTH,
        _reveal,
        prominent=True,
    ),
    Action(
        "token.copy",
        ("c",),
        "Copy",
        "Copy the token without showing it.",
        Scope.BOTH,
        _needs_token,
        prominent=True,
    ),
    Action(
        "token.copy_header",
        ("C",),
        "Copy as header",
        "Copy the value of an Authorization header: the word Bearer, a space, the token.",
        Scope.BOTH,
        _needs_token,
    ),
    Action(
        "clipboard.clear",
        ("x",),
        "Clear clipboard",
        "Take a copied token off the clipboard now.",
        Scope.BOTH,
    ),
    Action(
        "journal", ("J",), "Journal", "What this console did; looks up unfinished acts.", Scope.BOTH
    ),
    Action("refresh", ("f5",), "Refresh", "Ask the org again.", Scope.BOTH, prominent=True),
    Action(
        "cancel",
        ("escape",),
        "Clear",
        "Stop loading, or clear the search.",
        Scope.APPS,
        _needs_waiting_or_search,
    ),
    Action(
        "back",
        ("left", "backspace", "escape"),
        "Back",
        "Back to the table. Inside tmux Escape takes half a second; the others do not.",
        Scope.APP,
        prominent=True,
    ),
    Action(
        "help",
        ("question_mark", "f1"),
        "Help",
        "What every key does.",
        Scope.BOTH,
        prominent=True,
    ),
    Action("palette", ("ctrl+p",), "Commands", "Find an act by its name.", Scope.BOTH),
    Action("quit", ("q",), "Quit", "Leave the console.", Scope.BOTH, prominent=True),
)

SEARCH_ACTIONS: tuple[Action, ...] = (
    Action("search.leave", ("enter",), "To the table", "Keep the search.", Scope.APPS),
    Action("search.clear", ("escape",), "Clear", "Bring everything back.", Scope.APPS),
)
"""What the key bar shows while something is typed; the search line binds these keys itself."""

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

MOVES: tuple[tuple[str, str], ...] = (
    ("↑ ↓  j k", "Up and down"),
    ("PgUp PgDn", "A page up and down"),
    ("Home End", "First and last"),
    ("Enter or ↓", "From the search to the table"),
)
"""Keys of the table itself, for the help."""

_KEY_NAMES = {
    "enter": "Enter",
    "slash": "/",
    "question_mark": "?",
    "left": "←",
    "backspace": "Backspace",
    "escape": "Esc",
    "f1": "F1",
    "f5": "F5",
    "ctrl+p": "ctrl+p",
}


def key_name(key: str) -> str:
    """A key as people write it."""
    return _KEY_NAMES.get(key, key)


def in_scope(scope: Scope) -> tuple[Action, ...]:
    """The acts of a screen, in the order of the footer."""
    return tuple(action for action in ACTIONS if action.scope in (scope, Scope.BOTH))


def label(action: Action, now: Situation) -> str:
    """The act's label as things stand: Generate or Regenerate, Reveal or Hide."""
    if action.id == "token.generate" and now.token is TokenState.PRESENT:
        return "Regenerate"
    if action.id == "token.reveal" and now.revealed:
        return "Hide"
    return action.label
