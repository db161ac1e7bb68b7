"""Every act of the console, once: id, keys, words, and when it cannot act now and why.

Key bindings, footer, help, command palette and the reason for a refusal are all made from this registry, so they cannot
disagree.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from tui.domain.connected_app import TokenState
from tui.presentation.keymap import Keymap
from tui.presentation.situation import (
    Reason,
    Scope,
    Situation,
    always,
    copying,
    generating,
    handing_over,
    needs_gateway,
    needs_max_age,
    needs_missing,
    needs_practice,
    needs_row,
    needs_row_or_near,
    needs_something_to_clear,
    needs_token,
    needs_width,
    needs_work,
    nothing_under_way,
    revealing,
    rotating,
)

__all__ = [
    "ACTIONS",
    "BY_ID",
    "KEYS",
    "MOVES",
    "SEARCH_ACTIONS",
    "Action",
    "Scope",
    "Situation",
    "in_scope",
    "keymap",
    "label",
]


class Action(NamedTuple):
    """One act.

    Attributes:
        id: stable; key remapping and tests use it.
        keys: Textual key names, the first is the one shown; the configuration may say others (`Keymap`).
        label: one or two words for the footer.
        help: a sentence for help and palette.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    scope: Scope
    why_not: Reason = always


ACTIONS: tuple[Action, ...] = (
    Action(
        "app.open",
        ("enter",),
        "Open",
        "Open the current app.",
        Scope.APPS,
        needs_row_or_near,
    ),
    Action(
        "apps.search",
        ("slash",),
        "Search",
        "Search by name, Id or people; several words in any order.",
        Scope.APPS,
    ),
    Action(
        "apps.sort",
        ("s",),
        "Sort",
        "Choose the column the table is sorted by.",
        Scope.APPS,
    ),
    Action(
        "token.generate",
        ("g",),
        "Generate",
        "Generate or regenerate the token, whichever the Setup page offers. Always asks first.",
        Scope.BOTH,
        generating,
    ),
    Action(
        "token.reveal",
        ("r",),
        "Reveal",
        "Show the token for a short time, or hide it again.",
        Scope.BOTH,
        revealing,
    ),
    Action(
        "token.copy",
        ("c",),
        "Copy",
        "Copy the token without showing it.",
        Scope.BOTH,
        needs_token,
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
        "Copy something else: another form of the token, Id, name, consumer key, a curl command.",
        Scope.BOTH,
        copying,
    ),
    Action(
        "hand_over",
        ("h",),
        "Hand over",
        "Hand the token that there is to targets: gateways, secret stores. Always asks first.",
        Scope.BOTH,
        handing_over,
    ),
    Action(
        "rotate",
        ("R",),
        "Rotate",
        "Regenerate and hand the new token to targets in one act; marked rows one after the other. Always asks.",
        Scope.BOTH,
        rotating,
    ),
    Action(
        "rotation.retry",
        ("enter",),
        "Retry",
        "Try the current target once more.",
        Scope.ROTATION,
        needs_missing,
    ),
    Action(
        "rotation.retry_all",
        ("a",),
        "Retry all",
        "Try every target that is without the token once more.",
        Scope.ROTATION,
        needs_missing,
    ),
    Action(
        "rotation.another",
        ("h",),
        "Another",
        "Hand the token to a target that was not chosen at first.",
        Scope.ROTATION,
        nothing_under_way,
    ),
    Action(
        "rotation.copy",
        ("c",),
        "Copy",
        "Copy the new token, to take it to a target by hand.",
        Scope.ROTATION,
        nothing_under_way,
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
    ),
    Action(
        "several.stop",
        ("s",),
        "Stop",
        "Begin no other app; those under way come to their end.",
        Scope.SEVERAL,
        needs_work,
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
        "Mark the current row, or take its mark away; Rotate then takes the marked apps.",
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
    Action("refresh", ("f5",), "Refresh", "Ask the org again.", Scope.BOTH),
    Action(
        "cancel",
        ("escape",),
        "Clear",
        "Stop loading, or clear the search, or drop the marks; once more brings those back.",
        Scope.APPS,
        needs_something_to_clear,
    ),
    Action(
        "back",
        ("left", "backspace", "escape"),
        "Back",
        "Back to the screen before. Inside tmux Escape takes half a second; the others do not.",
        Scope.INNER,
    ),
    Action(
        "apps.pane",
        ("p",),
        "Pane",
        "Show or hide the pane beside the table: what the list knows of the current app.",
        Scope.APPS,
        needs_width,
    ),
    Action(
        "walk",
        ("w",),
        "Walk",
        "Show the rehearsal in five steps, or put it away for good. In the practice org.",
        Scope.BOTH,
        needs_practice,
    ),
    Action("theme", (), "Theme", "Choose the colours; each is tried on at once.", Scope.ALL),
    Action("help", ("question_mark",), "Help", "What every key does.", Scope.ALL),
    Action("explain", ("f1",), "Explain", "What is this? About the place you are at.", Scope.ALL),
    Action("palette", ("ctrl+p",), "Commands", "Find an act by its name.", Scope.ALL),
    Action("quit", ("q",), "Quit", "Leave the console.", Scope.ALL),
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
    ("↑", "In the empty search: the last one of this session"),
)
"""Keys of the table itself, for the help."""


def keymap(changed: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> Keymap:
    """The keys of every act, with those that the configuration gives to some of them instead."""
    keys = {act.id: changed.get(act.id, act.keys) for act in (*ACTIONS, *SEARCH_ACTIONS)}
    return Keymap(MappingProxyType(keys), _LABELS)


_LABELS = MappingProxyType({action.id: action.label for action in ACTIONS})
KEYS = keymap()
"""The keys where the configuration says nothing of them."""


def in_scope(scope: Scope) -> tuple[Action, ...]:
    """The acts of a screen, in the order of the registry."""
    return tuple(action for action in ACTIONS if scope in action.scope.screens)


def label(action: Action, now: Situation) -> str:
    """The act's label as things stand: Generate or Regenerate, Reveal or Hide, Rotate 3."""
    if action.id == "token.generate" and now.token is TokenState.PRESENT:
        return "Regenerate"
    if action.id == "token.reveal" and now.revealed:
        return "Hide"
    if action.id == "cancel" and now.loading:
        return "Stop"
    if action.id == "cancel" and not now.searched and (now.marked or now.dropped):
        return "Drop marks" if now.marked else "Marks back"
    if action.id in ("app.open", "search.leave") and now.near:
        return "Search the nearest"
    if action.id == "apps.mark" and now.current_marked:
        return "Unmark"
    if action.id == "token.copy_menu" and now.scope is Scope.APPS:
        return "Copy Id or name"
    if action.id == "rotate" and now.marked:
        return f"Rotate {now.marked:,}"
    return action.label
