"""The lines that frame every screen: where am I, what just happened, what can I press."""

from enum import StrEnum

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.presentation.actions import Action, Situation, key_name, label


class TitleBar(Widget):
    """Where am I: the org, what kind of org, the open app; at the right, as whom or how much."""

    org: reactive[str] = reactive("")
    production: reactive[bool] = reactive(False)
    place: reactive[str] = reactive("")
    aside: reactive[str] = reactive("")

    def watch_production(self, production: bool) -> None:
        """Production looks different on every screen."""
        self.set_class(production, "-production")

    def render(self) -> RenderResult:
        """One line: left what matters, right what may be cut."""
        left = Content.assemble(
            (" Connected Apps ", "bold"), "  ", (self.org, "bold" if self.production else "")
        )
        if self.place:
            left = Content.assemble(left, " › ", (self.place, "bold"))
        room = self.size.width - left.cell_length - 1
        if cell_len(self.aside) + 2 > room:
            return left.truncate(self.size.width, ellipsis=True)
        return Content.assemble(left, " " * (room - cell_len(self.aside)), self.aside)


class Mood(StrEnum):
    """What kind of news the status line tells; the words say it too."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"


class StatusLine(Widget):
    """What just happened; it stays until something else happens."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def say(self, text: str, mood: Mood = Mood.PLAIN) -> None:
        """Say what happened."""
        self.text = text
        for each in Mood:
            self.set_class(each is mood, f"-{each}")
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """The sign carries what the colour says."""
        sign = "✗ " if self.has_class("-bad") else "✓ " if self.has_class("-good") else ""
        return Content(f"{sign}{self.text}")


class KeyBar(Widget):
    """What can I press: the acts that matter now; one that cannot act stays, dimmed."""

    class Pressed(Message):
        """A key's words were clicked."""

        def __init__(self, action_id: str) -> None:
            super().__init__()
            self.action_id = action_id

    def __init__(self, *, indent: int = 1) -> None:
        super().__init__()
        self._indent = indent
        self._actions: list[Action] = []
        self._situation: Situation | None = None
        self._spans: list[tuple[int, int, str]] = []

    def show(self, actions: list[Action], situation: Situation) -> None:
        """Show these acts as things stand."""
        if (actions, situation) != (self._actions, self._situation):
            self._actions, self._situation = actions, situation
            self.refresh()

    def render(self) -> RenderResult:
        """Key and word for each act, as many as fit; help and quit always do."""
        if self._situation is None:
            return Content("")
        line = Content(" " * self._indent)
        self._spans = []
        for action in self._fitting():
            key = key_name(action.keys[0])
            off = bool(action.why_not(self._situation))
            start = line.cell_length
            line = Content.assemble(
                line,
                (key, "dim" if off else "bold $accent"),
                (f" {label(action, self._situation)}", "dim" if off else ""),
                "  ",
            )
            self._spans.append((start, line.cell_length, action.id))
        return line

    def _fitting(self) -> list[Action]:
        assert self._situation is not None  # noqa: S101 - render asked before
        room = self.size.width - self._indent
        kept = list(self._actions)
        while kept and sum(self._width(action) for action in kept) > room:
            droppable = [action for action in kept if action.id not in ("help", "quit")]
            kept.remove(droppable[-1] if droppable else kept[-1])
        return kept

    def _width(self, action: Action) -> int:
        assert self._situation is not None  # noqa: S101 - as above
        return cell_len(f"{key_name(action.keys[0])} {label(action, self._situation)}  ")

    def on_click(self, event: events.Click) -> None:
        """The words are buttons for the mouse."""
        for start, end, action_id in self._spans:
            if start <= event.x < end:
                self.post_message(self.Pressed(action_id))
