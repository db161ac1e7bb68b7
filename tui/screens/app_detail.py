"""One connected app, and its initial access token."""

from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker, WorkerError

from tui.domain.connected_app import ConnectedApp, TokenState
from tui.domain.five_steps import Sight
from tui.domain.secret import Mark, Secret
from tui.domain.text import spelt
from tui.errors import ClipboardError, ConsoleError
from tui.presentation.actions import Scope, Situation
from tui.presentation.app_words import NAME_MOST, fact_rows
from tui.presentation.footer import token_acts
from tui.presentation.journal_words import LEFT_BEHIND
from tui.presentation.times import clock_time
from tui.presentation.token_words import (
    OPENING,
    generated_line,
    next_steps,
    opening_words,
    state_line,
)
from tui.presentation.topics import Topic
from tui.screens.base import ConsoleScreen, Host
from tui.screens.copying import CopyActs
from tui.screens.gateway import GatewayActs
from tui.screens.pressing import SENDING, PressActs
from tui.screens.rotating import RotateActs
from tui.screens.walking import StepActs
from tui.services.open_app import OpenApp
from tui.services.rotation import Rotation
from tui.services.workbench import Workbench
from tui.stylesheets import stylesheet
from tui.widgets.app_facts import AppFacts
from tui.widgets.bars import TitleBar
from tui.widgets.scrolling import Body
from tui.widgets.token_panel import TokenPanel, TokenWords

_PATIENCE_SECONDS = 0.5
"""How long an app may take to open before it is said that the org is asked: most are there sooner."""


class AppScreen(PressActs, CopyActs, RotateActs, GatewayActs, StepActs, ConsoleScreen):
    """What an admin needs of an app before touching its token, and the token's section."""

    SCOPE = Scope.APP
    CSS_PATH = stylesheet("app_detail.tcss")
    TOPIC = Topic.APP
    AUTO_FOCUS = "Body"

    def __init__(
        self,
        host: Host,
        workbench: Workbench,
        app_id: str,
        listed: ConnectedApp | None = None,
    ) -> None:
        super().__init__(host)
        self._bench = workbench
        self._open = OpenApp(workbench, app_id, listed)
        self._revealed: Mark | None = None
        """Of the value that is shown."""
        self._busy = ""
        self._act: Worker[None] | None = None

    def body(self) -> ComposeResult:
        """The token is what one comes for; what else is known of the app stands below it."""
        with Body():
            yield Static(classes="app-name", markup=False)
            yield TokenPanel()
            yield AppFacts(self.host.keymap)

    def on_mount(self) -> None:
        """Show what the list knows, then ask the org for the rest."""
        self.watch(self.app, "app_focus", self._focus_changed, init=False)
        self.app.app_suspend_signal.subscribe(self, lambda _: self._hide("Hidden."), immediate=True)
        self.refresh_frame()
        self._show()
        self._work(OPENING, self._read(), quietly=True)
        self.run_worker(self._say_that_it_reads(), group="patience")
        self._ask_metadata()

    async def _say_that_it_reads(self) -> None:
        """Nothing is said of an app that is there at once; once it takes longer, what to wait for and the way out."""
        await self._bench.clock.sleep(_PATIENCE_SECONDS)
        if self._busy == OPENING and not self.said:
            self.say(opening_words(self.host.keymap, guided=self._bench.guided))

    # -- what is shown ---------------------------------------------------------------------------

    def _show(self) -> None:
        self._note_what_is_left()  # in the shell it is said of a console that ends, too
        if not self.is_whole:
            return
        name = spelt(self._open.name, NAME_MOST)
        self.query_one(TitleBar).place = name
        self.query_one(".app-name", Static).update(Content(name))
        self.query_one(AppFacts).tell(
            fact_rows(self._open.app_id, self._open.shown, self._open.details)
        )
        self.query_one(TokenPanel).show(self._token_words())
        self._hide_what_is_dead()
        self.show_keys()

    def _token_words(self) -> TokenWords:
        facts = self._open.facts
        if facts is None:
            unread = self._failed or state_line(None, guided=self._bench.guided)
            return TokenWords(unread, present=False)
        stale = f", as of {clock_time(facts.read_at)}" if self._failed else ""
        return TokenWords(
            f"{state_line(facts.state, guided=self._bench.guided)}{stale}",
            facts.state is TokenState.PRESENT,
            self._generated() if self._generated_matters(facts.state) else "",
            facts.fingerprint or "",
            self._next_steps(),
        )

    def _next_steps(self) -> list[str]:
        if self._undelivered is None:
            return []
        org, keys = self.host.surroundings.org, self.host.keymap
        return next_steps(org, keys, can_hand_over=self._can_hand_over)

    def _generated_matters(self, state: TokenState) -> bool:
        """Age and author belong to a token; in guided mode they are all that is known of one."""
        return state is TokenState.PRESENT or self._bench.guided

    def _generated(self) -> str:
        if self._open.trail_lags:
            return "just now; the audit trail has no row of it yet"
        return generated_line(
            self._open.latest, ambiguous=self._open.ambiguous, now=self._bench.clock.now()
        )

    # -- situation -------------------------------------------------------------------------------

    def situation(self) -> Situation:
        """The token's state decides which acts there are."""
        return self.base_situation(
            token=self._open.token,
            revealed=self._revealed is not None,
            busy=self._busy,
            may_reveal=self._bench.desk.may_reveal,
            guided=self._bench.guided,
            gateway=self._bench.hand_overs.gateway is not None,
        )

    def reaches_out(self) -> bool:
        """By the targets of the configuration."""
        return self._bench.reaches_out

    def sight(self) -> Sight:
        """The token as the Setup page has it, and whether it was seen or copied."""
        facts = self._open.facts
        return Sight(
            self._open.app_id,
            token=self._open.token,
            mark=facts.mark if facts else None,
            revealed=self._revealed is not None,
            copied=self._bench.watch.holds,
        )

    def topic(self) -> Topic:
        """In guided mode the section shows other things, and its acts do others."""
        return Topic.GUIDED_APP if self._bench.guided else self.TOPIC

    def show_keys(self) -> None:
        """The acts on the token stand in its section, the others at the bottom."""
        super().show_keys()
        now = self.situation()
        self.query_one(TokenPanel).show_acts(token_acts(now), now)

    def act_refresh(self) -> None:
        """Read the app and its Setup page again."""
        self._work("Reading the app…", self._read())
        self._ask_metadata()

    async def _read(self) -> None:
        await self._open.read()
        self.host.answered()
        self.say("")

    def _ask_metadata(self) -> None:
        self.run_worker(self._learn_metadata(), group="metadata", exclusive=True)

    async def _learn_metadata(self) -> None:
        metadata = await self._bench.browse.metadata(self._open.app_id)
        self.forget_passing()
        for facts in self.query(AppFacts):  # none, where the screen was left meanwhile
            facts.learn(metadata)

    @property
    def _consumer_key(self) -> Secret | None:
        return self.query_one(AppFacts).consumer_key

    def act_app_key(self) -> None:
        """Show the consumer key, or mask it again."""
        shown = self.query_one(AppFacts).toggle_key()
        if shown is None:
            self.say("The app's consumer key is not known.")
            return
        self.say(
            f"Consumer key shown; {self.key('app.key')} masks it again."
            if shown
            else "Consumer key masked."
        )
        self.query_one(Body).scroll_end(animate=False)  # it stands below the token

    # -- reveal ----------------------------------------------------------------------------------

    def act_token_reveal(self) -> None:
        """Show the value, or hide it."""
        if self._revealed:
            self._hide("Hidden.")
        else:
            self._work("Reading the token…", self._reveal())

    async def _reveal(self) -> None:
        value = await self._open.reveal()
        if not (self.is_active and self.app.app_focus):
            self.say("Not shown: something else came into sight before the org had answered.")
            return
        self._show_value(value)
        self.say("Revealed. A recording of this terminal session keeps it.")
        if self._bench.reveal_seconds:
            hide = self._hide_later(self._bench.reveal_seconds)
            self.run_worker(hide, group="hide", exclusive=True)

    def _show_value(self, value: Secret) -> None:
        self._revealed = value.mark
        seconds = self._bench.reveal_seconds
        key = self.key("token.reveal")
        until = (
            f"hides itself after {seconds} s; {key} hides it now" if seconds else f"{key} hides it"
        )
        self.query_one(TokenPanel).show_value(value, until)
        self._to_token()

    def _to_token(self) -> None:
        """Wherever one has scrolled to: what has just happened stands in the token's section."""
        body = self.query_one(Body)
        body.go_to((0.0, body.max_scroll_y))

    async def _hide_later(self, seconds: int) -> None:
        await self._bench.clock.sleep(seconds)
        self._hide("Hidden again.")

    def _hide(self, words: str) -> None:
        if self._revealed is None:
            return
        self._revealed = None
        self.workers.cancel_group(self, "hide")
        if self.is_whole:
            self.query_one(TokenPanel).show_value(None)
            self.show_keys()
            self.say(words)

    def _hide_what_is_dead(self) -> None:
        facts = self._open.facts
        if self._revealed is not None and (facts is None or facts.mark != self._revealed):
            self._hide("Hidden: the app holds another token by now.")

    # -- hand over and rotate ----------------------------------------------------------------------

    def subject(self) -> tuple[Workbench, ConnectedApp] | None:
        """The open app; its token must be seen no more."""
        self._hide("Hidden.")
        return (self._bench, self._open.app) if self._open.app else None

    def gateway_subject(self) -> tuple[Workbench, str] | None:
        """The practice gateway uses what it holds for this app."""
        return self._bench, self._open.app_id

    def after_rotation(self, rotation: Rotation) -> None:
        """The page may hold another token by now."""
        super().after_rotation(rotation)
        if rotation.report.held:
            self._undelivered = None
        self.act_refresh()

    # -- one act at a time -----------------------------------------------------------------------

    def _work(self, words: str, act: Coroutine[Any, Any, None], *, quietly: bool = False) -> None:
        """Run an act off the key press; its failure becomes words on the screen."""
        self._busy = words
        if not quietly:
            self.say(words)
        self.show_keys()
        self._act = self.run_worker(self._guarded(act), group="act")

    async def _guarded(self, act: Coroutine[Any, Any, None]) -> None:
        try:
            await act
        except ClipboardError as error:  # the page was read all the same
            self.say_error(error)
        except ConsoleError as error:
            self._failed = self._failed or "· Not known: the Setup page could not be read"
            self.say_error(error)
        else:
            self._failed = "" if self._open.facts else self._failed
        finally:
            self._busy = ""
            self._show()

    # -- leaving ---------------------------------------------------------------------------------

    async def act_back(self) -> None:
        """Back to the table."""
        if not self._may_leave():
            return
        if self._busy == SENDING and self._act is not None:
            self._act.cancel()
            with suppress(WorkerError):  # the table looks into the journal: the act must be in it
                await self._act.wait()
        self.dismiss()

    def act_quit(self) -> None:
        """Leave the console; during an act only at the second press, and with a word about it."""
        if self._may_leave():
            if self._busy == SENDING:
                self._undelivered = None  # of a token that may be dead by now
                self.host.leave_behind(self._open.app_id, LEFT_BEHIND)
            self.app.exit()

    def _may_leave(self) -> bool:
        if self._busy != SENDING or self._warned:
            return True
        self._warned = True
        self.say("The org has not answered yet. Once more leaves; the act is then looked up.")
        return False

    def _focus_changed(self, focused: bool) -> None:
        """Where the terminal says so: without the focus nobody is looking, or somebody else is."""
        if not focused:
            self._hide("Hidden: the terminal lost the focus.")

    def on_screen_suspend(self) -> None:
        """Another screen covers this one."""
        self._hide("Hidden.")
