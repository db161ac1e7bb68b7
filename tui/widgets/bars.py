"""The lines that frame every screen: where am I, what just happened."""

from enum import StrEnum

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.domain.org import Org, OrgKind
from tui.domain.text import spelt
from tui.presentation.token_words import org_host, org_kind

_TEXT_MOST = 48
"""Cells of an org's name, and of its host, in the title."""

_KIND_STYLES = {
    OrgKind.PRACTICE: "$success",
    OrgKind.DEVELOPER: "$quiet",
    OrgKind.SCRATCH: "$quiet",
    OrgKind.SANDBOX: "$caution",
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
        """One line, to its end. What kind of org it is and where never give way; the brand does first, then the end of
        the line.
        """
        left = Content.assemble((" Connected Apps ", "bold"), " ", self._where())
        if left.cell_length > self.size.width:
            left = self._where()
        room = self.size.width - left.cell_length - 1
        if not self.aside or cell_len(self.aside) + 2 > room:
            left = left.truncate(self.size.width, ellipsis=True)
            return left.pad_right(self.size.width - left.cell_length)
        return Content.assemble(left, " " * (room - cell_len(self.aside)), self.aside, " ")

    def _where(self) -> Content:
        if self.org is None:
            where = Content.assemble(" ", _short(self._until_known))
        else:
            org, host = self.org, org_host(self.org)
            name = "" if org.kind is OrgKind.PRACTICE else spelt(org.name)
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
    """What just happened; it stays until something else happens.

    An answer to a key that did nothing stands in its place until the next key, which it would else be taken for the
    answer to.
    """

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.mood = Mood.PLAIN
        self.counted = ""
        self.answered = ""

    def count_down(self, words: str) -> None:
        """What is counted, behind what just happened; a step costs no more than this line."""
        fits = len(words) == len(self.counted)
        self.counted = words
        self.refresh(layout=not fits)

    def say(self, text: str, mood: Mood = Mood.PLAIN) -> None:
        """Say what happened."""
        self.text, self.mood, self.answered = text, mood, ""
        self._draw_anew()

    def answer(self, text: str) -> None:
        """Say why a key did nothing."""
        self.answered = text
        self._draw_anew()

    def forget_answer(self) -> None:
        """Say again what happened before."""
        if self.answered:
            self.answered = ""
            self._draw_anew()

    def _draw_anew(self) -> None:
        mood = Mood.PLAIN if self.answered else self.mood
        for each in Mood:
            self.set_class(each is mood, f"-{each}")
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """The sign carries what the colour says."""
        sign = "✗ " if self.has_class("-bad") else "✓ " if self.has_class("-good") else ""
        text = self.answered or self.text
        said = Content(f"{sign}{text}")
        return Content.assemble(said, "  " if text else "", (self.counted, "$quiet"))
