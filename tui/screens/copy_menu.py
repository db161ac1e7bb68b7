"""The menu of what can be copied of an app."""

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tui.presentation.copy_choices import CopyChoice, menu, title
from tui.presentation.topics import Topic
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice, Choices


class CopyMenu(Dialog[CopyChoice]):
    """A key for each form; nothing in it is chosen by Enter.

    Args:
        name: of the app.
        prospects: what is known of the clipboard before anything is copied, a line each.
        refused: what cannot be chosen, and why.
    """

    TOPIC = Topic.COPY
    OPENED_BY = "token.copy_menu"
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, name: str, prospects: list[str], refused: Mapping[CopyChoice, str]) -> None:
        super().__init__()
        self._name_of_app = name
        self._prospects = prospects
        self._refused = refused

    def compose(self) -> ComposeResult:
        """Forms, prospects, how to leave."""
        with Vertical(classes="box"):
            yield Static(title(self._name_of_app), classes="title", markup=False)
            for line in menu(self._refused):
                yield Choices(*(Choice(each.keys, each.words) for each in line))
            yield Static("\n".join(self._prospects), classes="line", markup=False)
            yield self.choices(Choice(("escape",), "Close"))

    def on_key(self, event: events.Key) -> None:
        """A key that names a form chooses it; others leave or do nothing."""
        if event.character not in set(CopyChoice):
            return
        choice = CopyChoice(event.character)
        if choice not in self._refused:
            self.dismiss(choice)
