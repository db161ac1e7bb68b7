"""The dialog that opens another org."""

from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.domain.text import spelt
from tui.errors import ConsoleError
from tui.presentation.error_text import sentence
from tui.presentation.topics import Topic
from tui.screens.dialog import Dialog
from tui.services.orgs import OrgDesk, OrgEntry
from tui.widgets.choices import Choice
from tui.widgets.reversing import Rows

_ASKING = "Asking the sf command for its logins; it can take some seconds…"
_NO_OTHER = "The sf command knows no other login. sf org login web adds one, or [orgs.NAME] in the configuration file."
_NAME_MOST = 40


class OrgsScreen(Dialog[OrgEntry]):
    """Orgs of the configuration at once, those that `sf` knows as soon as it has said them."""

    TOPIC = Topic.ORGS
    OPENED_BY = "orgs"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "ask", "Ask again", show=False),
    ]
    AUTO_FOCUS = "OptionList"

    def __init__(self, desk: OrgDesk) -> None:
        super().__init__()
        self._desk = desk

    def compose(self) -> ComposeResult:
        """One line an org; what `sf` says stands below."""
        with Vertical(classes="box -wide -fit"):
            yield Static("Orgs", classes="title", markup=False)
            yield Rows(markup=False)
            yield Static(classes="line", markup=False)
            yield self.choices(
                Choice(("enter",), "Open"),
                Choice(("f5",), "Ask sf again"),
                Choice(("escape",), "Close"),
            )

    def on_mount(self) -> None:
        """What is known at once; `sf` is asked the first time."""
        self._show()
        if not self._desk.asked:
            self.action_ask()

    def action_ask(self) -> None:
        """Ask `sf`, once at a time."""
        self.run_worker(self._ask(), group="ask sf", exclusive=True)

    async def _ask(self) -> None:
        self._say(_ASKING)
        before = len(self._desk.entries)
        try:
            await self._desk.ask()
        except ConsoleError as error:
            self._say(sentence(error))
            return
        self._show()
        more = len(self._desk.entries) - before
        self._say("" if more else _NO_OTHER)

    def _show(self) -> None:
        options = self.query_one(OptionList)
        entries = self._desk.entries
        at = options.highlighted
        width = max((cell_len(_name(entry)) for entry in entries), default=0)
        options.set_options([Option(self._line(entry, width)) for entry in entries])
        names = [entry.name for entry in entries]
        here = names.index(self._desk.current) if self._desk.current in names else 0
        options.highlighted = (here if at is None else at) if entries else None

    def _line(self, entry: OrgEntry, width: int) -> Content:
        here = entry.name == self._desk.current
        name = _name(entry)
        told = " · ".join(part for part in (entry.kind, entry.where) if part)
        return Content.assemble(
            "● " if here else "  ",
            (name, "bold" if here else ""),
            " " * (width - cell_len(name) + 2),
            (told, "$quiet"),
        )

    def _say(self, words: str) -> None:
        self.query_one(".line", Static).update(Content(words))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._desk.entries[event.option_index])


def _name(entry: OrgEntry) -> str:
    name = entry.login.name if entry.login else entry.name
    if entry.login and entry.login.alias:
        name = f"{name} ({entry.login.username})"
    return spelt(name, _NAME_MOST)
