"""What all full screens share: the frame, the keys from the registry, and one way to run and to refuse an act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from tui import log
from tui.domain.listing import Order
from tui.domain.org import OrgKind
from tui.errors import ConsoleError
from tui.presentation.actions import BY_ID, Scope, Situation
from tui.presentation.error_text import sentence
from tui.presentation.footer import aside, footer
from tui.presentation.token_words import PERMISSION_MISSING
from tui.presentation.topics import Topic
from tui.screens.answering import AnsweringScreen
from tui.screens.keys import bind, bindings
from tui.screens.room import fit, too_small_words
from tui.services.browse import Surroundings
from tui.services.orgs import OrgDesk, OrgEntry
from tui.services.searches import Searches
from tui.widgets.bars import Mood, StatusLine, TitleBar
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from tui.domain.acts import JournalEntry
    from tui.domain.five_steps import FiveSteps
    from tui.ports import Clock, ListKeeper
    from tui.presentation.keymap import Keymap
    from tui.services.workbench import Workbench


class Host(Protocol):
    """What screens need of the app."""

    clock: Clock
    keymap: Keymap
    surroundings: Surroundings
    read_only: str
    org_name: str
    order: Order
    searches: Searches
    hides_pane: bool
    steps: FiveSteps | None
    orgs: OrgDesk

    @property
    def idle_seconds(self) -> float:
        """How long no key has come."""
        ...

    def keeper(self) -> ListKeeper | None:
        """What keeps the list of the org from session to session, if anything does."""
        ...

    async def workbench(self) -> Workbench:
        """The services of the org, once it is connected.

        Raises:
            ConsoleError: it cannot be connected.
        """
        ...

    async def switch_org(self, entry: OrgEntry) -> None:
        """Leave the open org and begin in another.

        Raises:
            ConsoleError: it cannot be opened; the one that is open stays.
        """
        ...

    def surroundings_changed(self, surroundings: Surroundings) -> None:
        """Every screen learns where it is."""
        ...

    def answered(self) -> None:
        """The org has answered a read: what a screen said of its silence is forgotten."""
        ...

    def copied(self, workbench: Workbench) -> None:
        """A token is on the clipboard; count down and clear it."""
        ...

    async def clear_clipboard(self) -> str:
        """Take a copied token off the clipboard; returns what happened, in words."""
        ...

    def keep_clipboard(self) -> str:
        """Stop the countdown; returns what happened, in words."""
        ...

    def write_terminal(self, sequence: str) -> None:
        """Send something to the terminal past the screen."""
        ...

    def write_again(self, write: Callable[[], None] | None) -> None:
        """What to call after a frame that has covered what was written past it; None where nothing is any more."""
        ...

    def mouse_to_terminal(self, *, given: bool) -> None:
        """Leave the mouse to the terminal, or take it back; nothing where it was the terminal's all along."""
        ...

    def remember_order(self, order: Order) -> None:
        """The table is sorted so from now on."""
        ...

    def choose_theme(self) -> None:
        """Let the person try themes on, and keep one."""
        ...

    def command(self, words: Sequence[str]) -> str:
        """A command line for a shell, for the open org."""
        ...

    def leave_behind(self, app_id: str, words: str) -> None:
        """What is said of an app in the shell, once the console has ended; empty takes it back."""
        ...

    def hide_pane(self, hidden: bool) -> None:
        """The pane beside the table stays hidden, or comes where there is room."""
        ...

    def follow(self, steps: FiveSteps | None) -> None:
        """The rehearsal has come so far, on every screen; None puts it away."""
        ...


class ConsoleScreen(AnsweringScreen):
    """A full screen with title, banner, status line and key bar.

    Subclasses fill `body` and describe their `situation`. The act `token.reveal` of the registry is done by the
    method `act_token_reveal`.
    """

    SCOPE: ClassVar[Scope]
    TOPIC: ClassVar[Topic]
    """What is explained of it."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self._focused: Widget | None = None
        self._passing = False
        self._was_shown = False
        bind(self, bindings(self.SCOPE, host.keymap))

    # -- to be filled by each screen ---------------------------------------------------------------

    def body(self) -> ComposeResult:
        """What stands between title and status line."""
        raise NotImplementedError

    # -- the frame -------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Title, body, status, keys. What is seldom said has no widget until then: each costs the first frame time."""
        with Vertical(classes="frame"):
            yield TitleBar()
            yield from self.body()
            yield StatusLine()
            yield KeyBar()

    def on_resize(self, event: events.Resize) -> None:
        """Below the smallest size the screen says so instead of showing half of it."""
        self._focused = fit(self, event.size, self._focused)
        if self.has_class("-too-small") and self.is_whole:
            self.query(".too-small").remove()
            self.mount(Static(too_small_words(event.size), classes="too-small", markup=False))

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Opened, or back from another screen: what was learnt there holds here."""
        event.refresh_styles = self._was_shown  # the first time all has them from being mounted
        self._was_shown = True
        self.refresh_frame()

    def refresh_frame(self) -> None:
        """Show where we are and what can be pressed, as things stand now."""
        if not self.is_whole:
            return
        around = self.host.surroundings
        title = self.query_one(TitleBar)
        title.show(around.org, self.host.org_name)
        self.set_class(around.lacks_permission, "-lacks-permission")
        if around.lacks_permission and not self.query(".banner"):
            banner = Static(PERMISSION_MISSING, classes="banner", markup=False)
            self.query_one(".frame").mount(banner, after=title)
        self.show_keys()

    def show_keys(self) -> None:
        """The acts that matter now."""
        now = self.situation()
        self.query_one(".frame > KeyBar", KeyBar).show(footer(now), now, aside=aside(now))

    def aside(self, text: str) -> None:
        """What stands at the right of the title."""
        self.query_one(TitleBar).aside = text

    @property
    def said(self) -> str:
        """What stands in the status line."""
        return "".join(line.text for line in self.query(StatusLine))

    def say(self, text: str, mood: Mood = Mood.PLAIN, *, passing: bool = False) -> None:
        """Say what happened.

        Args:
            passing: it is true only until the org answers, and then forgotten.
        """
        self._passing = passing
        for line in self.query(StatusLine):  # none before the first frame, none at the end
            line.say(text, mood)

    def forget_passing(self) -> None:
        """The org has answered: what was said until then is true no more."""
        if self._passing:
            self.say("")

    def count_down(self, words: str) -> None:
        """Show how long a copy stays; nothing where nothing is counted."""
        if self.is_whole:
            self.query_one(StatusLine).count_down(words)

    def say_error(self, error: ConsoleError, *, passing: bool = False) -> None:
        """Say what went wrong and what to do; `passing` as for `say`."""
        log.failed(error)
        self.say(sentence(error, again=self.key("refresh")), Mood.BAD, passing=passing)

    # -- the acts --------------------------------------------------------------------------------

    async def action_act(self, action_id: str, _key: str = "") -> None:
        """Do an act of the registry, or say why it cannot be done now; one that is typed ahead of the screen waits."""
        if not self.is_mounted:
            self.call_later(self.action_act, action_id, _key)
            return
        if not self.is_whole:
            return
        why = BY_ID[action_id].why_not(self.situation())
        if why:
            self.answer(why)
            return
        done = getattr(self, f"act_{action_id.replace('.', '_')}")()
        if done is not None:
            await done

    def act_help(self) -> None:
        """Every key of this screen, and why some cannot act now."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.situation()), self._do_what_was_clicked)

    async def _do_what_was_clicked(self, action_id: str | None) -> None:
        if action_id is not None:
            await self.action_act(action_id)

    def act_explain(self) -> None:
        """What this place is about."""
        from tui.screens.explanation import ExplanationScreen

        explained = ExplanationScreen(self.topic(), self.host.keymap, names_keys=True)
        self.app.push_screen(explained)

    def topic(self) -> Topic:
        """What is explained of where one is."""
        return self.TOPIC

    async def act_journal(self) -> None:
        """What was done."""
        try:
            workbench = await self.host.workbench()
        except ConsoleError as error:
            self.say_error(error)
            return
        self.open_journal(workbench)

    def open_journal(self, workbench: Workbench, *, unfinished_only: bool = False) -> None:
        """Open it over this screen."""
        from tui.screens.journal import JournalScreen

        journal = JournalScreen(workbench, unfinished_only=unfinished_only)
        self.app.push_screen(journal, self.after_journal)

    def after_journal(self, entry: JournalEntry | None) -> None:
        """The journal was left with an act whose token is to be handed over; for the screen to go on with."""

    def act_orgs(self) -> None:
        """Open another org."""
        from tui.screens.orgs import OrgsScreen

        self.app.push_screen(OrgsScreen(self.host.orgs), self._switch_to)

    def _switch_to(self, entry: OrgEntry | None) -> None:
        if entry is not None:
            self.app.run_worker(self._switch(entry), group="switch", exclusive=True)

    async def _switch(self, entry: OrgEntry) -> None:
        try:
            await self.host.switch_org(entry)
        except ConsoleError as error:
            self.say_error(error)

    def act_palette(self) -> None:
        """Find an act by its name."""
        from tui.screens.palette import ActsPalette

        self.app.push_screen(ActsPalette())

    def act_theme(self) -> None:
        """Choose the colours."""
        self.host.choose_theme()

    def act_quit(self) -> None:
        """Leave the console."""
        self.app.exit()

    async def act_clipboard_clear(self) -> None:
        """Take a copied token off the clipboard now."""
        self.say(await self.host.clear_clipboard())

    def act_clipboard_keep(self) -> None:
        """Let a copy stay."""
        self.say(self.host.keep_clipboard())

    async def act_clipboard_test(self) -> None:
        """Prove that copying works."""
        try:
            workbench = await self.host.workbench()
        except ConsoleError as error:
            self.say_error(error)
            return
        from tui.screens.clipboard_test import ClipboardTestScreen

        self.app.push_screen(ClipboardTestScreen(workbench.watch))

    async def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """A click on the words is a press of the key."""
        message.stop()
        await self.action_act(message.action_id)

    @property
    def clock(self) -> Clock:
        """The one that everything here goes by."""
        return self.host.clock

    def key(self, action_id: str) -> str:
        """What a sentence tells to press for an act."""
        return self.host.keymap.name(action_id)

    def base_situation(self, **more: object) -> Situation:
        """What every screen's situation has in common."""
        return Situation(
            scope=self.SCOPE,
            keys=self.host.keymap,
            read_only=self.host.read_only,
            practice=self.is_practice,
            **more,  # type: ignore[arg-type]
        )

    @property
    def is_practice(self) -> bool:
        """Whether this is the practice org; only then may words speak of its commands."""
        org = self.host.surroundings.org
        return org is not None and org.kind is OrgKind.PRACTICE


if TYPE_CHECKING:
    Acts = ConsoleScreen
else:
    Acts = object
"""What a class of some acts of a screen inherits from; the screen itself names `ConsoleScreen` behind all of them.

Textual prepares every class of widgets, which takes a third of a millisecond before the first frame; these are none.
They may have `on_` handlers, and none by `@on`, keys or reactive values.
"""
