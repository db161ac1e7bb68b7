"""The Textual app: a shell. It owns what every screen shares: the org, and the way between screens."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.countdown import Countdown
from tui.domain.listing import Order
from tui.domain.secret import Secret
from tui.leaving import Signals, crash_report
from tui.letters import Letters
from tui.presentation.actions import KEYS
from tui.presentation.theme_words import DARK, chosen
from tui.screens.apps import AppsScreen
from tui.screens.base import ConsoleScreen
from tui.screens.room import has_gone
from tui.services.browse import Surroundings
from tui.services.orgs import Opened, OrgDesk, OrgEntry, Place
from tui.services.searches import Searches
from tui.stylesheets import stylesheet
from tui.themed import ThemedApp

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import RenderableType

    from tui.domain.five_steps import FiveSteps
    from tui.domain.guided import Walk
    from tui.domain.retry import RetryNotice
    from tui.ports import Clock, ListKeeper, TrailLook
    from tui.presentation.keymap import Keymap
    from tui.screens.accidents import Presses
    from tui.screens.guided import OpenPage
    from tui.services.workbench import Workbench


class ConsoleApp(ThemedApp):
    """Connected Apps Console.

    Args:
        connect: makes the services of the org; called once, after the first frame.
        disconnect: ends what `connect` began.
        org_name: what the title says until the org has named itself.
        keymap: which keys the acts have.
        read_only: why nothing may be changed, in words; empty where it may.
        theme: see `ThemedApp`, as for `keep_theme`.
        order: how the table is sorted at first.
        remember_order: called when that changes.
        hides_pane: whether the pane beside the table was hidden by hand.
        remember_pane: called when that changes.
        steps: the rehearsal, where it is to be offered.
        remember_walk: told whether it is over when that changes.
        orgs: what `o` offers; None offers the open org alone.
        switch: closes the open org and makes another one the one that `connect` connects to.
        keeper: gives what keeps the open org's list from session to session.
        page_opener: gives what opens a page of the open org in a browser, where anything can.

    Attributes:
        config_file: the configuration, where commands that are told have to name it.
        left: what is to be said in the shell once the console has ended, by org and app.
    """

    TITLE = "Connected Apps"
    CSS_PATH: ClassVar = [stylesheet("app.tcss"), AppsScreen.CSS_PATH]
    """With the first screen's: a sheet that comes later has all of them parsed again."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "say_how_to_quit", show=False, priority=False),
        Binding("ctrl+q", "quit_as_by_key", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
        Binding("ctrl+l", "draw_anew", show=False, priority=True),
    ]
    ENABLE_COMMAND_PALETTE = False
    """Textual's own, on a key of its own: the screens open ours."""
    DEFAULT_MODE = "org"
    """Each org has a stack of screens of its own, with its table at the bottom."""

    def __init__(
        self,
        *,
        connect: Callable[[], Awaitable[Workbench]],
        disconnect: Callable[[], Awaitable[None]],
        clock: Clock,
        org_name: str,
        keymap: Keymap = KEYS,
        read_only: str = "",
        theme: str = DARK,
        keep_theme: Callable[[str], str] = chosen,
        order: Order | None = None,
        remember_order: Callable[[Order], None] = lambda _: None,
        hides_pane: bool = False,
        remember_pane: Callable[[bool], None] = lambda _: None,
        steps: FiveSteps | None = None,
        remember_walk: Callable[[bool], None] = lambda _: None,
        orgs: OrgDesk | None = None,
        switch: Callable[[OrgEntry], Awaitable[Opened]] | None = None,
        page_opener: Callable[[], OpenPage | None] = lambda: None,
        keeper: Callable[[], ListKeeper | None] = lambda: None,
    ) -> None:
        super().__init__(theme, keep_theme)
        self.clock = clock
        self.org_name = org_name
        self.keymap = keymap
        self.read_only = read_only
        self.order = order or Order()
        self.searches = Searches()
        self.letters = Letters()
        self.surroundings = Surroundings()
        self.orgs = orgs or OrgDesk([OrgEntry(org_name)], org_name)
        self._switch = switch
        self._page_opener = page_opener
        self.keeper = keeper
        self._connect = connect
        self._disconnect = disconnect
        self._connecting: asyncio.Task[Workbench] | None = None
        self._leading = asyncio.Lock()
        self._remember_order = remember_order
        self.hides_pane = hides_pane
        self._remember_pane = remember_pane
        self.steps = steps
        self._remember_walk = remember_walk
        self._countdown = Countdown(self._connected, self._console_screens, self._speaking, keymap)
        self._signals = Signals(lambda code: self.exit(return_code=code))
        self._last_key_at = -math.inf
        self._modes_made = 0
        self._leaves = False
        self.config_file: Path | None = None
        self.left: dict[tuple[str, str], str] = {}
        self.animation_level = "none"
        # Nobody is told anything in a toast or a tooltip: neither is made, styled and laid out for every screen.
        self._disable_notifications = self._disable_tooltips = True

    def get_default_screen(self) -> Screen[None]:
        """The first org's table: above a default screen of Textual's it would be mounted and drawn after it."""
        return AppsScreen(self)

    def on_mount(self) -> None:
        """Listen to the signals of a dropped link, and to the terminal's coming back."""
        self._signals.listen()
        self.listen_to_terminal()
        self.add_mode(self.DEFAULT_MODE, lambda: AppsScreen(self))  # can be left like any other now

    # -- what screens need (`tui.screens.base.Host`) -------------------------------------------------

    async def workbench(self) -> Workbench:
        """The services of the org; several screens may ask while it is being connected."""
        if self._connecting is None or _failed(self._connecting):
            self._connecting = asyncio.ensure_future(self._connect())
        return await asyncio.shield(self._connecting)

    async def switch_org(self, entry: OrgEntry) -> None:
        """Leave the open org and begin in another, or where the admin stood in it before.

        Raises:
            ConsoleError: it cannot be opened as it is configured; the one that is open stays.
        """
        if self._switch is None or entry.name == self.orgs.current:
            return
        await self.clear_clipboard()  # the copy is of the org that is left
        opened = await self._switch(entry)
        connecting, self._connecting = self._connecting, None
        if connecting is not None:
            connecting.cancel()
        tables = [screen for screen in self.screen_stack if isinstance(screen, AppsScreen)]
        self.orgs.leave(tables[0].place())
        place = self.orgs.enter(opened.name)
        self.org_name, self.read_only = opened.name, opened.read_only
        self.surroundings = Surroundings()
        if place is not None:
            self.order = place.order
        while self.screen is not tables[0]:
            await self.pop_screen()
        await self._begin_again(place)

    async def _begin_again(self, place: Place | None) -> None:
        """A table of its own for the org that was switched to; the one of the org that was left goes."""
        self._modes_made += 1
        before, mode = self.current_mode, f"org {self._modes_made}"
        self.add_mode(mode, lambda: AppsScreen(self, place))
        await self.switch_mode(mode)
        await self.remove_mode(before)

    def saying(self, words: str) -> None:
        """Something that is waited for takes its time; say so where somebody is waiting."""
        if isinstance(self.screen, ConsoleScreen):
            self.screen.say(words)

    def surroundings_changed(self, surroundings: Surroundings) -> None:
        """Every screen learns where it is; what the org did not say this time stays as it was known."""
        known = self.surroundings
        self.surroundings = Surroundings(
            surroundings.org or known.org,
            surroundings.user or known.user,
            surroundings.permissions or known.permissions,
        )
        for screen in self._console_screens():
            screen.refresh_frame()

    def retrying(self, notice: RetryNotice) -> None:
        """A read waits to be asked again; say so where somebody is waiting for it."""
        if isinstance(self.screen, ConsoleScreen):
            from tui.presentation.error_text import retrying

            self.screen.say(retrying(notice), passing=True)

    def answered(self) -> None:
        """The org has answered a read: what a screen said of its silence is forgotten."""
        for screen in self._console_screens():
            screen.forget_passing()

    def remember_order(self, order: Order) -> None:
        """The table is sorted so from now on, also in the next session."""
        self.order = order
        self._remember_order(order)

    def command(self, words: Sequence[str]) -> str:
        """A command line for a shell, for the open org."""
        from tui.presentation.commands import command

        return command(words, org=self.orgs.current, config=self.config_file)

    def leave_behind(self, app_id: str, words: str) -> None:
        """What is said of an app in the shell, once the console has ended; empty takes it back."""
        self.left.pop((self.orgs.current, app_id), None)
        if words:
            self.left[self.orgs.current, app_id] = words

    def hide_pane(self, hidden: bool) -> None:
        """The pane beside the table stays hidden, or comes where there is room, also in the next session."""
        self.hides_pane = hidden
        self._remember_pane(hidden)

    def follow(self, steps: FiveSteps | None) -> None:
        """The rehearsal has come so far, on every screen; None puts it away, for the next sessions too."""
        was_over, is_over = (each is None or each.is_finished for each in (self.steps, steps))
        self.steps = steps
        if was_over != is_over:
            self._remember_walk(is_over)
        for screen in self._console_screens():
            screen.refresh_frame()

    def copied(self, workbench: Workbench) -> None:
        """Count down to the moment at which the clipboard is cleared."""
        self.run_worker(self._countdown.run(workbench), group="clipboard", exclusive=True)

    async def clear_clipboard(self) -> str:
        """Take a copied token off the clipboard now."""
        return await self._countdown.clear()

    def keep_clipboard(self) -> str:
        """Let a copied token stay."""
        return self._countdown.keep()

    def _console_screens(self) -> list[ConsoleScreen]:
        return [screen for screen in self.screen_stack if isinstance(screen, ConsoleScreen)]

    def _speaking(self) -> ConsoleScreen | None:
        return self.screen if isinstance(self.screen, ConsoleScreen) else None

    def _connected(self) -> Workbench | None:
        done = self._connecting is not None and self._connecting.done()
        if self._connecting is None or not done or _failed(self._connecting):
            return None
        return self._connecting.result()

    async def on_unmount(self) -> None:
        """Nothing of ours stays on the clipboard, and no connection open."""
        await self._countdown.end()
        await self._disconnect()
        self._signals.stop()

    @property
    def idle_seconds(self) -> float:
        """How long no key has come."""
        return self.clock.monotonic() - self._last_key_at

    async def on_event(self, event: events.Event) -> None:
        """An open dialog says first whether a key, a paste or a click is taken at all; see `tui.screens.accidents`."""
        inputs = (events.Key, events.Paste, events.MouseDown, events.MouseUp)
        if not isinstance(event, inputs) or event.is_forwarded or not self.screen_stack:
            await super().on_event(event)
            return
        if self._leaves or (isinstance(event, events.MouseDown) and has_gone(self.screen, event)):
            return
        if isinstance(event, (events.Key, events.MouseDown)):
            self._pressed(event)
        screen, taken = self.screen, self._takes(event)
        if taken:
            await super().on_event(event)
        if isinstance(event, events.MouseUp) or not taken:
            screen.suppress_click()  # Textual keeps what was pressed, and clicks it at the next release

    @cached_property
    def presses(self) -> Presses:
        """What was pressed last; the first frame does without."""
        from tui.screens.accidents import Presses

        return Presses()

    def _pressed(self, event: events.Key | events.MouseDown) -> None:
        self._last_key_at = self.clock.monotonic()
        self.presses.note(event)
        if isinstance(self.screen, ConsoleScreen):
            self.screen.forget_answer()

    def _takes(self, event: events.Key | events.Paste | events.MouseEvent) -> bool:
        if isinstance(self.screen, ConsoleScreen):
            return True
        from tui.screens.dialog import Dialog  # the first screen is none

        return not isinstance(self.screen, Dialog) or self.screen.admits(event)

    async def lead(
        self, walk: Walk, problem: Callable[[Secret], str], newer_row: TrailLook
    ) -> Secret:
        """See `tui.ports.Guide.lead`; one person is led one way at a time."""
        from tui.screens.guided import GuidedScreen
        from tui.services.guided import left

        async with self._leading:
            screen = GuidedScreen(walk, problem, newer_row, self.clock, self._page_opener())
            try:
                brought = await self.push_screen_wait(screen)
            except asyncio.CancelledError:
                screen.dismiss()  # whoever asked waits no more: nothing may be pasted into it
                raise
        if isinstance(brought, Secret):
            return brought
        raise left(walk, pressed=bool(brought))

    # -- palette and quitting ------------------------------------------------------------------------

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """None of Textual's own: its screenshot would write a revealed token to a file."""
        return ()

    def exit(
        self,
        result: None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Leave, once the screen that is being opened stands: what ends mounts no parts. No key opens another now."""
        self._leaves = True
        leave = partial(super().exit, result, return_code, message)
        stack = self.screen_stack if self.is_running else []
        if stack and not stack[-1].is_mounted:
            stack[-1].call_later(lambda: None if self.return_code is not None else leave())
        else:
            leave()

    def action_quit_as_by_key(self) -> None:
        """Textual's own key for leaving asks what `q` asks, and there where it can be read."""
        screens = self._console_screens()
        if not screens:
            self.exit()
            return
        from tui.screens.uncover import uncover

        stays = [
            each
            for each in self.screen_stack
            if each is screens[-1] or getattr(each, "KEEPS_WORK", False)
        ]
        uncover(stays[-1])
        screens[-1].act_quit()

    def action_say_how_to_quit(self) -> None:
        """ctrl+c is pressed by habit; leaving is `q`."""
        if isinstance(self.screen, ConsoleScreen):
            self.screen.answer(f"{self.keymap.name('quit')} leaves the console.")

    def _handle_exception(self, error: Exception) -> None:
        """A bug: leave with a report that names places and no values.

        Textual's own report shows local variables; the text of an exception may hold a value too. Neither is
        printed.
        """
        from rich.text import Text

        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self.panic(Text(crash_report(error)))


def _failed(task: asyncio.Task[Workbench]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
