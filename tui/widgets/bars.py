"""The lines that frame every screen: where am I, what just happened, what can I press."""

from enum import StrEnum

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.domain.org import Org, OrgKind
from tui.presentation.actions import Action, Situation, key_name, label
from tui.presentation.token_words import org_host, org_kind

_TEXT_MOST = 48
"""Cells of an org's name, and of its host, in the title."""

_KIND_STYLES = {
    OrgKind.PRACTICE: "$success",
    OrgKind.DEVELOPER: "$secondary",
    OrgKind.SCRATCH: "$secondary",
    OrgKind.SANDBOX: "$warning",
    OrgKind.PRODUCTION: "",
}


class TitleBar(Widget):
    """Where am I: what kind of org, which, on which host, the open app; at the right, as whom or how much."""

    org: reactive[Org | None] = reactive(None)
    place: reactive[str] = reactive("")
    aside: reactive[str] = reactive("")

    def __init__(self) -> None:
        super().__init__()
        self._until_known = ""

    def show(self, org: Org | None, until_known: str) -> None:
        """Show the org; until it has said what it is, the name that it was opened by."""
        self._until_known = until_known
        self.org = org
        self.refresh()

    def watch_org(self, org: Org | None) -> None:
        """Production looks different on every screen."""
        self.set_class(org is not None and org.is_production, "-production")

    def render(self) -> RenderResult:
        """One line. What kind of org it is and where never give way; the brand does first, then the end of the line."""
        left = Content.assemble((" Connected Apps ", "bold"), " ", self._where())
        if left.cell_length > self.size.width:
            left = self._where()
        room = self.size.width - left.cell_length - 1
        if not self.aside or cell_len(self.aside) + 2 > room:
            return left.truncate(self.size.width, ellipsis=True)
        return Content.assemble(left, " " * (room - cell_len(self.aside)), self.aside)

    def _where(self) -> Content:
        if self.org is None:
            where = Content.assemble(" ", _short(self._until_known))
        else:
            org, host = self.org, org_host(self.org)
            name = "" if org.kind is OrgKind.PRACTICE else org.name
            told = [Content.assemble("  ", _short(part)) for part in (name, host) if part]
            kind = (org_kind(org), f"bold {_KIND_STYLES[org.kind]}")
            where = Content.assemble(" ", kind, *told)
        return Content.assemble(where, " › ", (self.place, "bold")) if self.place else where


def _short(text: str) -> Content:
    return Content(text).truncate(_TEXT_MOST, ellipsis=True)


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
        self.counted = ""

    def count_down(self, words: str) -> None:
        """What is counted, behind what just happened; a step costs no more than this line."""
        fits = len(words) == len(self.counted)
        self.counted = words
        self.refresh(layout=not fits)

    def say(self, text: str, mood: Mood = Mood.PLAIN) -> None:
        """Say what happened."""
        self.text = text
        for each in Mood:
            self.set_class(each is mood, f"-{each}")
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """The sign carries what the colour says."""
        sign = "✗ " if self.has_class("-bad") else "✓ " if self.has_class("-good") else ""
        said = Content(f"{sign}{self.text}")
        return Content.assemble(said, "  " if self.text else "", (self.counted, "dim"))


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
