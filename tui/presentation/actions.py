"""Every act of the console, once: id, keys, words, and when it cannot act now and why.

Key bindings, footer, help, command palette and the reason for a refusal are all made from this registry, so they cannot
disagree.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tui.domain.connected_app import TokenState
from tui.presentation.situation import (
    Reason,
    Scope,
    Situation,
    always,
    generating,
    handing_over,
    needs_gateway,
    needs_max_age,
    needs_missing,
    needs_row,
    needs_token,
    needs_waiting_or_search,
    needs_work,
    nothing_under_way,
    revealing,
    rotating,
)

__all__ = [
    "ACTIONS",
    "BY_ID",
    "MOVES",
    "SEARCH_ACTIONS",
    "Action",
    "Scope",
    "Situation",
    "in_scope",
    "key_name",
    "label",
]


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
    why_not: Reason = always
    prominent: bool = False


ACTIONS: tuple[Action, ...] = (
    Action(
        "app.open",
        ("enter",),
        "Open",
        "Open the current app.",
        Scope.APPS,
        needs_row,
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
        generating,
        prominent=True,
    ),
    Action(
        "token.reveal",
        ("r",),
        "Reveal",
        "Show the token for a short time, or hide it again.",
        Scope.BOTH,
        revealing,
        prominent=True,
    ),
    Action(
        "token.copy",
        ("c",),
        "Copy",
        "Copy the token without showing it.",
        Scope.BOTH,
        needs_token,
        prominent=True,
    ),
    Action(
        "token.copy_header",
        ("C",),
        "Copy as header",
        "Copy the value of an Authorization header: the word Bearer, a space, the token.",
        Scope.BOTH,
        needs_token,
    ),
    Action(
        "token.copy_menu",
        ("y",),
        "More",
        "Copy in another form, as a curl command too, or show the token alone for the mouse.",
        Scope.BOTH,
        needs_token,
    ),
    Action(
        "hand_over",
        ("h",),
        "Hand over",
        "Hand the token that there is to targets: gateways, secret stores. Always asks first.",
        Scope.BOTH,
        handing_over,
        prominent=True,
    ),
    Action(
        "rotate",
        ("R",),
        "Rotate",
        "Regenerate and hand the new token to targets in one act; marked rows one after the other. Always asks.",
        Scope.BOTH,
        rotating,
        prominent=True,
    ),
    Action(
        "rotation.retry",
        ("enter",),
        "Try again",
        "Try the current target once more.",
        Scope.ROTATION,
        needs_missing,
        prominent=True,
    ),
    Action(
        "rotation.retry_all",
        ("a",),
        "Try all",
        "Try every target that is without the token once more.",
        Scope.ROTATION,
        needs_missing,
        prominent=True,
    ),
    Action(
        "rotation.another",
        ("h",),
        "Another target",
        "Hand the token to a target that was not chosen at first.",
        Scope.ROTATION,
        nothing_under_way,
        prominent=True,
    ),
    Action(
        "rotation.copy",
        ("c",),
        "Copy",
        "Copy the new token, to take it to a target by hand.",
        Scope.ROTATION,
        nothing_under_way,
        prominent=True,
    ),
    Action(
        "rotation.copy_header",
        ("C",),
        "Copy as header",
        "Copy the new token as the value of an Authorization header.",
        Scope.ROTATION,
        nothing_under_way,
    ),
    Action(
        "several.open",
        ("enter",),
        "Open",
        "What came of the current app's rotation; from there it is tried again.",
        Scope.SEVERAL,
        prominent=True,
    ),
    Action(
        "several.stop",
        ("s",),
        "Stop",
        "Begin no other app; those under way come to their end.",
        Scope.SEVERAL,
        needs_work,
        prominent=True,
    ),
    Action(
        "gateway.register",
        ("t",),
        "Test",
        "Let the practice gateway register a client with what it holds.",
        Scope.INNER,
        needs_gateway,
    ),
    Action(
        "apps.mark",
        ("space",),
        "Mark",
        "Mark the current row, or take its mark away; R then rotates the marked apps.",
        Scope.APPS,
        needs_row,
    ),
    Action(
        "apps.due",
        ("d",),
        "Due",
        "Show only apps whose token is older than max_age allows, or all of them again.",
        Scope.APPS,
        needs_max_age,
    ),
    Action(
        "clipboard.clear",
        ("x",),
        "Clear clipboard",
        "Take a copied token off the clipboard now.",
        Scope.ALL,
    ),
    Action(
        "clipboard.keep",
        ("K",),
        "Keep copy",
        "Stop the countdown; the copy stays on the clipboard until the console ends.",
        Scope.ALL,
    ),
    Action(
        "clipboard.test",
        ("T",),
        "Test the clipboard",
        "Copy a test value and paste it back: the proof that copying works here.",
        Scope.BOTH,
    ),
    Action(
        "app.key",
        ("i",),
        "Consumer key",
        "Show the app's consumer key, or mask it again.",
        Scope.APP,
    ),
    Action(
        "journal", ("J",), "Journal", "What this console did; looks up unfinished acts.", Scope.BOTH
    ),
    Action(
        "orgs",
        ("o",),
        "Orgs",
        "Open another org: those of the configuration, and the logins of the sf command.",
        Scope.BOTH,
        nothing_under_way,
    ),
    Action("refresh", ("f5",), "Refresh", "Ask the org again.", Scope.BOTH, prominent=True),
    Action(
        "cancel",
        ("escape",),
        "Clear",
        "Stop loading, or clear the search.",
        Scope.APPS,
        needs_waiting_or_search,
    ),
    Action(
        "back",
        ("left", "backspace", "escape"),
        "Back",
        "Back to the screen before. Inside tmux Escape takes half a second; the others do not.",
        Scope.INNER,
        prominent=True,
    ),
    Action(
        "help",
        ("question_mark", "f1"),
        "Help",
        "What every key does.",
        Scope.ALL,
        prominent=True,
    ),
    Action("palette", ("ctrl+p",), "Commands", "Find an act by its name.", Scope.ALL),
    Action("quit", ("q",), "Quit", "Leave the console.", Scope.ALL, prominent=True),
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
    "space": "Space",
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
    return tuple(action for action in ACTIONS if scope in action.scope.screens)


def label(action: Action, now: Situation) -> str:
    """The act's label as things stand: Generate or Regenerate, Reveal or Hide."""
    if action.id == "token.generate" and now.token is TokenState.PRESENT:
        return "Regenerate"
    if action.id == "token.reveal" and now.revealed:
        return "Hide"
    return action.label
