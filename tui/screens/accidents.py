"""No act by accident: the rule of when input counts, in one place. Screens ask it; it knows none of them.

1. A dialog takes no key, click or paste in the first `DEAD_SECONDS` after it was drawn, nor after what lay over it
   has gone: what was typed ahead of it does nothing in it. (`Guard.is_dead`)
2. What confirms comes alone: not in one burst with other input, not from a paste, not from a key that is held down, nor
   as a letter of a sequence that a slow link has cut. (`Guard.count`, `Guard.is_alone`)
3. What opened a question never confirms it: on a slow link the second press of somebody who waits comes when the
   question is there and not yet seen. (`Presses`, `another_key`)
4. A button of the mouse that was pressed before a dialog took clicks makes no click when it is let go. (the app's
   `on_event`)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual import events

if TYPE_CHECKING:
    from tui.ports import Clock

DEAD_SECONDS = 0.4
"""A dialog takes nothing for so long after it was drawn."""
ALONE_SECONDS = 0.12
"""Silence before and after a confirming key; a held key repeats faster than that, a burst much faster."""
_BESIDE = 3
"""Cells that a pointer stays within when a button is pressed twice by one who waits."""


class Guard:
    """What one dialog knows of when its input came."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._drawn_at: float | None = None
        self._last_at = 0.0
        self._count = 0
        self._silence_before = False

    def cover(self) -> None:
        """It cannot be seen, or not yet."""
        self._drawn_at = None

    def drawn(self) -> None:
        """From now on it can be seen."""
        self._drawn_at = self._last_at = self._clock.monotonic()

    @property
    def is_dead(self) -> bool:
        """Whether it takes nothing yet."""
        return self._drawn_at is None or self._clock.monotonic() - self._drawn_at < DEAD_SECONDS

    def count(self) -> None:
        """A key or a paste has come, whether it is taken or not."""
        now = self._clock.monotonic()
        self._silence_before = now - self._last_at >= ALONE_SECONDS
        self._last_at = now
        self._count += 1

    async def is_alone(self) -> bool:
        """Whether the key that has just come comes alone; known once there was silence behind it."""
        count = self._count
        if not self._silence_before:
            return False
        await self._clock.sleep(ALONE_SECONDS)
        return self._count == count


class Opener(NamedTuple):
    """What a person did last before a question came up.

    Attributes:
        key: Textual's name; empty where it was a click on no key's words.
        place: column and row of the click; None where it was a key.
    """

    key: str = ""
    place: tuple[int, int] | None = None

    def is_beside(self, other: Opener) -> bool:
        """Whether both were clicks in one place: the pointer was not taken anywhere between them."""
        if self.place is None or other.place is None:
            return False
        (x, y), (column, row) = self.place, other.place
        return y == row and abs(x - column) < _BESIDE


class Presses:
    """What was pressed last in the console."""

    def __init__(self) -> None:
        self.last = Opener()
        self._clicked: events.Key | None = None

    def note(self, event: events.Key | events.MouseDown) -> None:
        """Something was pressed."""
        if isinstance(event, events.MouseDown):
            self.last = Opener(place=(event.screen_x, event.screen_y))
        elif event is self._clicked:
            self.last = self.last._replace(key=event.key)
        else:
            self.last = Opener(key=event.key)

    def comes_of_click(self, key: events.Key) -> None:
        """The words of this key were clicked: it is pressed where the pointer is."""
        self._clicked = key


def another_key(key: str, opened_by: Opener) -> str:
    """The key that confirms: `key`, or another one where that has opened the question."""
    if opened_by.key != key:
        return key
    return "Y" if key == "y" else "y"
