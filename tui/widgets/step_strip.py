"""The strip that leads a newcomer through the practice org. It takes no focus and no key."""

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from tui.domain.five_steps import FiveSteps, Sight
from tui.presentation.keymap import Keymap
from tui.presentation.step_words import (
    FAREWELL,
    WELCOME,
    WELCOME_WITH_TARGETS,
    Hint,
    Key,
    Phrase,
    away,
    counted,
    hint,
    signs,
)
from tui.widgets.key_bar import KeyBar

_NAMED_FROM = 112
"""Cells from which on the steps stand there by name, and not by their signs alone."""


class StepStrip(Widget):
    """Where this is and which step comes next, on two lines; the step alone where there is one.

    A click on the step's words does it, one on how it is put away puts it away.
    """

    def __init__(self, keys: Keymap) -> None:
        super().__init__()
        self._keys = keys
        self._reaches_out = False
        self._shown: tuple[FiveSteps, Hint] | None = None

    def show(self, steps: FiveSteps, sight: Sight, *, reaches_out: bool = False) -> None:
        """Say how far it has come, and what to press there.

        Args:
            reaches_out: a token of this org can be handed over to another machine.
        """
        if reaches_out is not self._reaches_out:
            self._reaches_out = reaches_out
            self.refresh()
        shown = (steps, hint(steps, sight, self._keys))
        if self._shown is None or (self._shown[0].done, self._shown[1]) != (steps.done, shown[1]):
            self._shown = shown
            self.refresh()

    def render(self) -> RenderResult:
        """One line or two, as high as it is."""
        if self._shown is None:
            return Content("")
        steps, told = self._shown
        lines = [self._line(steps, told)]
        if self.size.height > 1:
            lines.insert(0, self._welcome(steps))
        return Content("\n").join(lines)

    def _welcome(self, steps: FiveSteps) -> Content:
        welcome = WELCOME_WITH_TARGETS if self._reaches_out else WELCOME
        left = Content.styled(FAREWELL if steps.is_finished else welcome, "$quiet")
        right = _said(away(self._keys))
        gap = self.size.width - left.cell_length - right.cell_length
        return Content.assemble(left, " " * max(1, gap), right)

    def _line(self, steps: FiveSteps, told: Hint) -> Content:
        line = Content.assemble(self._signs(steps), self._count(steps), _said(told.phrase))
        with_more = Content.assemble(line, _said(told.more))
        return with_more if with_more.cell_length <= self.size.width else line

    def _signs(self, steps: FiveSteps) -> Content:
        named = self.size.width >= _NAMED_FROM
        parts = [
            Content.styled(f"{sign} {name}  " if named else sign, _STYLES[sign])
            for sign, name in signs(steps)
        ]
        return Content.assemble(*parts, " ")

    def _count(self, steps: FiveSteps) -> Content:
        if self.size.width >= _NAMED_FROM:
            return Content("  ")
        return Content(f"{counted(steps)}  " if self.size.height > 1 else "")

    def on_click(self, event: events.Click) -> None:
        """The words are buttons for the mouse."""
        event.stop()
        if self._shown is None:
            return
        leaves = self.size.height > 1 and event.y == 0
        right = self.size.width - _said(away(self._keys)).cell_length
        if leaves and event.x >= right:
            self.post_message(KeyBar.Pressed("walk"))
        elif not leaves and self._shown[1].action_id:
            self.post_message(KeyBar.Pressed(self._shown[1].action_id))


_STYLES = {"✓": "$success", "▸": "bold $accent", "·": "$quiet", "–": "$quiet"}


def _said(phrase: Phrase) -> Content:
    parts = [(part, "bold $accent" if isinstance(part, Key) else "") for part in phrase]
    return Content.assemble(*parts)
