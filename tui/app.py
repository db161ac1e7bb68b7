"""The Textual app: a shell. It owns the theme, the clearing of the clipboard, and how the terminal is left."""

import asyncio
import os
import signal
import sys
import termios
import threading
import traceback
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from functools import partial
from types import FrameType
from typing import Any, ClassVar

from rich.text import Text
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.driver import Driver
from textual.screen import Screen
from textual.theme import Theme
from textual.worker import WorkerFailed

from tui.domain.listing import Order
from tui.domain.retry import RetryNotice
from tui.domain.text import printable
from tui.errors import ConfigError
from tui.ports import Clock
from tui.presentation.error_text import retrying
from tui.screens.apps import AppsScreen
from tui.screens.base import ConsoleScreen
from tui.screens.palette import ActsProvider
from tui.services.browse import Surroundings
from tui.services.token_desk import Copied
from tui.services.workbench import Workbench
from tui.stylesheets import stylesheet

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
    """

    TITLE = "Connected Apps"
    CSS_PATH = stylesheet("app.tcss")
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {ActsProvider}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "say_how_to_quit", show=False, priority=False),
        Binding("ctrl+q", "quit_as_by_key", show=False, priority=True),
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
    ) -> None:
        super().__init__()
        self.clock = clock
        self.org_name = org_name
        self.read_only = read_only
        self.order = order or Order()
        self.surroundings = Surroundings()
        self._connect = connect
        self._disconnect = disconnect
        self._connecting: asyncio.Task[Workbench] | None = None
        self._remember_order = remember_order
        self._bench: Workbench | None = None
        self._handlers: dict[int, Any] = {}
        self._terminal_modes = terminal_modes()
        self.animation_level = "none"
        self.register_theme(THEME)
        self.theme = self._known_theme(theme or THEME.name)

    def _known_theme(self, name: str) -> str:
        if name not in self.available_themes:
            raise ConfigError(
                f"There is no theme “{printable(name)}”.",
                hint=f"There are: {', '.join(sorted(self.available_themes))}.",
            )
        return name

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
            self.screen.say(retrying(notice))

    def remember_order(self, order: Order) -> None:
        """The table is sorted so from now on, also in the next session."""
        self.order = order
        self._remember_order(order)

    def copied(self, workbench: Workbench, copied: Copied) -> None:
        """Start the time after which the clipboard is cleared."""
        self._bench = workbench
        workbench.watch.hold(copied)
        self.run_worker(self._clear_later(workbench), group="clipboard", exclusive=True)

    async def clear_clipboard(self) -> str:
        """Take a copied token off the clipboard now."""
        self.workers.cancel_group(self, "clipboard")
        if self._bench is None or not self._bench.watch.holds:
            return "No copied token is waiting to be cleared."
        cleared = await self._bench.watch.clear()
        return "Clipboard cleared." if cleared else "The clipboard holds something else by now."

    async def _clear_later(self, workbench: Workbench) -> None:
        if await workbench.watch.wait() and isinstance(self.screen, ConsoleScreen):
            self.screen.say("Clipboard cleared.")

    async def on_unmount(self) -> None:
        """Nothing of ours stays on the clipboard, and no connection open."""
        if self._bench is not None:
            await self._bench.watch.clear()
        await self._disconnect()
        self._stop_listening()

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

    # -- leaving the terminal as it was ---------------------------------------------------------------

    def _listen_to_signals(self) -> None:
        """SIGTERM and SIGHUP end the app as `q` does; by default they would leave the terminal in pieces.

        The handlers are plain ones and not the event loop's: where nobody reads the terminal any more, the loop waits
        for a write that will never end, and only a plain handler is still heard.
        """
        loop = asyncio.get_running_loop()

        def ended(number: int, _: FrameType | None) -> None:
            end_anyway(128 + number, self._terminal_modes)
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
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self.panic(Text(crash_report(error)))


_PATIENCE_SECONDS = 3.0
"""How long an orderly end may take after a signal."""


def terminal_modes() -> "list[Any] | None":
    """The terminal's modes as they are now; None without a terminal."""
    with suppress(OSError, ValueError, termios.error, AttributeError):
        return termios.tcgetattr(sys.__stdin__.fileno())  # type: ignore[union-attr]
    return None


def end_anyway(code: int, modes: "list[Any] | None") -> None:
    """End the process soon, whatever it waits for; an act that is under way is then unfinished in the journal."""

    def end() -> None:
        with suppress(OSError, ValueError, termios.error, AttributeError):
            if modes is not None:
                termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, modes)  # type: ignore[union-attr]
        os._exit(code)

    watchdog = threading.Timer(_PATIENCE_SECONDS, end)
    watchdog.daemon = True
    watchdog.start()


def crash_report(error: BaseException) -> str:
    """Where it happened, without any value: frames and the kind of the exception."""
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


def _failed(task: "asyncio.Task[Workbench]") -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
