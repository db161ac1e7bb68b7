"""Leaving a screen that others may cover.

Textual's own `dismiss` answers for the screen it is called on and then closes whichever lies on top; and a work that is
waited for may leave its screen while F1, the help or the palette lies over it.
"""

from __future__ import annotations

from typing import Any

from textual.screen import Screen


def uncover(screen: Screen[Any]) -> bool:
    """Close what lies over a screen, as Escape would; returns False where the screen itself was left already."""
    app = screen.app
    if screen not in app.screen_stack:
        return False
    while app.screen is not screen:
        app.screen.dismiss(None)
    return True


def below(screen: Screen[Any]) -> Screen[Any] | None:
    """The screen that this one lies on, whatever covers this one."""
    stack = screen.app.screen_stack
    at = stack.index(screen) if screen in stack else 0
    return stack[at - 1] if at > 0 else None


def has_who_waits(screen: Screen[Any]) -> bool:
    """Whether whoever opened it still waits for its answer; a work that was cancelled does not."""
    callbacks = screen._result_callbacks
    future = callbacks[-1].future if callbacks else None
    return future is None or not future.done()
