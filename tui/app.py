"""The Textual app: a shell. It owns the theme, the clearing of the clipboard, and how the terminal is left."""

from __future__ import annotations

import asyncio
import math
import signal
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen
from textual.theme import Theme

from tui import terminal
from tui.domain.listing import Order
from tui.domain.secret import Secret
from tui.domain.text import printable
from tui.errors import ConfigError
from tui.link.driver import ThriftyDriver
from tui.screens.apps import AppsScreen
from tui.screens.base import ConsoleScreen
from tui.screens.dialog import Dialog
from tui.services.browse import Surroundings
from tui.services.orgs import Opened, OrgDesk, OrgEntry
from tui.stylesheets import stylesheet

if TYPE_CHECKING:
    from textual.command import Provider

    from tui.domain.guided import Walk
    from tui.domain.retry import RetryNotice
    from tui.ports import Clock, TrailLook
    from tui.screens.guided import OpenPage
    from tui.services.workbench import Workbench

THEME = Theme(
    name="console",
    primary="#5fa8d3",
    secondary="#8d99ae",
    accent="#ffb454",
    background="#10141a",
    surface="#161b22",
    panel="#1f2630",
    foreground="#dbe2ea",
    success="#7fc97f",
    warning="#f0b429",
    error="#ef6f6c",
    dark=True,
)


def _acts_provider() -> type[Provider]:
    from tui.screens.palette import ActsProvider

    return ActsProvider


class ConsoleApp(App[None]):
    """Connected Apps Console.

    Args:
        connect: makes the services of the org; called once, after the first frame.
        disconnect: ends what `connect` began.
        org_name: what the title says until the org has named itself.
        read_only: why nothing may be changed, in words; empty where it may.
        theme: name of a theme; None takes the console's own.
        order: how the table is sorted at first.
        remember_order: called when that changes.
        orgs: what `o` offers; None offers the open org alone.
        switch: closes the open org and makes another one the one that `connect` connects to.
        page_opener: gives what opens a page of the open org in a browser, where anything can.
    """

    TITLE = "Connected Apps"
    CSS_PATH: ClassVar = [stylesheet("app.tcss"), AppsScreen.CSS_PATH]
    """With the first screen's: a sheet that comes later has all of them parsed again."""
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_acts_provider}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "say_how_to_quit", show=False, priority=False),
        Binding("ctrl+q", "quit_as_by_key", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
    ]
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        *,
        connect: Callable[[], Awaitable[Workbench]],
        disconnect: Callable[[], Awaitable[None]],
        clock: Clock,
        org_name: str,
        read_only: str = "",
        theme: str | None = None,
        order: Order | None = None,
        remember_order: Callable[[Order], None] = lambda _: None,
        orgs: OrgDesk | None = None,
        switch: Callable[[OrgEntry], Awaitable[Opened]] | None = None,
        page_opener: Callable[[], OpenPage | None] = lambda: None,
    ) -> None:
        super().__init__(driver_class=ThriftyDriver)
        self.clock = clock
        self.org_name = org_name
        self.read_only = read_only
        self.order = order or Order()
        self.mouse = False
        self.surroundings = Surroundings()
        self.orgs = orgs or OrgDesk([OrgEntry(org_name)], org_name)
        self._switch = switch
        self._page_opener = page_opener
        self._connect = connect
        self._disconnect = disconnect
        self._connecting: asyncio.Task[Workbench] | None = None
        self._leading = asyncio.Lock()
        self._remember_order = remember_order
        self._handlers: dict[int, Any] = {}
        self._terminal_modes = terminal.modes()
        self._last_key_at = -math.inf
        self.animation_level = "none"
        self.register_theme(THEME)
        self.theme = self._known_theme(theme or THEME.name)
        self._colours = self.get_css_variables()
        self.stylesheet.set_variables(self._colours)

    def _known_theme(self, name: str) -> str:
        if name not in self.available_themes:
            raise ConfigError(
                f"There is no theme “{printable(name)}”.",
                hint=f"There are: {', '.join(sorted(self.available_themes))}.",
            )
        return name

    def refresh_css(self, animate: bool = True) -> None:
        """Parse the sheets for a new theme; for the one of the start they have been parsed, and Textual asks again."""
        colours = self.get_css_variables()
        if colours == self._colours:
            self.stylesheet.update(self, animate=animate)
            return
        self._colours = colours
        super().refresh_css(animate)

    def on_mount(self) -> None:
        """Listen to the signals of a dropped link, show the table."""
        self._listen_to_signals()
        self.push_screen(AppsScreen(self))

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
        await self.switch_screen(AppsScreen(self, place))

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
        for screen in self.screen_stack:
            if isinstance(screen, ConsoleScreen):
                screen.refresh_frame()

    def retrying(self, notice: RetryNotice) -> None:
        """A read waits to be asked again; say so where somebody is waiting for it."""
        if isinstance(self.screen, ConsoleScreen):
            from tui.presentation.error_text import retrying

            self.screen.say(retrying(notice))

    def remember_order(self, order: Order) -> None:
        """The table is sorted so from now on, also in the next session."""
        self.order = order
        self._remember_order(order)

    def copied(self, workbench: Workbench) -> None:
        """Count down to the moment at which the clipboard is cleared."""
        self.run_worker(self._clear_later(workbench), group="clipboard", exclusive=True)

    async def clear_clipboard(self) -> str:
        """Take a copied token off the clipboard now."""
        from tui.presentation.clipboard_words import cleared

        bench = self._connected()
        clearing = await bench.watch.clear() if bench else None
        self._count_down("")
        return cleared(clearing)

    def keep_clipboard(self) -> str:
        """Let a copied token stay."""
        from tui.presentation.clipboard_words import KEPT, NOTHING_TO_KEEP

        bench = self._connected()
        kept = bench is not None and bench.watch.keep()
        self._count_down("")
        return KEPT if kept else NOTHING_TO_KEEP

    async def _clear_later(self, workbench: Workbench) -> None:
        from tui.presentation.clipboard_words import cleared, countdown

        clearing = await workbench.watch.wait(lambda left: self._count_down(countdown(left)))
        if clearing is not None:
            self._count_down("")
            if isinstance(self.screen, ConsoleScreen):
                self.screen.say(cleared(clearing))

    def _count_down(self, words: str) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, ConsoleScreen):
                screen.count_down(words)

    def _connected(self) -> Workbench | None:
        done = self._connecting is not None and self._connecting.done()
        if self._connecting is None or not done or _failed(self._connecting):
            return None
        return self._connecting.result()

    async def on_unmount(self) -> None:
        """Nothing of ours stays on the clipboard, and no connection open."""
        bench = self._connected()
        if bench is not None:
            await bench.watch.clear()
        await self._disconnect()
        self._stop_listening()

    @property
    def idle_seconds(self) -> float:
        """How long no key has come."""
        return self.clock.monotonic() - self._last_key_at

    async def on_event(self, event: events.Event) -> None:
        """An open dialog says first whether a key or a paste is taken at all."""
        if isinstance(event, events.Key):
            self._last_key_at = self.clock.monotonic()
        if (
            isinstance(event, (events.Key, events.Paste))
            and not event.is_forwarded
            and self.screen_stack
            and isinstance(self.screen, Dialog)
            and not self.screen.admits(event)
        ):
            return
        await super().on_event(event)

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
                if (
                    self.screen is screen
                ):  # whoever asked waits no more: nothing may be pasted into it
                    self.pop_screen()
                raise
        if isinstance(brought, Secret):
            return brought
        raise left(walk, pressed=bool(brought))

    # -- palette and quitting ------------------------------------------------------------------------

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """None of Textual's own: its screenshot would write a revealed token to a file."""
        return ()

    def action_quit_as_by_key(self) -> None:
        """Textual's own key for leaving asks what `q` asks."""
        screens = [each for each in self.screen_stack if isinstance(each, ConsoleScreen)]
        if screens:
            screens[-1].act_quit()
        else:
            self.exit()

    def action_say_how_to_quit(self) -> None:
        """ctrl+c is pressed by habit; leaving is `q`."""
        if isinstance(self.screen, ConsoleScreen):
            self.screen.say("q leaves the console.")

    def copy_to_clipboard(self, text: str) -> None:
        """Never Textual's own way: it would keep the value, and inside tmux lose it in silence."""

    def write_terminal(self, sequence: str) -> None:
        """Send a control sequence to the terminal between two frames."""
        driver: Driver | None = self._driver
        if driver is not None:
            driver.write(sequence)
            driver.flush()

    def mouse_to_terminal(self, *, given: bool) -> None:
        """While something is to be marked the mouse is the terminal's; nothing where it is all along."""
        if self.mouse:
            modes = "".join(f"\x1b[?{mode}{'l' if given else 'h'}" for mode in _MOUSE_MODES)
            self.write_terminal(modes)

    # -- leaving the terminal as it was ---------------------------------------------------------------

    def _listen_to_signals(self) -> None:
        """SIGTERM and SIGHUP end the app as `q` does; by default they would leave the terminal in pieces.

        The handlers are plain ones and not the event loop's: where nobody reads the terminal any more, the loop waits
        for a write that will never end, and only a plain handler is still heard.
        """
        loop = asyncio.get_running_loop()

        def ended(number: int, _: FrameType | None) -> None:
            terminal.end_anyway(128 + number, self._terminal_modes)
            loop.call_soon_threadsafe(partial(self.exit, return_code=128 + number))

        for number in (signal.SIGTERM, signal.SIGHUP):
            self._handlers[number] = signal.signal(number, ended)

    def _stop_listening(self) -> None:
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._handlers.clear()

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


_MOUSE_MODES = (1000, 1003, 1015, 1006)
"""The modes by which Textual has the mouse. [seen: its Linux driver]"""


def crash_report(error: BaseException) -> str:
    """Where it happened, without any value: frames and the kind of the exception."""
    import traceback

    from textual.worker import WorkerFailed

    if isinstance(error, WorkerFailed):
        error = error.error  # what failed inside the worker; the wrapper was raised nowhere
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return "\n".join(
        [
            "Connected Apps Console stopped because of a bug in it. Nothing is sent anywhere by this.",
            *places,
            f"{type(error).__module__}.{type(error).__qualname__}",
            "If a generate or regenerate was under way, open the app again to see which token it holds.",
        ]
    )


def _failed(task: asyncio.Task[Workbench]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
