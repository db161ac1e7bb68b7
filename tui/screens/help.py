"""Every key of a screen in sections, and why some cannot act now."""

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from tui.presentation.actions import Scope, Situation
from tui.presentation.help_sections import columns
from tui.screens.dialog import Dialog
from tui.stylesheets import stylesheet
from tui.widgets.choices import Choice
from tui.widgets.key_list import KeyList
from tui.widgets.scrolling import Body

_PLACES = {
    Scope.APPS: "on the table",
    Scope.APP: "on an app",
    Scope.ROTATION: "in a rotation",
    Scope.SEVERAL: "while several apps are rotated",
}
_TWO_COLUMNS = 120
"""Cells from which on the sections stand in two columns."""


class HelpScreen(Dialog[str]):
    """The keys of the screen below. It answers the act whose words were clicked, or that was found by its name."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash", "find", "Find", show=False)]
    CSS_PATH: ClassVar = [*Dialog.CSS_PATH, stylesheet("help.tcss")]
    AUTO_FOCUS = "Body"
    OPENED_BY: ClassVar[str] = "help"

    def __init__(self, situation: Situation) -> None:
        super().__init__()
        self._situation = situation
        self._place = (0.0, 0.0)

    def compose(self) -> ComposeResult:
        """Sections in one column or two, how to leave."""
        told = columns(self._situation, self._columns)
        rows = [row for column in told for section in column for row in section.rows]
        key_width = max(cell_len(row.keys) for row in rows)
        with Vertical(classes="box -help -two" if self._columns > 1 else "box -help"):
            yield Static(f"Keys · {_PLACES[self._situation.scope]}", classes="title", markup=False)
            with Body(self._place), Horizontal():
                for column in told:
                    with Vertical():
                        for section in column:
                            yield KeyList(section, key_width)
            yield self.choices(
                Choice(("slash",), "Find an act and do it"),
                Choice(("up", "down"), "Scroll"),
                Choice(("escape",), "Close"),
            )

    @property
    def _columns(self) -> int:
        return 2 if self.app.size.width >= _TWO_COLUMNS else 1

    def on_resize(self) -> None:
        """A terminal of another size has room for one column more, or for one less."""
        if bool(self.query(".-two")) != (self._columns > 1):
            self._place = self.query_one(Body).place
            self.refresh(recompose=True)
            self.call_after_refresh(self._mark_production)

    def action_find(self) -> None:
        """The palette over it; what is chosen there is done on the screen below, which may say why not."""
        from tui.screens.palette import ActsPalette

        self.app.push_screen(ActsPalette())

    def on_key_list_clicked(self, message: KeyList.Clicked) -> None:
        """Do it on the screen below, which may say why not."""
        message.stop()
        self.dismiss(message.action_id)
