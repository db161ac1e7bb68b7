"""One connected app, and its initial access token."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from datetime import datetime
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker, WorkerError

from tui.domain.acts import Result
from tui.domain.connected_app import AppDetails, ConnectedApp, TokenState
from tui.domain.secret import Secret
from tui.domain.text import shortened
from tui.domain.token import Generation
from tui.errors import ConflictError, ConsoleError, NotFoundError, OrgError, OutcomeUnknownError
from tui.presentation.actions import BY_ID, Action, Scope, Situation
from tui.presentation.error_text import sentence
from tui.presentation.journal_words import LEFT_BEHIND
from tui.presentation.questions import generate_question, regenerate_question
from tui.presentation.times import day
from tui.presentation.token_words import generated_line, next_steps, policy_rows, state_line
from tui.screens.base import ConsoleScreen, Host, bindings
from tui.screens.confirm import ConfirmScreen
from tui.services.token_desk import CopyAs, TokenFacts
from tui.services.workbench import Workbench
from tui.stylesheets import stylesheet
from tui.widgets.bars import Mood, TitleBar
from tui.widgets.token_panel import TokenPanel, TokenWords

_LABEL = 17
_SENDING = "Sending…"
_NAME_MOST = 160
_VALUE_MOST = 300


class Body(VerticalScroll, inherit_bindings=False):
    """Scrolls by the keys of the table; left and right stay the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", "Up", show=False),
        Binding("down,j", "scroll_down", "Down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
    ]


class AppScreen(ConsoleScreen):
    """What an admin needs of an app before touching its token, and the token's section."""

    SCOPE = Scope.APP
    CSS_PATH = stylesheet("app_detail.tcss")
    BINDINGS: ClassVar = bindings(Scope.APP)
    AUTO_FOCUS = "Body"

    def __init__(self, host: Host, workbench: Workbench, app_id: str) -> None:
        super().__init__(host)
        self._bench = workbench
        self._app_id = app_id
        self._details: AppDetails | None = None
        self._facts: TokenFacts | None = None
        self._made = False
        self._latest_before: Generation | None = None
        self._revealed = False
        self._busy = ""
        self._failed = ""
        self._warned = False
        self._act: Worker[None] | None = None

    def body(self) -> ComposeResult:
        """The token is what one comes for; what else is known of the app stands below it."""
        with Body():
            yield Static(classes="app-name", markup=False)
            yield TokenPanel()
            yield Static(classes="app-facts", markup=False)

    async def on_mount(self) -> None:
        """Show what the list knows, then ask the org for the rest."""
        self.watch(self.app, "app_focus", self._focus_changed, init=False)
        self.refresh_frame()
        self._show()
        self.act_refresh()

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def _app_name(self) -> str:
        known = self._bench.browse.catalogue.find(self._app_id)
        if self._details is not None:
            return self._details.app.name
        return known.app.name if known else self._app_id

    @property
    def _app(self) -> ConnectedApp:
        """The app as an act names it; there is one as soon as its page was read."""
        known = self._bench.browse.catalogue.find(self._app_id)
        if self._details is not None:
            return self._details.app
        if known is not None:
            return known.app
        raise NotFoundError("The list does not hold this app any more.", hint="Press F5.")

    @property
    def _short_name(self) -> str:
        return shortened(self._app_name, _NAME_MOST)

    @property
    def _latest(self) -> Generation | None:
        known = self._bench.browse.catalogue.find(self._app_id)
        return known.latest if known else None

    def _show(self) -> None:
        if not self.is_mounted:
            return
        self.query_one(TitleBar).place = self._short_name
        self.query_one(".app-name", Static).update(Content(self._short_name))
        self.query_one(".app-facts", Static).update(self._app_facts())
        self.query_one(TokenPanel).show(self._token_words())
        self.show_keys()

    def _app_facts(self) -> Content:
        known = self._bench.browse.catalogue.find(self._app_id)
        app = self._details.app if self._details else known.app if known else None
        rows = [("Id", self._app_id)]
        if app is not None:
            rows.append(("Created", _by(app.created_at, app.created_by)))
            rows.append(("Changed", _by(app.modified_at, app.modified_by)))
        if self._details is not None:
            rows += policy_rows(self._details.policies)
        rows = [(label, shortened(value, _VALUE_MOST)) for label, value in rows]
        return Content("\n").join(
            Content.assemble((label.ljust(_LABEL), "dim"), value) for label, value in rows
        )

    def _token_words(self) -> TokenWords:
        facts = self._facts
        if facts is None:
            return TokenWords(self._failed or state_line(None), present=False)
        present = facts.state is TokenState.PRESENT
        notes = next_steps(self.host.surroundings.org) if self._made else []
        return TokenWords(
            state_line(facts.state),
            present,
            self._generated(),
            facts.fingerprint or "",
            notes,
        )

    def _generated(self) -> str:
        known = self._bench.browse.catalogue.find(self._app_id)
        latest = self._latest
        if self._made and latest == self._latest_before:
            return "just now; the audit trail has no row of it yet"
        ambiguous = known is not None and known.ambiguous
        return generated_line(latest, ambiguous=ambiguous, now=self._bench.clock.now())

    # -- situation -------------------------------------------------------------------------------

    def situation(self) -> Situation:
        """The token's state decides which acts there are."""
        return self.base_situation(
            token=self._facts.state if self._facts else None,
            revealed=self._revealed,
            busy=self._busy,
            may_reveal=self._bench.desk.may_reveal,
        )

    def show_keys(self) -> None:
        """The acts on the token stand in its section, the others at the bottom."""
        super().show_keys()
        acts = ("token.generate", "token.reveal", "token.copy", "token.copy_header")
        self.query_one(TokenPanel).show_acts([BY_ID[act] for act in acts], self.situation())

    def footer(self, prominent: list[Action]) -> list[Action]:
        """Back first; the token's acts stand in its section."""
        back = BY_ID["back"]
        others = [each for each in prominent if each is not back]
        return [back, *(each for each in others if not each.id.startswith("token."))]

    # -- reading ---------------------------------------------------------------------------------

    def act_refresh(self) -> None:
        """Read the app and its Setup page again."""
        self._work("Reading the app…", self._read())

    async def _read(self) -> None:
        details, facts = await asyncio.gather(
            self._bench.browse.details(self._app_id),
            self._bench.desk.look(self._app_id),
            return_exceptions=True,
        )
        if isinstance(details, AppDetails):
            self._details = details
        if isinstance(facts, TokenFacts):
            self._learn(facts)
            self.say("")
        for failed in (facts, details):
            if isinstance(failed, BaseException):
                raise failed

    def _learn(self, facts: TokenFacts) -> None:
        """What the Setup page says now replaces what was known; another token than before is no longer news."""
        self._facts, self._failed = facts, ""
        self._bench.browse.catalogue.learn_state(self._app_id, facts.state)

    # -- reveal and copy -------------------------------------------------------------------------

    def act_token_reveal(self) -> None:
        """Show the value, or hide it."""
        if self._revealed:
            self._hide("Hidden.")
        else:
            self._work("Reading the token…", self._reveal())

    async def _reveal(self) -> None:
        value, facts = await self._bench.desk.reveal(self._app_id)
        self._learn(facts)
        self._show_value(value)
        seconds = self._bench.reveal_seconds
        self.say("Revealed. A recording of this terminal session keeps it.")
        if seconds:
            self.run_worker(self._hide_later(seconds), group="hide", exclusive=True)

    def _show_value(self, value: Secret) -> None:
        self._revealed = True
        seconds = self._bench.reveal_seconds
        until = f"hides itself after {seconds} s; r hides it now" if seconds else "r hides it"
        self.query_one(TokenPanel).show_value(value, until)

    async def _hide_later(self, seconds: int) -> None:
        await self._bench.clock.sleep(seconds)
        self._hide("Hidden again.")

    def _hide(self, words: str) -> None:
        if not self._revealed:
            return
        self._revealed = False
        self.workers.cancel_group(self, "hide")
        if self.is_mounted:
            self.query_one(TokenPanel).show_value(None)
            self.show_keys()
            self.say(words)

    def act_token_copy(self) -> None:
        """Copy the bare token."""
        self._work("Reading the token…", self._copy(CopyAs.TOKEN))

    def act_token_copy_header(self) -> None:
        """Copy `Bearer …`."""
        self._work("Reading the token…", self._copy(CopyAs.HEADER))

    async def _copy(self, copy_as: CopyAs) -> None:
        copied, facts = await self._bench.desk.copy(self._app_id, copy_as)
        self._learn(facts)
        self.host.copied(self._bench, copied)
        what = "Token" if copy_as is CopyAs.TOKEN else "Authorization header"
        seconds = self._bench.watch.seconds
        stays = f" Cleared in {seconds} s; x clears it now." if seconds else " x clears it."
        self.say(f"{what} sent to the {copied.way}.{stays}", Mood.GOOD)

    # -- generate and regenerate -----------------------------------------------------------------

    def act_token_generate(self) -> None:
        """Ask first, then press the button that the Setup page offers."""
        facts = self._facts
        if facts is None:
            return
        org = self.host.surroundings.org
        if facts.state is TokenState.NONE:
            question = generate_question(self._app_name, org)
        else:
            question = regenerate_question(self._app_name, self._app_id, org, self._generated())
        self._hide("Hidden.")

        def answered(yes: bool | None) -> None:
            if yes:
                self._warned = False
                self._work(_SENDING, self._generate(facts))
            else:
                self.say("Nothing was changed.")

        self.app.push_screen(ConfirmScreen(question, self._bench.clock), answered)

    async def _generate(self, seen: TokenFacts) -> None:
        acts, app, before = self._bench.acts, self._app, self._latest
        try:
            if seen.state is TokenState.NONE:
                done = await acts.generate(app, latest=before)
            else:
                done = await acts.regenerate(app, replacing=seen.fingerprint, latest=before)
        except OutcomeUnknownError as error:
            self._facts, self._failed = None, "· Not known"
            self.say(f"{sentence(error)} Looking it up…", Mood.BAD)
            await self._look_up()
            return
        except ConflictError:
            self._facts, self._failed = (
                None,
                "· Changed meanwhile. Press F5 to read the Setup page.",
            )
            raise
        self._made, self._latest_before = True, before
        self._learn(done.facts)
        what = (
            "Generated" if seen.state is TokenState.NONE else "Regenerated; the old token is dead"
        )
        words = f"{what}. New fingerprint {done.facts.fingerprint}. {done.warning}".rstrip()
        self.say(words, Mood.BAD if done.warning else Mood.GOOD)
        self.run_worker(self._learn_aftermath(), group="aftermath", exit_on_error=False)

    async def _look_up(self) -> None:
        """The answer to an act was lost: say what can be known of it, and show the state there is now."""
        intent = await self._bench.acts.last_unresolved(self._app_id)
        if intent is None:
            return
        finding = await self._bench.look_up(intent)
        mood = {Result.DONE: Mood.GOOD, Result.NOT_DONE: Mood.PLAIN, Result.UNKNOWN: Mood.BAD}
        self.say(f"The answer was lost. {finding.words}", mood[finding.result])
        with suppress(OrgError):
            self._learn(await self._bench.desk.look(self._app_id))
        self._made = finding.result is Result.DONE
        await self._learn_aftermath()

    async def _learn_aftermath(self) -> None:
        """Row and date that the act left in the org; the act itself has succeeded and was said."""
        await self._bench.browse.refresh_trail()
        with suppress(OrgError):
            self._details = await self._bench.browse.details(self._app_id)
        self._show()

    # -- one act at a time -----------------------------------------------------------------------

    def _work(self, words: str, act: Coroutine[Any, Any, None]) -> None:
        """Run an act off the key press; its failure becomes words on the screen."""
        self._busy = words
        self.say(words)
        self.show_keys()
        self._act = self.run_worker(self._guarded(act), group="act", exit_on_error=False)

    async def _guarded(self, act: Coroutine[Any, Any, None]) -> None:
        try:
            await act
        except ConsoleError as error:
            if self._facts is None and not self._failed:
                self._failed = "· Not known: the Setup page could not be read"
            self.say_error(error)
        finally:
            self._busy = ""
            self._show()

    # -- leaving ---------------------------------------------------------------------------------

    async def act_back(self) -> None:
        """Back to the table."""
        if not self._may_leave():
            return
        if self._busy == _SENDING and self._act is not None:
            self._act.cancel()
            with suppress(WorkerError):
                await (
                    self._act.wait()
                )  # the journal holds the act as unknown before the table looks into it
        self.dismiss()

    def act_quit(self) -> None:
        """Leave the console; while an act is under way only at the second press, and with a word about it."""
        if self._may_leave():
            self.app.exit(message=LEFT_BEHIND if self._busy == _SENDING else None)

    def _may_leave(self) -> bool:
        if self._busy != _SENDING or self._warned:
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


def _by(at: datetime, who: str) -> str:
    return f"{day(at)} by {who}" if who else day(at)
