"""The registry's keys as Textual bindings of one screen, by the keymap that it was given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual.binding import Binding, BindingsMap

from tui.presentation.actions import Scope, in_scope

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.presentation.keymap import Keymap


def bindings(scope: Scope, keys: Keymap) -> list[Binding]:
    """The keys of every act of a screen.

    They have priority: an ordinary binding acts only when its key has bubbled up from the focused widget, and by
    then the keys typed behind it have gone to a widget that is about to lose the focus. With priority, keys that
    arrive in one burst over a slow link act one after the other.
    """
    return [
        Binding(key, f"act('{action.id}', '{key}')", action.label, show=False, priority=True)
        for action in in_scope(scope)
        for key in keys.of(action.id)
    ]


def bind(screen: Screen[Any], more: Iterable[Binding]) -> None:
    """Give a screen keys beside those of its class, which cannot know the keymap."""
    screen._bindings = BindingsMap.merge([screen._bindings, BindingsMap(more)])
