"""Labels with values beside them; a value that is too long for its line goes on below itself."""

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.widgets.wrapping import wrapped

Fact = tuple[str, str | Content]
"""Label and value; without a label the value has the whole width."""

_LEAST = 16
"""Cells that a value has, however narrow the terminal is."""


class Facts(Widget):
    """Rows of labels and values.

    Args:
        label_width: cells of the labels' column.
    """

    DEFAULT_CSS = "Facts { height: auto; width: 1fr; }"

    def __init__(
        self, rows: Sequence[Fact] = (), *, label_width: int, classes: str | None = None
    ) -> None:
        super().__init__(classes=classes)
        self._facts = tuple(rows)
        self._label_width = label_width

    def show(self, rows: Sequence[Fact]) -> None:
        """Say these."""
        self._facts = tuple(rows)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's own
        """As many lines as the values need."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """The lines for the width that it has."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        return [line for label, value in self._facts for line in self._row(label, value, width)]

    def _row(self, label: str, value: str | Content, width: int) -> list[Content]:
        indent = self._label_width if label else 0
        room = max(_LEAST, width - indent)
        told = Content(value) if isinstance(value, str) else value
        label = label.ljust(indent)
        return [
            Content.assemble((" " * indent if number else label, "$quiet"), line)
            for number, line in enumerate(wrapped(told, room))
        ]
