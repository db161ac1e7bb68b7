"""Whether a screen can be shown: how much room it needs, what is said where there is less, whether its parts stand."""

from collections.abc import Callable
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from textual import events
from textual.await_complete import AwaitComplete
from textual.await_remove import AwaitRemove
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    _Screen = Screen[Any]
else:
    _Screen = object  # see `tui.screens.base.Acts`

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


def has_gone(screen: Screen[Any], event: events.MouseEvent) -> bool:
    """Whether the mouse is on a part that was taken away since the last frame.

    Textual asks what it is inside of, to mark text from there. [seen: Textual 8.2, `Screen._forward_event`]
    """
    part, _ = screen.get_widget_and_offset_at(event.x, event.y)
    return part is not None and part.parent is None


def too_small_words(size: Size) -> str:
    """What is shown instead."""
    return (
        f"This terminal is {size.width}×{size.height}. The console needs {MIN_WIDTH}×{MIN_HEIGHT}."
    )


class Standing(_Screen):
    """A screen to which things may happen before its parts are mounted, and while they are taken away again."""

    _composed = False

    async def mount_composed_widgets(self, widgets: list[Widget]) -> None:
        """Parts are mounted inside parts: here the innermost ones are there."""
        await super().mount_composed_widgets(widgets)
        self._composed = True

    @property
    def is_whole(self) -> bool:
        """Whether all parts are there, and more can be: not before the innermost is mounted, nor once the app ends."""
        return self._composed and self.display and self.is_attached

    async def on_event(self, event: events.Event) -> None:
        """Nothing is begun in a screen that was left before its parts were there."""
        if self.is_whole or not isinstance(event, events.Mount):
            await super().on_event(event)

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave it, and first close what lies over it; nothing where it was left already."""
        from tui.screens.uncover import uncover  # the first frame does without

        return super().dismiss(result) if uncover(self) else AwaitComplete()

    def remove(self) -> AwaitRemove:
        """What works for it ends before its parts go: nothing would be found to show a result in."""
        self.workers.cancel_node(self)
        return super().remove()

    def call_after_refresh(
        self, callback: Callable[..., object], *args: object, **named: object
    ) -> bool:
        """As Textual does; nothing is called any more of a screen that is being taken apart by then."""
        later = partial(callback, *args, **named)
        return super().call_after_refresh(self._call_while_it_stands, later)

    async def _call_while_it_stands(self, callback: Callable[[], object]) -> None:
        if self.display:
            called = callback()
            if isawaitable(called):
                await called
