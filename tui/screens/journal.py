"""The journal: what this console did, searchable, and unfinished acts looked up or closed by hand."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.domain.acts import Finding, JournalEntry, Result
from tui.errors import ConsoleError
from tui.presentation.error_text import sentence
from tui.presentation.journal_words import (
    SETTLE,
    cells,
    details,
    matches,
    not_to_look_up,
    state,
)
from tui.presentation.questions import settle_question
from tui.presentation.times import age
from tui.presentation.topics import Topic
from tui.screens.confirm import ConfirmScreen
from tui.screens.dialog import Dialog
from tui.services.workbench import Workbench
from tui.widgets.choices import Choice, Choices
from tui.widgets.details import Details
from tui.widgets.facts import Fact
from tui.widgets.report_lines import Columns, Line, ReportLine, name_last
from tui.widgets.reversing import Rows

_LABEL = 9
_CHOICES = (
    Choice(("slash",), "Search"),
    Choice(("l",), "Look up"),
    Choice(("h",), "Hand over"),
    Choice(("escape",), "Close"),
)
_SETTLES = (Choice(("y",), "It happened"), Choice(("n",), "It did not"))


class JournalScreen(Dialog[JournalEntry]):
    """Acts, newest first; what is known of the current one stands below. It answers one that is to be handed over.

    Args:
        workbench: of the org that is open; only its unresolved acts can be looked up here.
        unfinished_only: whether to begin with what nobody knows the outcome of, or what is not handed over.
    """

    TOPIC = Topic.JOURNAL
    OPENED_BY = "journal"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", show=False),
        Binding("l", "look_up", "Look up", show=False),
        Binding("h", "hand_over", "Hand over", show=False),
        Binding("y", "settle(True)", "It happened", show=False),
        Binding("n", "settle(False)", "It did not happen", show=False),
        Binding("f5", "read", "Read again", show=False),
    ]
    AUTO_FOCUS = "OptionList"

    def __init__(self, workbench: Workbench, *, unfinished_only: bool = False) -> None:
        super().__init__()
        self._bench = workbench
        self._unfinished_only = unfinished_only
        self._entries: list[JournalEntry] = []
        self._shown: list[JournalEntry] = []
        self._cannot_tell: set[str] = set()
        """Acts that were looked up here in vain: a person may say what came of them."""
        self._found_of = ""
        """The act of which it stands below what was just found."""

    def compose(self) -> ComposeResult:
        """Search, list, details, what to press."""
        with Vertical(classes="box -wide"):
            title = "Unfinished acts" if self._unfinished_only else "Journal"
            yield Static(title, classes="title", markup=False)
            search = Input(placeholder="Search", compact=True, select_on_focus=False)
            search.cursor_blink = False
            yield search
            yield Rows(markup=False)
            yield Details(label_width=_LABEL)
            yield self.choices(*_CHOICES)

    # -- what is shown ---------------------------------------------------------------------------

    @on(events.Mount)
    async def _opened(self) -> None:
        self._say("Reading the journal…")
        await self.action_read()

    async def action_read(self) -> None:
        """Read the journal; where it cannot be read what is shown stays."""
        try:
            entries = await self._bench.acts.look_ups.entries()
        except ConsoleError as error:
            self._say(sentence(error))
            return
        self._entries = [
            entry
            for entry in entries
            if not self._unfinished_only or entry.unresolved or entry.undelivered
        ]
        self._show()

    def _show(self) -> None:
        text = self.query_one(Input).value
        options = self.query_one(OptionList)
        current = self._current
        self._shown = [entry for entry in self._entries if matches(entry, text)]
        options.set_options([Option(each) for each in self._lines()])
        ids = [entry.intent.act_id for entry in self._shown]
        if self._shown:
            stood = current.intent.act_id if current else ""
            options.highlighted = ids.index(stood) if stood in ids else 0
        else:
            self._say("No act matches." if text else self._nothing())

    def _lines(self) -> list[ReportLine]:
        now = self._bench.clock.now()
        lines = []
        for entry in self._shown:
            when, what, app = cells(entry)
            ago = age(entry.intent.at, now)
            lines.append(Line(f"{when} ", app, what, ago, brief=state(entry)))
        columns = Columns.of(lines)
        return [ReportLine(each, columns, name_last) for each in lines]

    def _nothing(self) -> str:
        return "No act is unfinished." if self._unfinished_only else "Nothing has been done yet."

    @property
    def _current(self) -> JournalEntry | None:
        at = self.query_one(OptionList).highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    @on(Input.Changed)
    def _searched(self) -> None:
        self._show()

    @on(Input.Submitted)
    def _to_the_list(self) -> None:
        self.query_one(OptionList).focus()

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index >= len(self._shown):
            return
        entry = self._shown[event.option_index]
        self._offer(entry)
        if entry.intent.act_id == self._found_of:
            return  # what was found stays until another act is looked at
        self._found_of = ""
        self._say_details(entry)

    def _say_details(self, entry: JournalEntry) -> None:
        self._tell(details(entry, self._bench.clock.now()))

    def _say(self, words: str) -> None:
        self._tell([("", words)])

    def _tell(self, rows: Sequence[Fact]) -> None:
        self.query_one(Details).show(rows)
        self.call_after_refresh(lambda: self._offer(self._current))

    @on(events.Resize)
    def _resized(self) -> None:
        self.call_after_refresh(lambda: self._offer(self._current))

    def _offer(self, entry: JournalEntry | None) -> None:
        """What can be pressed; where a look-up could not tell, a person's word too."""
        settles = _SETTLES if entry is not None and self._may_be_settled(entry) else ()
        scroll = (Choice(("tab",), "Scroll"),) if self.query_one(Details).is_cut else ()
        self.query_one(Choices).offer(*self.with_explain(*settles, *scroll, *_CHOICES))

    def _may_be_settled(self, entry: JournalEntry) -> bool:
        return entry.intent.act_id in self._cannot_tell and entry.unresolved

    def action_search(self) -> None:
        """To the search line."""
        self.query_one(Input).focus()

    # -- looking up ------------------------------------------------------------------------------

    def action_look_up(self) -> None:
        """Look the current act up, if nobody knows what came of it."""
        entry = self._current
        if entry is None:
            return
        if not entry.unresolved:
            self._say(not_to_look_up(entry))
            return
        self._say("Looking it up…")
        self._work(entry, partial(self._bench.look_up, entry.intent))

    def action_hand_over(self) -> None:
        """Finish a hand-over: whoever opened the journal goes on with it."""
        entry = self._current
        if entry is None:
            return
        if not entry.undelivered:
            self._say("No target is known to be without this act's token.")
            return
        self.run_worker(self._answer(entry), group="look up", exclusive=True)

    async def _answer(self, entry: JournalEntry) -> None:
        try:
            here = await self._bench.browse.org()
        except ConsoleError as error:
            self._say(sentence(error))
            return
        if entry.intent.org_id != here.org_id:
            self._say(f"This act was in {entry.intent.org_name}. Open that org to hand it over.")
            return
        self.dismiss(entry)

    def action_settle(self, happened: bool) -> None:
        """Close an act that a look-up cannot tell, on a person's word."""
        entry = self._current
        if entry is None or not self._may_be_settled(entry):
            return
        result = Result.DONE if happened else Result.NOT_DONE

        def answered(yes: bool | None) -> None:
            if yes:
                self._work(entry, partial(self._bench.acts.look_ups.settle, entry.intent, result))

        self.app.push_screen(ConfirmScreen(settle_question(entry, result)), answered)

    def _work(self, entry: JournalEntry, find: Callable[[], Awaitable[Finding]]) -> None:
        self.run_worker(self._find(entry, find), group="look up", exclusive=True)

    async def _find(self, entry: JournalEntry, find: Callable[[], Awaitable[Finding]]) -> None:
        intent = entry.intent
        try:
            here = await self._bench.browse.org()
            if intent.org_id != here.org_id:
                self._say(f"This act was in {intent.org_name}. Open that org to look it up.")
                return
            finding = await find()
        except ConsoleError as error:
            self._say(sentence(error))
            return
        if finding.result is Result.UNKNOWN:
            self._cannot_tell.add(intent.act_id)
        self._found_of = intent.act_id
        await self.action_read()
        self._offer(self._current)
        open_still = finding.result is Result.UNKNOWN
        self._say(f"{finding.words}\n\n{SETTLE}" if open_still else finding.words)
