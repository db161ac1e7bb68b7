"""What all dialogs share."""

from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tui.stylesheets import stylesheet

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer | None], Generic[Answer]):
    """A small screen over another one; leaving it by Escape, `q` or the arrow answers None."""

    CSS_PATH = stylesheet("dialog.tcss")
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it without ClassVar
        (0, "-short"),
        (24, "-roomy"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,left,q", "cancel", "Cancel", show=False),
    ]

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
