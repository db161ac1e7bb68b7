"""What is said of a key that no act of a screen has: whose key it is elsewhere, or which key its act has instead.

It knows the registry and the keys that are in force, and no screen. What no person pressed has no answer.
"""

from collections.abc import Mapping

from tui.presentation.actions import ACTIONS, Action, Scope, Situation, in_scope, label
from tui.presentation.key_names import key_name, writes_text

_PARTS = frozenset({"shift", "control", "alt", "super", "hyper", "meta"})
"""What the names of modifiers end with, where a terminal tells of them. [seen: Textual's keyboard protocol]"""
_OTHERS = ("_lock", "_volume", "_shift")
_BEGINNINGS = ("media_", "<", "ignore")

_FOR: Mapping[Scope, str] = {
    Scope.APP: "an open app",
    Scope.APPS: "the table",
    Scope.ROTATION: "a rotation",
    Scope.SEVERAL: "a rotation of several apps",
}
"""Where a key has its act, the nearest place first."""


def stray(key: str, now: Situation) -> str:
    """The answer to a key, by Textual's name, that does nothing as things stand; empty where nobody waits for one."""
    if _is_noise(key):
        return ""
    moved = [each for each in _acts_by_birth(key) if now.scope in each.scope.screens]
    if moved:
        return _moved(key, moved[0], now)
    for scope in _FOR:
        for action in in_scope(scope):
            if key in now.keys.of(action.id):
                return _elsewhere(key, action, scope, now)
    return f"{key_name(key)} does nothing here. {_way_to_all(now)}"


def _is_noise(key: str) -> bool:
    alone = key.rpartition("+")[2]
    side, _, part = alone.partition("_")
    is_modifier = side in ("left", "right") and part in _PARTS
    return is_modifier or alone.endswith(_OTHERS) or alone.startswith(_BEGINNINGS)


def _acts_by_birth(key: str) -> list[Action]:
    """The acts that have the key where the configuration says nothing of them."""
    return [action for action in ACTIONS if key in action.keys]


def _moved(key: str, action: Action, now: Situation) -> str:
    name, shown = label(action, now), now.keys.shown(action.id)
    is_now = f"{name} is {shown}" if shown else f"{now.keys.name(action.id)} does it"
    return f"{key_name(key)} does nothing here; {is_now}."


def _elsewhere(key: str, action: Action, scope: Scope, now: Situation) -> str:
    if action.id == "back":
        return f"This is the first screen; {now.keys.name('quit')} leaves the console."
    told = f"{key_name(key)} ({action.label}) is for {_FOR[scope]}"
    if now.scope is Scope.APPS and scope is Scope.APP and now.current:
        return f"{told}: {now.keys.name('app.open')} opens this one."
    if now.scope is not Scope.APPS and scope in (Scope.APP, Scope.APPS):
        return f"{told}: {now.keys.name('back')} leads back."
    return f"{told}. {_way_to_all(now)}"


def _way_to_all(now: Situation) -> str:
    """Where a letter is typed the key of the help may be one."""
    keys = now.keys.of("help")
    if keys and not (now.searching and all(map(writes_text, keys))):
        return f"{now.keys.shown('help', typing=now.searching)} shows the keys."
    return f"{now.keys.shown('explain', typing=True)} explains this place."
