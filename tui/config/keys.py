"""The table `[keys]`: which act has which keys, checked against the registry of acts and against each other.

Imported only where a file has that table.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from tui.config.document import Document
from tui.config.wording import KeyPath, nearest
from tui.errors import ConfigError
from tui.presentation.actions import BY_ID, Action, Scope, in_scope, keymap
from tui.presentation.key_names import key_name, known_names, parse_key, writes_text

_SCREENS = {
    Scope.APPS: "the table",
    Scope.APP: "the app screen",
    Scope.ROTATION: "the screen of a rotation",
    Scope.SEVERAL: "the screen of several rotations",
}
_MOVES = "by it the table and every list are moved in"
_TAKEN: Mapping[str, str] = {
    **dict.fromkeys(("up", "down", "j", "k", "pageup", "pagedown", "home", "end"), _MOVES),
    **dict.fromkeys(("tab", "shift+tab"), "it moves the focus"),
    "ctrl+c": "it says how to leave",
    "ctrl+q": "it always leaves the console",
    "ctrl+z": "it suspends the console",
    "ctrl+l": "it draws the screen anew",
}
"""What is no act's: why it is not."""
_OWN = {
    "enter": "it opens what the cursor stands on, and confirms",
    "escape": "it leads back",
}
"""Keys for the acts alone that have them anyway."""

_ASKING = frozenset(("token.generate", "hand_over", "rotate"))
_ANSWERS = frozenset(("y", "n"))
"""What answers the question that these acts ask: one key pressed twice would ask and confirm."""

_IN_DIALOGS = frozenset(
    ("ctrl+o", "ctrl+u", "f5", "left", "right", "backspace", "delete", "insert")
) | {f"ctrl+{letter}" for letter in "adefkvwx"}
"""What dialogs and lines of text need themselves: not for the one act that is done over them too."""

Changes = Mapping[str, tuple[str, ...]]


def key_changes(document: Document, at: KeyPath, raw: Mapping[str, Any]) -> Changes:
    """Textual's names of the keys that the table gives to acts, by the acts' ids.

    Raises:
        ConfigError: an act or a key that does not exist, a key that is not to be had, or two acts on one.
    """
    places: dict[str, KeyPath] = {}
    changes: dict[str, tuple[str, ...]] = {}
    for place, value in _flat(at, raw):
        action = _action(document, place, ".".join(place[len(at) :]))
        places[action.id] = place
        changes[action.id] = _keys(document, place, action, value)
    _refuse_conflicts(document, places, changes)
    return MappingProxyType(changes)


def _flat(at: KeyPath, raw: Mapping[str, Any]) -> Iterator[tuple[KeyPath, object]]:
    """`token.copy` without quotes is a table in TOML; it means the same here."""
    for name, value in raw.items():
        if isinstance(value, dict):
            yield from _flat((*at, name), value)
        else:
            yield (*at, name), value


def _action(document: Document, place: KeyPath, name: str) -> Action:
    found = BY_ID.get(name)
    if found is not None:
        return found
    near = nearest(name, BY_ID)
    hint = f"The nearest is {near}." if near else "connected-apps config keys lists them."
    raise document.error(place, "is not an act of this version", hint=hint)


def _keys(document: Document, place: KeyPath, action: Action, value: object) -> tuple[str, ...]:
    written = [value] if isinstance(value, str) else value
    if not isinstance(written, list) or not all(isinstance(each, str) for each in written):
        raise document.error(
            place, 'must be a key such as "f6", or a list of keys', hint="[] means no key."
        )
    keys = tuple(dict.fromkeys(_key(document, place, action, each) for each in written))
    if action.id == "palette" and not keys:
        hint = "Acts without a key are found there."
        raise document.error(place, "needs a key", hint=hint)
    if action.id == "explain" and keys and all(map(writes_text, keys)):
        raise document.error(
            place,
            "has only keys that write a character, and those are typed in dialogs and in the search",
            hint="Add one such as f1 or alt+e.",
        )
    return keys


def _key(document: Document, place: KeyPath, action: Action, written: str) -> str:
    try:
        key = parse_key(written)
    except ValueError as problem:
        near = nearest(written.lower(), known_names())
        hint = f"The nearest is {near}." if near else "Take one such as f6, alt+c, ctrl+y or /."
        raise document.error(place, f"names a key that {problem}", hint=hint) from None
    why = _TAKEN.get(key) or ("" if key in action.keys else _OWN.get(key, ""))
    if action.id in _ASKING and key in _ANSWERS:
        why = why or "it answers the question that this act asks"
    if action.id == "explain" and key in _IN_DIALOGS:
        why = why or "dialogs need it, and this act is done over them too"
    if why:
        refusal = f"cannot have {key_name(key)}: {why}"
        raise document.error(place, refusal, hint="Choose another key.")
    return key


def _refuse_conflicts(document: Document, places: Mapping[str, KeyPath], changes: Changes) -> None:
    keys = keymap(changes)
    for scope in Scope.ALL.screens:
        holders: dict[str, Action] = {}
        for action in in_scope(scope):
            for key in keys.of(action.id):
                first = holders.setdefault(key, action)
                if first is not action:
                    raise _conflict(document, places, key, (first, action), scope)


def _conflict(
    document: Document,
    places: Mapping[str, KeyPath],
    key: str,
    both: tuple[Action, Action],
    scope: Scope,
) -> ConfigError:
    one, other = both if both[0].id in places else both[::-1]
    problem = f"takes {key_name(key)}, which is the key of {other.id} on {_SCREENS[scope]}"
    hint = f"Give {other.id} another key too, or none: []."
    return document.error(places[one.id], problem, hint=hint)
