"""The journal: what this console did, searchable, and unresolved acts looked up."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.domain.acts import JournalEntry
from tui.errors import ConsoleError
from tui.presentation.error_text import sentence
from tui.presentation.journal_words import details, line, matches
from tui.screens.dialog import Dialog
from tui.services.workbench import Workbench

_LABEL = 8


class JournalScreen(Dialog[None]):
    """Acts, newest first; what is known of the current one stands below.

    Args:
        workbench: of the org that is open; only its unresolved acts can be looked up here.
        unresolved_only: whether to begin with what nobody knows the outcome of.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", show=False),
        Binding("l", "look_up", "Look up", show=False),
        Binding("J", "cancel", "Close", show=False),
    ]
    AUTO_FOCUS = "OptionList"

    def __init__(self, workbench: Workbench, *, unresolved_only: bool = False) -> None:
        super().__init__()
        self._bench = workbench
        self._unresolved_only = unresolved_only
        self._entries: list[JournalEntry] = []
        self._shown: list[JournalEntry] = []

    def compose(self) -> ComposeResult:
        """Search, list, details, what to press."""
        with Vertical(classes="box -wide"):
            title = "Unfinished acts" if self._unresolved_only else "Journal"
            yield Static(title, classes="title", markup=False)
            search = Input(placeholder="Search", compact=True, select_on_focus=False)
            search.cursor_blink = False
            yield search
            yield OptionList(markup=False)
            yield Static(classes="line", markup=False)
            yield Static(
                "/ search   l looks an unfinished act up   Esc closes", classes="hint", markup=False
            )

    async def on_mount(self) -> None:
        """Read the journal."""
        await self._read()

    async def _read(self) -> None:
        try:
            entries = await self._bench.acts.entries()
        except ConsoleError as error:
            self._say(sentence(error))
            return
        self._entries = [
            entry for entry in entries if entry.unresolved or not self._unresolved_only
        ]
        self._show()

    def _show(self) -> None:
        text = self.query_one(Input).value
        self._shown = [entry for entry in self._entries if matches(entry, text)]
        options = self.query_one(OptionList)
        options.set_options([Option(Content(line(entry))) for entry in self._shown])
        if self._shown:
            options.highlighted = 0
        else:
            self._say("No act matches." if text else "Nothing has been done yet.")

    @on(Input.Changed)
    def _searched(self) -> None:
        self._show()

    @on(Input.Submitted)
    def _to_the_list(self) -> None:
        self.query_one(OptionList).focus()

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        rows = details(self._shown[event.option_index])
        self.query_one(".line", Static).update(
            Content("\n").join(
                Content.assemble((label.ljust(_LABEL), "dim"), value) for label, value in rows
            )
        )

    def action_search(self) -> None:
        """To the search line."""
        self.query_one(Input).focus()

    def action_look_up(self) -> None:
        """Look the current act up, if nobody knows what came of it."""
        at = self.query_one(OptionList).highlighted
        if at is None or at >= len(self._shown):
            return
        entry = self._shown[at]
        if not entry.unresolved:
            self._say("This act is not unfinished.")
            return
        self.run_worker(self._look_up(entry), group="look up", exclusive=True)

    async def _look_up(self, entry: JournalEntry) -> None:
        self._say("Looking it up…")
        try:
            mine = {unresolved.intent.act_id for unresolved in await self._bench.acts.unresolved()}
            if entry.intent.act_id not in mine:
                self._say(f"This act was in {entry.intent.org_name}. Open that org to look it up.")
                return
            finding = await self._bench.look_up(entry.intent)
        except ConsoleError as error:
            self._say(sentence(error))
            return
        await self._read()
        self._say(finding.words)

    def _say(self, words: str) -> None:
        self.query_one(".line", Static).update(Content(words))
