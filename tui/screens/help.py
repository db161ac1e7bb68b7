"""Every key of a screen, and why some cannot act now."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.presentation.actions import MOVES, Scope, Situation, in_scope, key_name, label
from tui.screens.dialog import Dialog

_KEYS = 17


class HelpScreen(Dialog[None]):
    """The keys of the screen below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "cancel", "Close", show=False)
    ]

    def __init__(self, situation: Situation) -> None:
        super().__init__()
        self._situation = situation

    def compose(self) -> ComposeResult:
        """Keys at the left, what they do at the right."""
        with Vertical(classes="box"):
            yield Static("Keys", classes="title", markup=False)
            with VerticalScroll():
                yield Static(Content("\n").join(self._lines()), markup=False)
            yield Static("Esc closes", classes="hint", markup=False)

    def _lines(self) -> list[Content]:
        lines = [
            _line(" ".join(key_name(key) for key in action.keys), action.help, why)
            for action in in_scope(self._situation.scope)
            for why in (action.why_not(self._situation),)
            if label(action, self._situation)
        ]
        if self._situation.scope is Scope.APPS:
            lines += [_line(keys, words, "") for keys, words in MOVES]
        return lines


def _line(keys: str, words: str, why: str) -> Content:
    line = Content.assemble((keys.ljust(_KEYS), "bold $accent"), words)
    if why:
        line = Content.assemble(line, "\n", " " * _KEYS, (f"Not now: {why}", "dim"))
    return line
