"""The dialog that chooses the colours: each is tried on while the cursor stands on it, and taken back by Escape."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.presentation.theme_words import CONTRAST_WORDS, OWN, described
from tui.presentation.topics import Topic
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice
from tui.widgets.reversing import Rows


class ThemesScreen(Dialog[str]):
    """Answers the theme that was chosen; the app wears it already.

    Args:
        names: the themes there are, the console's own first.
        worn: the one that the console wears, and wears again where none is chosen.
    """

    TOPIC = Topic.THEMES
    OPENED_BY = "theme"
    AUTO_FOCUS: ClassVar[str | None] = "OptionList"

    def __init__(self, names: Sequence[str], worn: str) -> None:
        super().__init__()
        self._names = names
        self._worn = worn

    def compose(self) -> ComposeResult:
        """One line a theme, the worn one with a dot; a word about those that are not the console's own."""
        width = max(cell_len(name) for name in self._names)
        with Vertical(classes="box -narrow -list"):
            yield Static("Theme", classes="title", markup=False)
            yield Rows(*(Option(self._line(name, width)) for name in self._names), markup=False)
            yield Static(CONTRAST_WORDS, classes="line -quiet", markup=False)
            yield self.choices(Choice(("enter",), "Keep it"), Choice(("escape",), "Take it back"))

    def _line(self, name: str, width: int) -> Content:
        worn = "● " if name == self._worn else "  "
        style = "bold" if name in OWN else ""
        return Content.assemble(worn, (name, style), " " * (width - len(name) + 2), described(name))

    def on_mount(self) -> None:
        """Stand on the worn one."""
        self.query_one(OptionList).highlighted = list(self._names).index(self._worn)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Try it on."""
        if self.is_active:
            self.app.theme = self._names[event.option_index]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """That one it is."""
        self.dismiss(self._names[event.option_index])

    def action_cancel(self) -> None:
        """Wear what was worn before."""
        self.app.theme = self._worn
        self.dismiss(None)
