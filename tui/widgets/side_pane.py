"""The pane beside the table: what the list knows of the current app. It takes no focus."""

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from tui.presentation.pane_words import PaneWords
from tui.widgets.key_bar import KeyBar

_LABEL = 12
_KEY = 7
_PRESENT = "●"
"""The sign of a token that is there has the colour that it has in the table."""


class SidePane(Widget):
    """A name, labels with values, and what the keys would do; a click on that does it."""

    def __init__(self) -> None:
        super().__init__()
        self._words: PaneWords | None = None
        self._acts_at: dict[int, str] = {}
        """Lines on which an act stands."""

    def show(self, words: PaneWords | None) -> None:
        """Say what is known; None empties it."""
        if words != self._words:
            self._words = words
            self.refresh()

    def render(self) -> RenderResult:
        """As many lines as there is room for, each value in a column of its own."""
        self._acts_at = {}
        if self._words is None:
            return Content("")
        width = self.size.width
        lines = [
            Content.styled(line.plain, "bold") for line in Content(self._words.name).wrap(width)
        ]
        lines.append(Content(""))
        for label, value in self._words.rows:
            lines += _hanging(label, "$quiet", value, _LABEL, width)
        lines.append(Content(""))
        for act in self._words.acts:
            style = "$quiet" if act.off else "bold $accent"
            rows = _hanging(act.key, style, act.words, _KEY, width)
            self._acts_at |= {len(lines) + at: act.action_id for at in range(len(rows))}
            lines += rows
        return Content("\n").join(lines[: self.size.height])

    def on_click(self, event: events.Click) -> None:
        """The words are buttons for the mouse."""
        event.stop()
        offset = event.get_content_offset(self)
        action_id = self._acts_at.get(offset.y) if offset is not None else None
        if action_id is not None:
            self.post_message(KeyBar.Pressed(action_id))


def _hanging(label: str, style: str, value: str, indent: int, width: int) -> list[Content]:
    """A label and its value, which goes on below itself."""
    head = Content.styled(label.ljust(indent), style)
    tone = "$success" if value.startswith(_PRESENT) else ""
    wrapped = Content(value).wrap(max(1, width - indent)) or [Content("")]
    return [
        Content.assemble(head if not at else " " * indent, (line.plain, tone))
        for at, line in enumerate(wrapped)
    ]
