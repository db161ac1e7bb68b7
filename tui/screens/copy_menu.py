"""What can be copied of an app's token, and how."""

from enum import StrEnum
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tui.presentation.topics import Topic
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice, Choices


class CopyChoice(StrEnum):
    """What to copy; the value is the key."""

    TOKEN = "c"
    HEADER = "C"
    CURL = "u"
    ALONE = "a"


_WORDS = {
    CopyChoice.TOKEN: "the token",
    CopyChoice.HEADER: "the token as the value of an Authorization header: Bearer …",
    CopyChoice.CURL: "a curl command that registers a client; it asks for the token",
    CopyChoice.ALONE: "nothing: show the token alone, for the mouse or tmux's copy mode",
}


class CopyMenu(Dialog[CopyChoice]):
    """A key for each form; nothing in it is chosen by Enter.

    Args:
        prospects: what is known of the clipboard before anything is copied, a line each.
        may_reveal: whether the token may be shown.
    """

    TOPIC = Topic.COPY
    OPENED_BY = "token.copy_menu"
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, prospects: list[str], *, may_reveal: bool) -> None:
        super().__init__()
        self._prospects = prospects
        self._may_reveal = may_reveal

    def compose(self) -> ComposeResult:
        """Forms, prospects, how to leave."""
        with Vertical(classes="box"):
            yield Static("Copy", classes="title", markup=False)
            for choice in CopyChoice:
                yield Choices(Choice((choice.value,), self._said(choice)))
            yield Static("\n".join(self._prospects), classes="line", markup=False)
            yield self.choices(Choice(("escape",), "Close"))

    def _said(self, choice: CopyChoice) -> str:
        if choice is CopyChoice.ALONE and not self._may_reveal:
            return "not here: this org is configured never to show a token"
        return _WORDS[choice]

    def on_key(self, event: events.Key) -> None:
        """A key that names a form chooses it; others leave or do nothing."""
        if event.character not in set(CopyChoice):
            return
        choice = CopyChoice(event.character)
        if choice is not CopyChoice.ALONE or self._may_reveal:
            self.dismiss(choice)
