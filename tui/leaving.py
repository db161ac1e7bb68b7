"""How the console is left when it is not asked to: by a signal, or by a bug in it.

Knows nothing of screens, nor of what was under way.
"""

import asyncio
import signal
import socket
import traceback
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any, Self

from tui import terminal


class Wakes:
    """Every signal wakes the event loop, so that its handler runs.

    Handlers run in the main thread, and the system may hand a signal to any other: then the loop sleeps on. A console
    that came back from ctrl+z stayed dark by that, now and then. [seen: SIGCONT of a stopped process, Linux 6] So it
    does where the signal comes between the last look for signals and the waiting.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._reader, self._writer = socket.socketpair()
        self._writer.setblocking(False)
        loop.add_reader(self._reader, self._reader.recv, 4096)
        self._before = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """Leave it as it was."""
        signal.set_wakeup_fd(self._before)
        self._loop.remove_reader(self._reader)
        self._reader.close()
        self._writer.close()


class Signals:
    """SIGTERM and SIGHUP end the console as `q` does; by default they would leave the terminal in pieces.

    The handlers are plain ones and not the event loop's: where nobody reads the terminal any more, the loop waits
    for a write that will never end, and only a plain handler is still heard. Other signals are heard at once, too.

    Args:
        leave: ends the console with an exit code; called in the event loop.
    """

    def __init__(self, leave: Callable[[int], None]) -> None:
        self._leave = leave
        self._before: dict[int, Any] = {}
        self._terminal_modes = terminal.modes()
        self._wakes: Wakes | None = None

    def listen(self) -> None:
        """Take the signals over; called in the event loop."""
        loop = asyncio.get_running_loop()

        def ended(number: int, _: FrameType | None) -> None:
            terminal.end_anyway(128 + number, self._terminal_modes)
            loop.call_soon_threadsafe(partial(self._leave, 128 + number))

        self._wakes = Wakes(loop)
        for number in (signal.SIGTERM, signal.SIGHUP):
            self._before[number] = signal.signal(number, ended)

    def stop(self) -> None:
        """Give them back to whoever had them."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()
        if self._wakes is not None:
            self._wakes.end()


def crash_report(error: BaseException) -> str:
    """Where it happened, without any value: frames and the kind of the exception."""
    from textual.worker import WorkerFailed

    if isinstance(error, WorkerFailed):
        error = error.error  # what failed inside the worker; the wrapper was raised nowhere
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return "\n".join(
        [
            "Connected Apps Console stopped because of a bug in it. This report stays here: nothing is sent.",
            *places,
            f"{type(error).__module__}.{type(error).__qualname__}",
            "If a generate or regenerate was under way, open the app again to see which token it holds.",
        ]
    )
