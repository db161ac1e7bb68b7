"""The progress of one rotation or hand-over, and its report: one line a target, the lock-out clock in sight.

It owns the rotation from the confirmation on: as long as a target is without the token, the token is held here, and
leaving asks.
"""

from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker, WorkerError

from tui.domain.acts import Deed
from tui.domain.clipboard import Copied
from tui.domain.rotation import Report, Stage, State, TargetLine
from tui.domain.secret import Secret
from tui.domain.text import spelt
from tui.errors import ConsoleError
from tui.presentation.actions import Scope, Situation
from tui.presentation.app_words import NAME_MOST
from tui.presentation.clipboard_words import delivered
from tui.presentation.error_text import sentence
from tui.presentation.rotation_questions import (
    hand_over_question,
    leave_question,
    overwrite_question,
)
from tui.presentation.rotation_words import (
    SIGNS,
    headline,
    leaving_words,
    next_step,
    stage_words,
    standing_words,
    target_after,
    target_detail,
    target_state,
    target_words,
)
from tui.presentation.topics import Topic
from tui.screens.base import ConsoleScreen, Host
from tui.screens.confirm import ConfirmScreen
from tui.screens.gateway import GatewayActs
from tui.screens.hand_over import TargetsScreen
from tui.screens.uncover import below
from tui.services.rotation import Rotation
from tui.services.workbench import Workbench
from tui.stylesheets import stylesheet
from tui.widgets.bars import Mood, StatusLine, TitleBar
from tui.widgets.report_lines import Columns, Line, ReportLine
from tui.widgets.reversing import Rows

_FAST_TICK, _SLOW_TICK = 0.1, 1.0
_FAST_MS = 10_000
"""How long the lock-out is shown in tenths of a second."""


class RotationScreen(GatewayActs, ConsoleScreen):
    """Runs a rotation whose preflight was passed and which was confirmed.

    Args:
        rotation: ready, or over where `started`.
        started: it was run elsewhere; only its report is shown, and what is missing can be tried again.
    """

    SCOPE = Scope.ROTATION
    CSS_PATH: ClassVar = [stylesheet("lists.tcss"), stylesheet("rotation.tcss")]
    TOPIC = Topic.ROTATION
    AUTO_FOCUS = "OptionList"

    def __init__(
        self, host: Host, workbench: Workbench, rotation: Rotation, *, started: bool = False
    ) -> None:
        super().__init__(host)
        self._bench = workbench
        self._rotation = rotation
        self._started = started
        self._busy = ""
        self._failed: ConsoleError | None = None
        self._warned = False
        self._work: Worker[None] | None = None

    def body(self) -> ComposeResult:
        """What it is about, the clock, the targets, what to do next."""
        yield Static(classes="app-name", markup=False)
        yield Static(classes="clock", markup=False)
        yield Rows(markup=False)
        yield Static(classes="next", markup=False)

    def on_mount(self) -> None:
        """Begin at once: everything was confirmed."""
        self._rotation.changed = self._show
        self.refresh_frame()
        name = spelt(self._rotation.app.name, NAME_MOST)
        self.query_one(TitleBar).place = name
        self.query_one(".app-name", Static).update(Content(name))
        self.call_after_refresh(self._show)
        if not self._started:
            self._begin("The act is under way.", self._run())
        self.run_worker(self._tick(), group="clock")

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def _report(self) -> Report:
        return self._rotation.report

    def _show(self) -> None:
        if not self.is_whole:
            return
        report = self._report
        options = self.query_one(OptionList)
        at = options.highlighted
        options.set_options(_options(report))
        options.highlighted = min(at or 0, len(report.targets) - 1) if report.targets else None
        self._show_clock()
        self.query_one(".next", Static).update(Content(self._next()))
        self._say_what_is_done()
        self.show_keys()

    def _show_clock(self) -> None:
        """The lock-out runs in sight for as long as a target is without the token."""
        if not self.is_whole:
            return
        report, clock = self._report, self.query_one(".clock", Static)
        running = report.lockout_ms is not None and bool(report.missing)
        clock.set_class(running, "-running")
        clock.update("" if self._failed else standing_words(self._rotation.stage, report))

    def _next(self) -> str:
        if self._failed is not None:
            return f"✗ {sentence(self._failed)}"
        if self._busy:
            return leaving_words(self._rotation.stage, self._report)
        return next_step(self._report, self.host.keymap)

    def _say_what_is_done(self) -> None:
        """What is under way, in the status line; what was said of leaving stays."""
        if not self._busy or self._warned:
            return
        stage = self._rotation.stage
        words = self._busy if stage is Stage.OVER else stage_words(stage, self._report)
        if self.query_one(StatusLine).text != words:
            self.say(words)

    async def _tick(self) -> None:
        while True:
            passed = self._report.lockout_ms or 0
            await self._bench.clock.sleep(_FAST_TICK if passed < _FAST_MS else _SLOW_TICK)
            if self._report.lockout_ms is not None and self._report.missing:
                self._show_clock()
            elif not self._busy:
                return

    def situation(self) -> Situation:
        """What is missing decides what there is to do."""
        return self.base_situation(
            busy=self._busy,
            missing=bool(self._report.missing) and self._rotation.token is not None,
            gateway=self._bench.hand_overs.gateway is not None,
        )

    # -- the act ---------------------------------------------------------------------------------

    def _begin(self, words: str, act: Coroutine[Any, Any, None]) -> None:
        self._busy, self._warned = words, False
        self._show()
        self._work = self.run_worker(self._guarded(act), group="act")
        self.run_worker(self._tick(), group="clock", exclusive=True)

    async def _guarded(self, act: Coroutine[Any, Any, None]) -> None:
        try:
            await act
        except ConsoleError as error:
            self._failed = error if not self._report.fingerprint else None
            self._say_failed(error)
        finally:
            self._busy = ""
            self._show()

    def _say_failed(self, error: ConsoleError) -> None:
        """Where nothing came of it, the reason stands in the middle, where there is room for it."""
        self.say_error(error)
        if self._failed is not None:
            self.say(f"It did not come to its end. {self.key('back')} goes back.", Mood.BAD)

    async def _run(self) -> None:
        rotation = self._rotation
        if rotation.deed is Deed.HAND_OVER:
            report = await rotation.hand_over()
        else:
            known = self._bench.browse.catalogue.find(rotation.app.id)
            seen = rotation.seen
            report = await rotation.rotate(
                replacing=seen.mark if seen else None, latest=known.latest if known else None
            )
        self._say(report)
        if rotation.deed is not Deed.HAND_OVER:
            self.run_worker(self._bench.browse.refresh_trail(), group="aftermath")

    def _say(self, report: Report) -> None:
        if report.missing:  # where Enter is needed
            at = self._report_names().index(report.missing[0])
            for options in self.query(OptionList):
                options.highlighted = at
        good = report.complete and not report.warning
        words = (headline(report), report.notice, report.warning)
        self.say(" ".join(filter(None, words)), Mood.GOOD if good else Mood.BAD)

    # -- when a target is without it ---------------------------------------------------------------

    def act_rotation_retry(self) -> None:
        """Try the current target again."""
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._report.targets):
            target = self._report.targets[at]
            if target.state.holds:
                self.say(f"{target.name} {target_words(target)}.")
            else:
                self._retry([target])

    def act_rotation_retry_all(self) -> None:
        """Try every target that is without the token again."""
        self._retry([each for each in self._report.targets if not each.state.holds])

    def _retry(self, targets: list[TargetLine]) -> None:
        names = [target.name for target in targets]
        changed = [target.name for target in targets if target.state is State.CONFLICT]
        if not changed:
            self._begin("Trying again…", self._try(names))
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._begin("Trying again…", self._try(names))

        self.app.push_screen(ConfirmScreen(overwrite_question(changed)), answered)

    async def _try(self, names: list[str]) -> None:
        await self._rotation.retry(names)
        self._say(self._report)

    def act_rotation_another(self) -> None:
        """Hand the token to one more target; it is checked first, and then asked about."""

        def chosen(other: Rotation | None) -> None:
            if other is not None:
                self._ask_to_add(other)

        self.app.push_screen(
            TargetsScreen(
                self._bench,
                self._rotation.app,
                Deed.HAND_OVER,
                without=self._report_names(),
            ),
            chosen,
        )

    def _ask_to_add(self, other: Rotation) -> None:
        def answered(yes: bool | None) -> None:
            if not yes:
                return
            if self._rotation.token is None:
                self.app.push_screen(RotationScreen(self.host, self._bench, other))
            else:
                self._begin("Handing over…", self._add(other))

        org, fingerprint = self.host.surroundings.org, self._report.fingerprint
        if fingerprint is None and other.seen:
            fingerprint = other.seen.fingerprint
        question = hand_over_question(other.app, org, other.checks, fingerprint)
        self.app.push_screen(ConfirmScreen(question), answered)

    def _report_names(self) -> list[str]:
        return [target.name for target in self._report.targets]

    async def _add(self, other: Rotation) -> None:
        for name in other.targets:
            target = self._bench.hand_overs.target(name)
            await self._rotation.add(target, named=name in other.named)
        self._say(self._report)

    # -- by hand ---------------------------------------------------------------------------------

    def act_rotation_copy(self) -> None:
        """Copy the bare token."""
        self._begin("Copying…", self._copy("Token", "{}"))

    def act_rotation_copy_header(self) -> None:
        """Copy `Bearer …`."""
        self._begin("Copying…", self._copy("Authorization header", "Bearer {}"))

    async def _copy(self, what: str, form: str) -> None:
        token = self._rotation.token or await self._bench.hand_overs.token(self._rotation.app.id)
        delivery = await self._bench.watch.copy(
            Secret(form.format(token.expose())),
            of=Copied(self._rotation.app.id, token.fingerprint, self._bench.clock.now()),
        )
        self.host.copied(self._bench)
        self.say(delivered(what, delivery, test=self.key("clipboard.test")), Mood.GOOD)

    def gateway_subject(self) -> tuple[Workbench, str] | None:
        """The practice gateway uses what it holds for this app."""
        return self._bench, self._rotation.app.id

    # -- leaving ---------------------------------------------------------------------------------

    async def act_back(self) -> None:
        """Back; asks where a target is without the token."""
        await self._leave(self.dismiss)

    def act_quit(self) -> None:
        """Leave the console; asks as `act_back`. Over a report, the screen that opened it asks."""
        go = self._quit_below if self._started else self.app.exit
        self.run_worker(self._leave(go), group="leave", exclusive=True)

    def _quit_below(self) -> None:
        """The screen below holds the tokens of this app and of others: it asks about all of them.

        Its own callback for this report stands in its queue first, so that it counts what was tried again here.
        """
        asks = below(self)
        self.dismiss()
        if isinstance(asks, ConsoleScreen):
            asks.call_next(asks.act_quit)

    async def _leave(self, go: Callable[[], object]) -> None:
        missing = self._report.missing
        if self._busy and not self._warned:
            self._warned = True
            words = leaving_words(self._rotation.stage, self._report)
            self.say(f"Once more leaves it. {words}")
        elif self._busy:
            await self._let_go(go)
        elif missing and self._rotation.token is not None and not self._started:
            self._ask_to_leave(missing, go)
        else:
            await self._let_go(go)

    def _ask_to_leave(self, missing: tuple[str, ...], go: Callable[[], object]) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                self.run_worker(self._let_go(go), group="leave", exclusive=True)

        self.app.push_screen(ConfirmScreen(leave_question(missing)), answered)

    async def _let_go(self, go: Callable[[], object]) -> None:
        """The table looks into the journal: what is left must be in it before."""
        await self._stop()
        if not self._started:
            await self._rotation.leave()
        go()

    async def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()
            with suppress(WorkerError):
                await self._work.wait()

    async def on_unmount(self) -> None:
        """However it was left: the token is let go of, and what is missing is in the journal."""
        if self._report.held:
            self.host.leave_behind(self._rotation.app.id, "")
        if not self._started:
            await self._stop()
            await self._rotation.leave()


def _options(report: Report) -> list[Option]:
    lines = [
        Line(
            SIGNS[target.state],
            target.name,
            target_state(target),
            target_after(target),
            target_detail(target),
        )
        for target in report.targets
    ]
    columns = Columns.of(lines)
    return [Option(ReportLine(line, columns)) for line in lines]
