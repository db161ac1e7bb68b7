"""Programs that the clipboard needs, run off the event loop, within a time limit, and ended when nobody waits any more.

A value goes to a program on its standard input and nowhere else. Each gets a process group of its own, so that ending
it also ends what it left in the background: the owner of an X11 or Wayland selection is such a one.
"""

import asyncio
import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tui.domain.secret import Secret

MAX_ANSWER = 200_000
"""Bytes of an answer that are looked at; `tmux show-messages -T` of ten terminals has half of it."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended.

    Attributes:
        code: its exit code; None where it was not there, or did not end in time.
        out: what it printed on standard output.
        late: it did not end in time.
    """

    code: int | None
    out: str = field(default="", repr=False)
    late: bool = False


class _Run:
    """One run of a program, which may be ended from another thread at any moment."""

    def __init__(self, argv: Sequence[str], environ: Mapping[str, str], limit: float) -> None:
        self._argv, self._environ, self._limit = argv, environ, limit
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def work(self, given: Secret) -> Ended:
        """Run it. Blocks; never raises for what the program does."""
        process = self._start()
        if process is None:
            return Ended(None)
        with process:
            try:
                out, _ = process.communicate(given.expose().encode(), timeout=self._limit)
            except subprocess.TimeoutExpired:
                self.stop()
                return Ended(None, late=True)
            except BaseException:
                self.stop()
                raise
        return Ended(process.returncode, out[:MAX_ANSWER].decode(errors="replace"))

    def stop(self) -> None:
        """End it and whatever it has started."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)

    def _start(self) -> "subprocess.Popen[bytes] | None":
        with self._lock:
            if self._stopped:
                return None
            try:
                self._process = subprocess.Popen(  # noqa: S603 - an argument list, no shell
                    self._argv,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=dict(self._environ),
                    start_new_session=True,
                )
            except OSError:
                return None
            return self._process


async def run(
    argv: Sequence[str], environ: Mapping[str, str], *, given: Secret | None = None, limit: float
) -> Ended:
    """Run a program with `given` on its standard input, at most `limit` seconds.

    When the call is cancelled the program and what it started have been ended.
    """
    running = _Run(argv, environ, limit)
    try:
        return await asyncio.to_thread(running.work, given or Secret(""))
    except asyncio.CancelledError:
        running.stop()
        raise
