"""The line that says what can be pressed: acts with their keys, as words that can be clicked."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.presentation.actions import Action, Situation, label

_GAP = 2
_ALWAYS = frozenset({"back", "quit"})
"""The ways out are the last to go where there is no room for all."""


class KeyBar(Widget):
    """The acts that matter now; one that cannot act is dimmed and says why when it is pressed.

    Args:
        indent: cells left free at the beginning of the line.
    """

    class Pressed(Message):
        """A key's words were clicked."""

        def __init__(self, action_id: str) -> None:
            super().__init__()
            self.action_id = action_id

    def __init__(self, *, indent: int = 1) -> None:
        super().__init__()
        self._indent = indent
        self._actions: tuple[Action, ...] = ()
        self._aside: Action | None = None
        self._situation: Situation | None = None
        self._spans: list[tuple[int, int, str]] = []

    def show(
        self, actions: Sequence[Action], situation: Situation, *, aside: Action | None = None
    ) -> None:
        """Show these acts as things stand, and one apart from them at the right end."""
        shown = (tuple(actions), aside, situation)
        if shown != (self._actions, self._aside, self._situation):
            self._actions, self._aside, self._situation = shown
            self.refresh()

    def render(self) -> RenderResult:
        """Key and word for each act, as many as fit; the one at the right end always does."""
        if self._situation is None:
            return Content("")
        self._spans = []
        line = Content(" " * self._indent)
        for action in self._fitting(self._situation):
            line = self._with(line, action, self._situation)
        if self._aside is not None:
            room = self.size.width - line.cell_length
            width = self._width(self._aside, self._situation)
            line = Content.assemble(line, " " * max(0, room - width - 1))
            line = self._with(line, self._aside, self._situation)
        return line.truncate(self.size.width)

    def _with(self, line: Content, action: Action, now: Situation) -> Content:
        off = bool(action.why_not(now))
        key, word = _key(action, now), label(action, now)
        said = Content.assemble(
            (key, "$quiet" if off else "bold $accent"),
            (f" {word}" if key else word, "$quiet" if off else ""),
        )
        start = line.cell_length
        self._spans.append((start, start + said.cell_length, action.id))
        return Content.assemble(line, said, " " * _GAP)

    def _fitting(self, now: Situation) -> list[Action]:
        aside = self._width(self._aside, now) if self._aside is not None else 0
        room = self.size.width - self._indent - aside
        kept = list(self._actions)
        while kept and sum(self._width(each, now) + _GAP for each in kept) > room:
            droppable = [action for action in kept if action.id not in _ALWAYS]
            kept.remove(droppable[-1] if droppable else kept[-1])
        return kept

    def _width(self, action: Action, now: Situation) -> int:
        return cell_len(f"{_key(action, now)} {label(action, now)}".strip())

    def on_click(self, event: events.Click) -> None:
        """The words are buttons for the mouse."""
        for start, end, action_id in self._spans:
            if start <= event.x < end:
                self.post_message(self.Pressed(action_id))


def _key(action: Action, now: Situation) -> str:
    return now.keys.shown(action.id, typing=now.searching)
