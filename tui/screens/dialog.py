"""What all dialogs share: how they are left, and when they take a key.

That nothing in them is done by accident is the rule of `tui.screens.accidents`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeVar, cast

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from tui.letters import Letters
from tui.presentation.key_names import writes_text
from tui.presentation.keymap import Keymap
from tui.presentation.token_words import production_mark
from tui.presentation.topics import Topic
from tui.screens.accidents import Guard, Presses
from tui.screens.keys import bind
from tui.screens.room import TOO_SMALL, Standing, fit
from tui.screens.uncover import has_who_waits, uncover
from tui.services.browse import Surroundings
from tui.stylesheets import stylesheet
from tui.widgets.choices import Choice, Choices

if TYPE_CHECKING:
    from tui.ports import Clock

Answer = TypeVar("Answer")


class DialogHost(Protocol):
    """What dialogs need of the app."""

    clock: Clock
    keymap: Keymap
    letters: Letters
    surroundings: Surroundings

    @property
    def presses(self) -> Presses:
        """What was pressed last."""
        ...


class Dialog(Standing, ModalScreen[Answer | None], Generic[Answer]):
    """A small screen over another one; leaving it by Escape, `q` or the arrow answers None.

    Its own keys are the same for everybody: what confirms, above all, can be given no other key.
    """

    CSS_PATH: ClassVar = [stylesheet("lists.tcss"), stylesheet("dialog.tcss")]
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

    KEEPS_WORK: ClassVar[bool] = False
    """What it waits for can be had no second time: ctrl+q does not close it before it asks."""

    _focused: Widget | None = None
    _counted: Guard | None = None

    @on(events.Mount)
    def _wait_for_the_first_drawing(self) -> None:
        """Its time runs from when it can be seen."""
        self.call_after_refresh(self._drawn)
        self._wait_while_suspended()
        explains = self._host.keymap.of("explain") if self.topic() else ()
        bind(self, [_explain(key) for key in explains if not writes_text(key)])
        self._mark_production()

    def _wait_while_suspended(self) -> None:
        """What was typed to the shell, and behind the word that brings the console back, does nothing here."""
        self.app.app_suspend_signal.subscribe(self, lambda _: self._guard.cover(), immediate=True)
        self.app.app_resume_signal.subscribe(self, lambda _: self.call_after_refresh(self._drawn))

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
        self._guard.cover()
        self.suppress_click()
        self.call_after_refresh(self._drawn)

    def _drawn(self) -> None:
        self._guard.drawn()

    @property
    def _guard(self) -> Guard:
        if self._counted is None:
            self._counted = Guard(self._host.clock)
        return self._counted

    @property
    def _host(self) -> DialogHost:
        return cast("DialogHost", self.app)

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Leave with an answer, and first close what lies over it; nothing where it was left already."""
        if not uncover(self):
            return AwaitComplete()
        return super().dismiss(result) if has_who_waits(self) else self.app.pop_screen()

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
        if not self.takes_click_on(message.key):
            return
        character = message.key if len(message.key) == 1 else None
        pressed = events.Key(message.key, character)
        pressed.set_sender(self.app)  # an event bubbles no farther than to whoever sent it
        self._host.presses.comes_of_click(pressed)
        self.app.post_message(pressed)

    def takes_click_on(self, key: str) -> bool:  # noqa: ARG002 - for questions
        """Whether a click on the words of a key presses it."""
        return True

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
        return self._guard.is_dead

    def admits(self, event: events.Key | events.Paste | events.MouseEvent) -> bool:
        """Count a key or a paste before anything acts on it; returns whether anything may. The app asks.

        A click is not counted: the key that it presses is.
        """
        if not isinstance(event, events.MouseEvent):
            self._guard.count()
        if self.has_class(TOO_SMALL):  # nothing is answered that cannot be read
            return isinstance(event, events.Key) and event.key == "escape"
        if self.is_dead and isinstance(event, events.Paste):
            self.say_pasted_too_soon()
        return not self.is_dead

    def say_pasted_too_soon(self) -> None:
        """Nothing was taken of a paste; for a dialog that is pasted into."""

    def when_alone(self, act: Callable[[], object]) -> None:
        """Do what the key that was just pressed asks for, if it comes alone."""
        self.run_worker(self._if_alone(act), group="when alone", exclusive=True)

    async def _if_alone(self, act: Callable[[], object]) -> None:
        if await self._guard.is_alone() and self.is_active:
            act()


def _explain(key: str) -> Binding:
    return Binding(key, "explain", "Explain", show=False, priority=True)
