"""A terminal for end-to-end tests: a real pseudo-terminal, its screen, and every byte that was sent to it."""

import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

COMMAND = Path(sys.executable).with_name("connected-apps")
"""The installed command."""

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "left": "\x1b[D",
    "end": "\x1b[F",
    "f5": "\x1b[15~",
}


_WITHIN_A_FRAME = 0.005
"""Seconds between the pieces of a frame, which a terminal takes 4 KiB at a time."""


class Terminal:
    """A command in a pseudo-terminal of its own; leaving the `with` kills it."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        environ: Mapping[str, str],
        size: tuple[int, int] = (80, 24),
        cwd: Path | None = None,
    ) -> None:
        width, height = size
        self.raw = b""
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.Stream(self._screen)
        self.speaks("utf-8")
        self._fd, child_end = pty.openpty()
        fcntl.ioctl(child_end, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.modes_before = termios.tcgetattr(child_end)
        self._child_end = (
            child_end  # kept open: its modes are looked at after the command has ended
        )
        self.process = subprocess.Popen(
            argv,
            stdin=child_end,
            stdout=child_end,
            stderr=child_end,
            env=dict(environ),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads here
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._fd)
        os.close(self._child_end)

    def speaks(self, encoding: str) -> None:
        """What the terminal takes bytes for."""
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")

    # -- looking -----------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """What stands on the screen."""
        columns = range(self._screen.columns)
        rows = (self._screen.buffer[y] for y in range(self._screen.lines))
        return "\n".join("".join(row[x].data for x in columns).rstrip() for row in rows)

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        self._screen.resize(height, width)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def blank(self) -> None:
        """Empty the screen, as whatever else writes to a terminal can."""
        self._screen.reset()

    def columns(self, words: str) -> list[int]:
        """The cells at which the words begin, row by row; a wide letter takes two."""
        found = []
        for y in range(self._screen.lines):
            cells = [self._screen.buffer[y][x].data for x in range(self._screen.columns)]
            found += [x for x, _ in enumerate(cells) if "".join(cells[x:]).startswith(words)]
        return found

    def wait(self, until: Callable[[str], bool] | str, seconds: float = 20) -> str:
        """Read until the screen satisfies `until`, or shows it; returns the screen, with the rest of that frame.

        Raises:
            AssertionError: it did not come to that in time.
        """
        fits = (lambda text: until in text) if isinstance(until, str) else until
        deadline = time.monotonic() + seconds
        while not fits(self.text):
            left = deadline - time.monotonic()
            if left <= 0 or not self._read(left):
                wanted = until if isinstance(until, str) else "the condition"
                raise AssertionError(f"{wanted!r} did not come. On the screen:\n{self.text}")
        self.settle(_WITHIN_A_FRAME)
        return self.text

    def settle(self, silence: float = 0.6) -> None:
        """Read until nothing has come for so many seconds; the usual ones are longer than any confirmation takes."""
        while self._read(silence):
            pass

    def wait_end(self, seconds: float = 20) -> int:
        """Read until the command has ended; returns its exit code."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < deadline:
            self._read(0.05)
        self.settle(0)
        return self.process.wait(timeout=max(0.1, deadline - time.monotonic()))

    def suspend(self) -> None:
        """Press ctrl+z and read until the command stands still."""
        self.press("\x1a")
        while not os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WNOHANG):
            self._read(0.05)

    def resume(self) -> None:
        """Let it go on, on an empty screen: that is what a terminal gives to who comes back to it."""
        self.blank()
        self.kill(signal.SIGCONT)

    def read_for(self, seconds: float) -> None:
        """Read whatever comes during that time."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self._read(left)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self.raw += data
        self._stream.feed(self._decoder.decode(data))
        return bool(data)

    # -- acting ------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Send keys, each as a terminal sends it."""
        for key in keys:
            os.write(self._fd, KEYS.get(key, key).encode())

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to the command alone."""
        self.process.send_signal(number)

    def check_left(self, token: str) -> None:
        """The terminal is as it was found, and what stands on its first screen holds no token.

        Raises:
            AssertionError: a mode is left on, or the token is there.
        """
        assert termios.tcgetattr(self._child_end) == self.modes_before
        for off in (b"\x1b[?1049l", b"\x1b[?2004l", b"\x1b[?1003l", b"\x1b[?25h"):
            assert off in self.raw, off
        after = self.raw.rpartition(b"\x1b[?1049l")[2].decode(errors="replace")
        assert token not in after.replace("\r\n", "")


def environment(home: Path, **more: str) -> dict[str, str]:
    """What the command gets: folders of its own and a plain terminal."""
    return {
        "PATH": f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        **more,
    }
