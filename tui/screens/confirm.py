"""The question before anything is changed in the org, and what confirms it; see `tui.screens.accidents`."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.presentation.key_names import key_name
from tui.presentation.questions import By, Question
from tui.presentation.topics import Topic
from tui.screens.accidents import another_key
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice, Choices
from tui.widgets.facts import Facts

_LABEL = 12
_CONFIRMS = {By.ENTER: "enter", By.Y: "y", By.TYPED_NAME: "enter"}
_SAME_PLACE = (
    "That was clicked where the click was that has led here. To confirm, click more to the side."
)


class ConfirmScreen(Dialog[bool]):
    """Asks the question; answers True only to a key that was meant.

    Nothing in it takes the focus: every key comes here, and what confirms is never what is selected.
    """

    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question
        self._typed = ""
        self._opened_by = self._host.presses.last
        self._confirms = _CONFIRMS[question.by]
        if question.by is not By.TYPED_NAME:  # after a typed name Enter is no second press
            self._confirms = another_key(self._confirms, self._opened_by)

    def topic(self) -> Topic | None:
        """What is explained is the question."""
        return self._question.about

    def compose(self) -> ComposeResult:
        """Title, what is known, what happens, how to confirm."""
        question = self._question = self._question.in_letters(self._host.letters.hold)
        with Vertical(classes=f"box {'-dangerous' if question.dangerous else ''}"):
            yield Static(question.title, classes="title", markup=False)
            yield Facts(question.facts, label_width=_LABEL, classes="facts")
            for warning in question.warnings:
                yield Static(warning, classes="line", markup=False)
            if question.by is By.TYPED_NAME:
                yield Static(f"Type {self._question.typed_what} to confirm:", markup=False)
                yield Static("▏", classes="typed", markup=False)
            if self._confirms != _CONFIRMS[question.by]:
                yield _another(self._other_words())
            yield self.choices(
                Choice((self._confirms,), question.act, danger=question.dangerous),
                Choice(("escape",) if question.by is By.TYPED_NAME else ("n", "escape"), "Cancel"),
            )

    def _other_words(self) -> str:
        usual = _CONFIRMS[self._question.by]
        return f"{key_name(usual)} has led here, so {key_name(self._confirms)} confirms."

    # -- input -----------------------------------------------------------------------------------

    def takes_click_on(self, key: str) -> bool:
        """A second click in the place of the one that has led here confirms nothing."""
        again = self._host.presses.last.is_beside(self._opened_by)
        if key != self._confirms or not again:
            return True
        self.query(".another").remove()
        self.query_one(".box").mount(_another(_SAME_PLACE), before=self.query_one(Choices))
        return False

    def on_paste(self, event: events.Paste) -> None:
        """A paste neither types nor confirms."""
        event.stop()

    def on_key(self, event: events.Key) -> None:
        """Every key comes here; none goes on to what lies below."""
        event.stop()
        event.prevent_default()
        if event.key == self._confirms:
            self._confirm_soon()
        elif self._cancels(event.key):
            self.dismiss(None)
        elif self._question.by is By.TYPED_NAME:
            self._type(event)

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


def _another(words: str) -> Static:
    """Says that the question is confirmed in another way than elsewhere."""
    return Static(words, classes="another", markup=False)
