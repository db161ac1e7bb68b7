"""Several apps being rotated: a progress bar, one line an app, a summary. It owns the rotations while it is open."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import OptionList, ProgressBar, Static
from textual.widgets.option_list import Option
from textual.worker import Worker, WorkerError

from tui.domain.rotation import Progress
from tui.domain.text import spelt
from tui.presentation.actions import Scope, Situation
from tui.presentation.bulk_words import PROGRESS_SIGNS, Going, bulk_next, bulk_summary, bulk_words
from tui.presentation.numbers import counted, duration
from tui.presentation.rotation_questions import leave_question
from tui.presentation.topics import Topic
from tui.screens.base import ConsoleScreen, Host
from tui.screens.confirm import ConfirmScreen
from tui.screens.gateway import GatewayActs
from tui.screens.rotation import RotationScreen
from tui.services.bulk_rotation import BulkRotation, Line
from tui.services.workbench import Workbench
from tui.stylesheets import stylesheet
from tui.widgets.bars import Mood, TitleBar
from tui.widgets.report_lines import Columns, ReportLine, on_one_line
from tui.widgets.report_lines import Line as Cells
from tui.widgets.reversing import Rows

_NAME_MOST = 40


class BulkScreen(GatewayActs, ConsoleScreen):
    """Rotates what was confirmed; the summary stays."""

    SCOPE = Scope.SEVERAL
    CSS_PATH: ClassVar = [stylesheet("lists.tcss"), stylesheet("several.tcss")]
    TOPIC = Topic.SEVERAL
    AUTO_FOCUS = "OptionList"

    def __init__(self, host: Host, workbench: Workbench, bulk: BulkRotation) -> None:
        super().__init__(host)
        self._bench = workbench
        self._bulk = bulk
        self._running = False
        self._stopping = False
        self._warned = False
        self._work: Worker[None] | None = None

    def body(self) -> ComposeResult:
        """Bar, how many are how far, what to do, apps."""
        yield ProgressBar(total=len(self._bulk.taking_part), show_eta=False)
        yield Static(classes="summary", markup=False)
        yield Static(classes="next", markup=False)
        yield Rows(markup=False)

    def on_mount(self) -> None:
        """Begin at once: it was confirmed."""
        self.query_one(TitleBar).place = f"{len(self._bulk.taking_part):,} apps"
        self.refresh_frame()
        self._bulk.changed = self._show
        options = self.query_one(OptionList)
        options.set_options([Option(each) for each in _entries(self._bulk.lines)])
        options.highlighted = 0
        self._running = True
        self._work = self.run_worker(self._run(), group="act")
        self.call_after_refresh(self._show)

    async def _run(self) -> None:
        try:
            await self._bulk.run()
        finally:
            self._running = False
        for line in self._bulk.lines:
            if line.report is not None and line.report.held:
                self.host.leave_behind(line.app.id, "")
        done, count = self._bulk.counts.get(Progress.DONE, 0), len(self._bulk.taking_part)
        self.say(
            f"{done:,} of {counted(count, 'app')} done.", Mood.GOOD if done == count else Mood.BAD
        )
        self._show()
        self._to_what_is_missing()

    def _show(self) -> None:
        """The bar and the lines that changed; a list of hundreds is not built anew at every step."""
        if not self.is_whole:
            return
        options = self.query_one(OptionList)
        for at, entry in enumerate(_entries(self._bulk.lines)):
            if options.get_option_at_index(at).prompt != entry:
                options.replace_option_prompt_at_index(at, entry)
        self.query_one(ProgressBar).progress = self._bulk.over
        counts = self._bulk.counts
        self.query_one(".summary", Static).update(bulk_summary(counts))
        going = Going.STOPPING if self._stopping else Going.ON
        words = bulk_next(counts, going if self._running else Going.OVER, self.host.keymap)
        self.query_one(".next", Static).update(words)
        self.show_keys()

    def _to_what_is_missing(self) -> None:
        """To the first app that wants something done, unless a person has gone elsewhere."""
        options = self.query_one(OptionList)
        wanting = [
            at for at, line in enumerate(self._bulk.lines) if line.progress is Progress.INCOMPLETE
        ]
        if wanting and not options.highlighted:
            options.highlighted = wanting[0]

    def situation(self) -> Situation:
        """Busy for as long as apps are under way."""
        busy = "Apps are being rotated." if self._running else ""
        return self.base_situation(busy=busy, gateway=self._bench.hand_overs.gateway is not None)

    # -- acts ------------------------------------------------------------------------------------

    @property
    def _current(self) -> Line | None:
        at = self.query_one(OptionList).highlighted
        return None if at is None else self._bulk.lines[at]

    def act_several_open(self) -> None:
        """The report of the current app, to try again what is missing."""
        line = self._current
        if line is None or line.rotation is None or not line.progress.over:
            self.say(
                "There is nothing to open yet." if line and line.rotation else "It was left out."
            )
        elif line.report is not None and line.report.targets:
            screen = RotationScreen(self.host, self._bench, line.rotation, started=True)
            self.app.push_screen(screen, lambda _: self._back_from(line))
        else:
            self.say(line.words or "It was not begun.")

    def _back_from(self, line: Line) -> None:
        self._bulk.settle(line)

    def act_several_stop(self) -> None:
        """Begin no other app."""
        self._stopping = True
        self._bulk.stop()
        self.say("Stopping after the apps under way.")

    def gateway_subject(self) -> tuple[Workbench, str] | None:
        """The practice gateway uses what it holds for the current app."""
        line = self._current
        return None if line is None else (self._bench, line.app.id)

    # -- leaving ---------------------------------------------------------------------------------

    def act_back(self) -> None:
        """Back; first what is under way is stopped, then what is missing is asked about."""
        self.run_worker(self._leave(quitting=False), group="leave", exclusive=True)

    def act_quit(self) -> None:
        """Leave the console; as `act_back`."""
        self.run_worker(self._leave(quitting=True), group="leave", exclusive=True)

    async def _leave(self, *, quitting: bool) -> None:
        go = self.app.exit if quitting else self.dismiss
        if self._running and not self._warned:
            self._warned = True
            self.act_several_stop()
            self.say("Stopping after the apps under way. Once more leaves them; see the journal.")
            return
        await self._stop()
        missing = [
            line.app.name for line in self._bulk.lines if line.progress is Progress.INCOMPLETE
        ]
        if not missing or self._warned:
            await self._let_go(go)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.run_worker(self._let_go(go), group="leave", exclusive=True)

        names = [spelt(name, _NAME_MOST) for name in missing[:5]]
        self.app.push_screen(ConfirmScreen(leave_question(names)), answered)

    async def _let_go(self, go: Callable[[], object]) -> None:
        """The table looks into the journal: what is left must be in it before."""
        await self._bulk.leave()
        go()

    async def _stop(self) -> None:
        if self._running and self._work is not None:
            self._work.cancel()
            with suppress(WorkerError):
                await self._work.wait()

    async def on_unmount(self) -> None:
        """Every token is let go of; what is missing is in the journal."""
        await self._stop()
        await self._bulk.leave()


def _entries(lines: Sequence[Line]) -> list[ReportLine]:
    """What the list shows; columns are as wide as what stands in them now."""
    cells = [_cells(line) for line in lines]
    columns = Columns.of(cells)
    return [ReportLine(each, columns, on_one_line) for each in cells]


def _cells(line: Line) -> Cells:
    report, done = line.report, line.progress is Progress.DONE
    lockout = report.lockout_ms if done and report is not None else None
    return Cells(
        PROGRESS_SIGNS[line.progress],
        spelt(line.app.name, _NAME_MOST),
        line.words or bulk_words(line.progress),
        "" if lockout is None else f"lock-out {duration(lockout)}",
    )
