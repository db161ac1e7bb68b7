"""Every key of a screen, and why some cannot act now."""

from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from tui.presentation.actions import MOVES, Scope, Situation, in_scope, key_name
from tui.screens.dialog import Dialog


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
        with Vertical(classes="box -tall"):
            yield Static("Keys", classes="title", markup=False)
            with VerticalScroll():
                yield Static(self._table(), markup=False)
            yield Static("Esc closes", classes="hint", markup=False)

    def _table(self) -> Table:
        accent = self.app.theme_variables["accent"]
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True, style=f"bold {accent}")
        table.add_column()
        for action in in_scope(self._situation.scope):
            keys = " ".join(key_name(key) for key in action.keys)
            words = Text(action.help)
            if why := action.why_not(self._situation):
                words.append(f"\nNot now: {why}", style="dim")
            table.add_row(Text(keys), words)
        if self._situation.scope is Scope.APPS:
            for keys, move in MOVES:
                table.add_row(Text(keys), Text(move))
        return table
