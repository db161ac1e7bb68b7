"""The question before anything is changed in the org. It is confirmed by a key that comes alone; see `Dialog`."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from tui.presentation.questions import By, Question
from tui.screens.dialog import Dialog

_LABEL = 12
_CONFIRMS = {By.ENTER: "enter", By.Y: "y", By.TYPED_NAME: "enter"}


class ConfirmScreen(Dialog[bool]):
    """Asks the question; answers True only to a key that was meant.

    Nothing in it takes the focus: every key comes here, and what confirms is never what is selected.
    """

    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question
        self._typed = ""

    def compose(self) -> ComposeResult:
        """Title, what is known, what happens, how to confirm."""
        question = self._question
        with Vertical(classes=f"box {'-dangerous' if question.dangerous else ''}"):
            yield Static(question.title, classes="title", markup=False)
            yield Static(_facts(question), classes="facts", markup=False)
            for warning in question.warnings:
                yield Static(warning, classes="line", markup=False)
            if question.by is By.TYPED_NAME:
                yield Static(f"Type {self._question.typed_what} to confirm:", markup=False)
                yield Static("▏", classes="typed", markup=False)
            with Horizontal(classes="choices"):
                yield Static(self._confirm_words(), classes="confirm", markup=False)
                yield Static(self._cancel_words(), classes="cancel", markup=False)

    def _confirm_words(self) -> Content:
        key = "y" if self._question.by is By.Y else "Enter"
        return Content.assemble((key, "bold $accent"), f" {self._question.act}")

    def _cancel_words(self) -> Content:
        keys = "Esc" if self._question.by is By.TYPED_NAME else "n Esc"
        return Content.assemble((keys, "bold $accent"), " Cancel")

    # -- input -----------------------------------------------------------------------------------

    def on_paste(self, event: events.Paste) -> None:
        """A paste neither types nor confirms."""
        event.stop()

    def on_key(self, event: events.Key) -> None:
        """Every key comes here; none goes on to what lies below."""
        event.stop()
        event.prevent_default()
        if event.key == _CONFIRMS[self._question.by]:
            self._confirm_soon()
        elif self._cancels(event.key):
            self.dismiss(None)
        elif self._question.by is By.TYPED_NAME:
            self._type(event)

    @on(events.Click, ".confirm")
    def _confirm_clicked(self, event: events.Click) -> None:
        event.stop()
        if not self.is_dead:
            self._count_input()
            self._confirm_soon()

    @on(events.Click, ".cancel")
    def _cancel_clicked(self, event: events.Click) -> None:
        event.stop()
        self.dismiss(None)

    def _cancels(self, key: str) -> bool:
        letters_cancel = self._question.by is not By.TYPED_NAME
        return key == "escape" or (letters_cancel and key in ("n", "q", "left", "backspace"))

    def _type(self, event: events.Key) -> None:
        if event.key == "backspace":
            self._typed = self._typed[:-1]
        elif event.character is not None and event.is_printable:
            self._typed += event.character
        self.query_one(".typed", Static).update(Content(f"{self._typed}▏"))

    # -- confirming ------------------------------------------------------------------------------

    def _confirm_soon(self) -> None:
        if self._question.by is By.TYPED_NAME and self._typed != self._question.typed:
            self.query_one(".typed", Static).update(
                Content(
                    f"{self._typed}▏\nThat is not {self._question.typed_what}. Nothing was changed."
                )
            )
        else:
            self.when_alone(lambda: self.dismiss(True))


def _facts(question: Question) -> Content:
    return Content("\n").join(
        Content.assemble((label.ljust(_LABEL), "dim"), value) for label, value in question.facts
    )
