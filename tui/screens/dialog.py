"""What all dialogs share: how they are left, and when they take a key.

A dialog takes no key in its first moments, so that what was typed ahead of it does nothing in it. What changes
something is confirmed by a key that comes alone: not in one burst with other input, not from a paste, not from a key
that is held down, nor as a letter of a sequence that a slow link has cut.
"""

from collections.abc import Callable
from typing import ClassVar, Generic, Protocol, TypeVar, cast

from textual import events, on
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tui.ports import Clock
from tui.stylesheets import stylesheet

DEAD_SECONDS = 0.4
"""A dialog takes no key for so long after it was first drawn."""
ALONE_SECONDS = 0.12
"""Silence before and after a confirming key; a held key repeats faster than that, a burst much faster."""

Answer = TypeVar("Answer")


class Timed(Protocol):
    """What dialogs need of the app."""

    clock: Clock


class Dialog(ModalScreen[Answer | None], Generic[Answer]):
    """A small screen over another one; leaving it by Escape, `q` or the arrow answers None."""

    CSS_PATH = stylesheet("dialog.tcss")
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it without ClassVar
        (0, "-short"),
        (24, "-roomy"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,left,q", "cancel", "Cancel", show=False),
    ]

    _drawn_at: float | None = None
    _last_input = 0.0
    _inputs = 0
    _alone_so_far = False

    @on(events.Mount)
    def _wait_for_the_first_drawing(self) -> None:
        """Its time runs from when it can be seen."""
        self.call_after_refresh(self._drawn)

    def _drawn(self) -> None:
        self._drawn_at = self._last_input = self._now()

    def _now(self) -> float:
        return cast("Timed", self.app).clock.monotonic()

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    # -- input -----------------------------------------------------------------------------------

    @property
    def is_dead(self) -> bool:
        """Whether it takes no key yet."""
        return self._drawn_at is None or self._now() - self._drawn_at < DEAD_SECONDS

    def admits(self, event: events.Key | events.Paste) -> bool:
        """Count a key or a paste before anything acts on it; returns whether anything may. The app asks."""
        self._count_input()
        return isinstance(event, events.Paste) or not self.is_dead

    def _count_input(self) -> None:
        now = self._now()
        self._alone_so_far = now - self._last_input >= ALONE_SECONDS
        self._last_input = now
        self._inputs += 1

    def when_alone(self, act: Callable[[], object]) -> None:
        """Do what the key that was just pressed asks for, if it comes alone."""
        if self._alone_so_far:
            later = self._after_silence(self._inputs, act)
            self.run_worker(later, group="when alone", exclusive=True)

    async def _after_silence(self, inputs: int, act: Callable[[], object]) -> None:
        await cast("Timed", self.app).clock.sleep(ALONE_SECONDS)
        if self._inputs == inputs and self.is_active:
            act()
