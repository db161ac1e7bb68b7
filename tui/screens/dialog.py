"""What all dialogs share: how they are left, and when they take a key.

A dialog takes no key in its first moments, so that what was typed ahead of it does nothing in it. What changes
something is confirmed by a key that comes alone: not in one burst with other input, not from a paste, not from a key
that is held down, nor as a letter of a sequence that a slow link has cut.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeVar, cast

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from tui.letters import Letters
from tui.presentation.key_names import writes_text
from tui.presentation.keymap import Keymap
from tui.presentation.token_words import production_mark
from tui.presentation.topics import Topic
from tui.screens.keys import bind
from tui.screens.room import TOO_SMALL, fit
from tui.services.browse import Surroundings
from tui.stylesheets import stylesheet
from tui.widgets.choices import Choice, Choices

if TYPE_CHECKING:
    from tui.ports import Clock

DEAD_SECONDS = 0.4
"""A dialog takes no key for so long after it was first drawn."""
ALONE_SECONDS = 0.12
"""Silence before and after a confirming key; a held key repeats faster than that, a burst much faster."""

Answer = TypeVar("Answer")


class DialogHost(Protocol):
    """What dialogs need of the app."""

    clock: Clock
    keymap: Keymap
    letters: Letters
    surroundings: Surroundings


class Dialog(ModalScreen[Answer | None], Generic[Answer]):
    """A small screen over another one; leaving it by Escape, `q` or the arrow answers None.

    Its own keys are the same for everybody: what confirms, above all, can be given no other key.
    """

    CSS_PATH: ClassVar = [stylesheet("dialog.tcss")]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it without ClassVar
        (0, "-short"),
        (24, "-roomy"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,left,q", "cancel", "Cancel", show=False),
    ]

    TOPIC: ClassVar[Topic | None] = None
    """What is explained of it; None where it explains itself."""
    OPENED_BY: ClassVar[str] = ""
    """The act that opens it: the same key closes it."""

    _focused: Widget | None = None
    _drawn_at: float | None = None
    _last_input = 0.0
    _inputs = 0
    _alone_so_far = False

    @on(events.Mount)
    def _wait_for_the_first_drawing(self) -> None:
        """Its time runs from when it can be seen."""
        self.call_after_refresh(self._drawn)
        explains = self._host.keymap.of("explain") if self.topic() else ()
        bind(self, [_explain(key) for key in explains if not writes_text(key)])
        self._mark_production()

    def _mark_production(self) -> None:
        """It covers the screen that says where one is."""
        mark = production_mark(self._host.surroundings.org)
        self.set_class(bool(mark), "-production")
        for box in self.query(".box"):
            box.border_title = Content(f" {mark} ") if mark else None

    @on(events.Resize)
    def _fit(self, event: events.Resize) -> None:
        """Where it could be read in part only, the screen below says how large the terminal must be."""
        self._focused = fit(self, event.size, self._focused)

    @on(events.ScreenResume)
    def _seen_again(self) -> None:
        """What was typed into the screen that lay over it does nothing here either."""
        self._drawn_at = None
        self.call_after_refresh(self._drawn)

    def _drawn(self) -> None:
        self._drawn_at = self._last_input = self._now()

    def _now(self) -> float:
        return self._host.clock.monotonic()

    @property
    def _host(self) -> DialogHost:
        return cast("DialogHost", self.app)

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def topic(self) -> Topic | None:
        """What is explained of it."""
        return self.TOPIC

    def explain_key(self) -> str:
        """The key that explains it, as people write it; one that writes a letter is typed in dialogs."""
        return self._host.keymap.shown("explain", typing=True)

    def choices(self, *choices: Choice, classes: str = "choices") -> Choices:
        """What can be pressed in it, to be clicked too; explaining it comes last."""
        return Choices(*self.with_explain(*choices), classes=classes)

    def with_explain(self, *choices: Choice) -> tuple[Choice, ...]:
        """The choices, and the one that explains it, where there is something to explain."""
        keys = self._host.keymap.of("explain") if self.topic() else ()
        found = [key for key in keys if not writes_text(key)]
        return (*choices, Choice((found[0],), "Explain")) if found else choices

    def on_choices_pressed(self, message: Choices.Pressed) -> None:
        """A click on a key's words is a press of the key, and comes the way of keys: it waits, and must be alone."""
        message.stop()
        character = message.key if len(message.key) == 1 else None
        pressed = events.Key(message.key, character)
        pressed.set_sender(self.app)  # an event bubbles no farther than to whoever sent it
        self.app.post_message(pressed)

    def action_explain(self) -> None:
        """What it asks, and what happens on yes."""
        from tui.screens.explanation import ExplanationScreen

        topic = self.topic()
        if topic is not None:
            self.app.push_screen(ExplanationScreen(topic, self._host.keymap, names_keys=False))

    def on_key(self, event: events.Key) -> None:
        """The key that opened it closes it, unless something in it took the key."""
        if self.OPENED_BY and event.key in self._host.keymap.of(self.OPENED_BY):
            event.stop()
            self.action_cancel()

    # -- input -----------------------------------------------------------------------------------

    @property
    def is_dead(self) -> bool:
        """Whether it takes no key yet."""
        return self._drawn_at is None or self._now() - self._drawn_at < DEAD_SECONDS

    def admits(self, event: events.Key | events.Paste | events.MouseEvent) -> bool:
        """Count a key or a paste before anything acts on it; returns whether anything may. The app asks.

        A click is not counted: the key that it presses is.
        """
        if isinstance(event, events.MouseEvent):
            return not (self.is_dead or self.has_class(TOO_SMALL))
        self._count_input()
        if self.has_class(TOO_SMALL):  # nothing is answered that cannot be read
            return isinstance(event, events.Key) and event.key == "escape"
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
        await self._host.clock.sleep(ALONE_SECONDS)
        if self._inputs == inputs and self.is_active:
            act()


def _explain(key: str) -> Binding:
    return Binding(key, "explain", "Explain", show=False, priority=True)
