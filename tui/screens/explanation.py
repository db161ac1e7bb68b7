"""What a place is about, in a few paragraphs over it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tui.presentation.explanations import explanation
from tui.presentation.keymap import Keymap
from tui.presentation.topics import Topic
from tui.screens.dialog import Dialog
from tui.stylesheets import stylesheet
from tui.widgets.choices import Choice
from tui.widgets.scrolling import Body


class ExplanationScreen(Dialog[None]):
    """Explains; changes and confirms nothing.

    Args:
        names_keys: whether the screen below has a help that lists its keys.
    """

    CSS_PATH: ClassVar = [*Dialog.CSS_PATH, stylesheet("help.tcss")]
    AUTO_FOCUS = "Body"
    OPENED_BY: ClassVar[str] = "explain"

    def __init__(self, topic: Topic, keys: Keymap, *, names_keys: bool) -> None:
        super().__init__()
        self._told = explanation(topic, keys)
        self._hint = f"{keys.name('help')} on the screen shows its keys." if names_keys else ""

    def compose(self) -> ComposeResult:
        """Title, paragraphs, how to leave."""
        with Vertical(classes="box -explanation"):
            yield Static(self._told.title, classes="title", markup=False)
            with Body():
                for paragraph in self._told.paragraphs:
                    yield Static(paragraph, classes="paragraph", markup=False)
                if self._hint:
                    yield Static(self._hint, classes="hint", markup=False)
            yield self.choices(Choice(("escape",), "Close"))
