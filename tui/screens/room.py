"""How much room the console needs, and what is said where there is less."""

from typing import Any

from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

MIN_WIDTH, MIN_HEIGHT = 60, 20
"""In cells."""
TOO_SMALL = "-too-small"
"""The class of a screen that says so instead of showing half of itself."""


def is_too_small(size: Size) -> bool:
    """Whether the terminal has less."""
    return size.width < MIN_WIDTH or size.height < MIN_HEIGHT


def fit(screen: Screen[Any], size: Size, focused: Widget | None) -> Widget | None:
    """Let the screen say so where there is too little, and give it back its focus where there is enough again.

    Args:
        focused: what this answered the last time: what had the focus when the room went.
    """
    small, was = is_too_small(size), screen.has_class(TOO_SMALL)
    screen.set_class(small, TOO_SMALL)
    if small and not was:
        return screen.focused  # what is hidden loses it
    if was and not small and focused is not None:
        screen.call_after_refresh(screen.set_focus, focused)
    return focused


def too_small_words(size: Size) -> str:
    """What is shown instead."""
    return (
        f"This terminal is {size.width}×{size.height}. The console needs {MIN_WIDTH}×{MIN_HEIGHT}."
    )
