"""A pseudo-terminal with a stopwatch: what a command sends, to the byte, and when.

It answers the questions that a terminal is asked (synchronised output, cursor position, device attributes) and keeps
every chunk with its time. What stood on the screen at a time is found afterwards, by replaying: while a command runs
nothing is interpreted, so that the looking does not slow what is looked at.
"""

import codecs
import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

SIZE = (120, 40)
"""Columns and lines of every measurement."""

_QUIET_SECONDS = 0.08
"""A burst has ended when nothing came for so long."""

_ANSWERS: tuple[tuple[bytes, bytes], ...] = (
    (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
    (b"\x1b[?2004$p", b"\x1b[?2004;2$y"),
    (b"\x1b[6n", b"\x1b[1;1R"),
    (b"\x1b[c", b"\x1b[?62;22c"),
)


@dataclass(frozen=True, slots=True)
class Burst:
    """What came after something was sent."""

    seconds: float
    """From the sending to the last byte."""
    first: float
    """From the sending to the first byte."""
    size: int
    """Bytes."""


class _Screen(pyte.Screen):
    """Takes the private forms of sequences that pyte knows only plainly."""

    def report_device_status(self, mode: int = 0, **_: bool) -> None:
        """Answered elsewhere."""

    def select_graphic_rendition(self, *attributes: int, **private: bool) -> None:
        """Private ones set no colour."""
        if not private:
            super().select_graphic_rendition(*attributes)

    def set_margins(
        self, top: int | None = None, bottom: int | None = None, **private: bool
    ) -> None:
        """Private ones restore modes."""
        if not private:
            super().set_margins(top, bottom)


class Terminal:
    """A command on a terminal of its own; leaving the `with` ends it."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        environ: Mapping[str, str],
        size: tuple[int, int] = SIZE,
        cwd: str | None = None,
    ) -> None:
        width, height = size
        self._size = size
        self._screen = _Screen(width, height)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._looked = 0
        self.chunks: list[tuple[float, bytes]] = []
        self._fd, child_end = pty.openpty()
        fcntl.ioctl(child_end, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.began = time.perf_counter()
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
        os.close(child_end)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            deadline = time.perf_counter() + 2
            while self.process.poll() is None and time.perf_counter() < deadline:
                self.read(0.05)
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._fd)

    # -- reading -----------------------------------------------------------------------------------

    @property
    def size(self) -> int:
        """Bytes so far."""
        return sum(len(data) for _, data in self.chunks)

    def read(self, seconds: float, most: int = 65536) -> bool:
        """Take up to `most` bytes of what comes within `seconds`; False where nothing did, or the command has ended."""
        if not select.select([self._fd], [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self._fd, most)
        except OSError:
            return False
        if not data:
            return False
        self.chunks.append((time.perf_counter(), data))
        for question, answer in _ANSWERS:
            if question in data:
                os.write(self._fd, answer)
        return True

    def settle(self, quiet: float = _QUIET_SECONDS, most: float = 30.0) -> None:
        """Read until nothing has come for `quiet` seconds."""
        deadline = time.perf_counter() + most
        while time.perf_counter() < deadline and self.read(quiet):
            pass

    def read_for(self, seconds: float) -> None:
        """Read whatever comes in that time."""
        deadline = time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            self.read(left)

    def await_text(self, *needles: str, most: float = 90.0) -> float:
        """Read until the screen shows all of `needles`; returns the seconds from the start to the chunk that did it.

        Raises:
            TimeoutError: it did not come.
        """
        try:
            return self.await_shown(lambda text: all(needle in text for needle in needles), most)
        except TimeoutError as error:
            raise TimeoutError(f"{needles} did not come. {error}") from None

    def await_shown(self, shows: Callable[[str], bool], most: float = 90.0) -> float:
        """The same, until the screen satisfies `shows`.

        Raises:
            TimeoutError: it did not.
        """
        deadline = time.perf_counter() + most
        while True:
            while self._looked < len(self.chunks):
                at, data = self.chunks[self._looked]
                self._looked += 1
                self._stream.feed(self._decoder.decode(data))
                if shows("\n".join(self._screen.display)):
                    return at - self.began
            if time.perf_counter() > deadline or (
                not self.read(0.5) and self.process.poll() is not None
            ):
                shown = "\n".join(line for line in self._screen.display if line.strip())
                raise TimeoutError(f"On the screen:\n{shown}")

    # -- acting ------------------------------------------------------------------------------------

    def send(self, keys: str) -> None:
        """Send keys as they are."""
        os.write(self._fd, keys.encode())

    def press(self, keys: str, quiet: float = _QUIET_SECONDS) -> Burst:
        """Send keys at once and take the burst that follows."""
        seen = len(self.chunks)
        sent = time.perf_counter()
        self.send(keys)
        self.read(2.0)
        self.settle(quiet)
        new = self.chunks[seen:]
        if not new:
            return Burst(0.0, 0.0, 0)
        return Burst(new[-1][0] - sent, new[0][0] - sent, sum(len(data) for _, data in new))

    # -- looking back ------------------------------------------------------------------------------

    def when(self, shows: Callable[[str], bool], since: float = 0.0) -> float | None:
        """Seconds from the start to the first chunk, not before `since`, after which the screen satisfied `shows`."""
        screen = _Screen(*self._size)
        stream = pyte.Stream(screen)
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        for at, data in self.chunks:
            stream.feed(decoder.decode(data))
            if at - self.began >= since and shows("\n".join(screen.display)):
                return at - self.began
        return None


def resident(pid: int) -> int:
    """Resident memory of a process at its peak, in bytes (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    peaks = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(peaks[0]) * 1024 if peaks else 0


def children(pid: int) -> list[int]:
    """The child processes of a process (Linux)."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


def processor_seconds(pid: int) -> float:
    """Processor time that a process has used (Linux)."""
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
