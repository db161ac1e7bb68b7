"""Runs a program and takes its answer: no shell, a time limit that ends all it started.

Knows processes and nothing else; what an answer means is told by who asked.
"""

import asyncio
import contextlib
import os
import select
import selectors
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tui.domain.secret import Secret

MAX_COMPLAINT = 4_096
"""Bytes that are kept of standard error."""
_LOOK_AGAIN = 0.05
"""Seconds between looks whether the program has ended, is to be stopped, or has had its time."""
_KILLED_WITHIN = 0.5
"""Seconds that a killed program is waited for; one of another user cannot be killed, and nobody waits for it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How the program ended."""

    status: int
    """Exit status; negative for a signal."""
    output: bytes = field(repr=False)
    complaint: bytes = field(repr=False)
    """The beginning of its standard error."""


class TooMuchOutputError(Exception):
    """The program printed more than was asked for."""


class LostAnswerError(OSError):
    """The program was started, but its answer cannot be taken; it is killed."""


class StoppedError(Exception):
    """Whoever waited for the program does not wait any more."""


def run(
    argv: Sequence[str],
    environ: Mapping[str, str],
    *,
    limit: float,
    most: int,
    feed: Secret | None = None,
    folder: Path | None = None,
    cut: bool = False,
    stop: threading.Event | None = None,
    may_prompt: bool = False,
) -> Answer:
    """Run the program and wait for its answer, at most `limit` seconds.

    Args:
        most: bytes of standard output that are taken.
        feed: what it finds on standard input, without a newline behind it; None: nothing. It need not read it.
        folder: where it runs; None: where this process does.
        cut: let it print more than `most`, and drop what is beyond.
        stop: set by another thread to end the program at once.
        may_prompt: leave it in this process's session, so that it can open the terminal and ask there; what it
            started is then not killed with it.

    Raises:
        LostAnswerError: this process failed after the start; it and what it started are killed.
        OSError: it cannot be started.
        TimeoutError: it did not end in time; killed as well, as far as this user may.
        TooMuchOutputError: it prints without end, and `cut` is not set; killed as well.
        StoppedError: `stop` was set; killed as well.
    """
    deadline = time.monotonic() + limit
    process = subprocess.Popen(  # noqa: S603 - an argument list, from our code or a file that only its owner may write
        list(argv),
        stdin=subprocess.DEVNULL if feed is None else subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(environ),
        cwd=folder,
        start_new_session=not may_prompt,
    )
    try:
        return _Talk(process, feed, most=most, cut=cut).until(deadline, stop or threading.Event())
    except BaseException as error:
        _kill(process, alone=may_prompt)
        if isinstance(error, OSError) and not isinstance(error, TimeoutError):
            raise LostAnswerError(error.errno, error.strerror) from None
        raise
    finally:
        _close(process)


async def answer_of(
    argv: Sequence[str],
    environ: Mapping[str, str],
    *,
    limit: float,
    most: int,
    feed: Secret | None = None,
    folder: Path | None = None,
    cut: bool = False,
) -> Answer:
    """As `run`, without holding the event loop; cancelling it kills the program.

    Raises:
        LostAnswerError, OSError, TimeoutError, TooMuchOutputError: as `run`.
    """
    stop = threading.Event()
    try:
        return await asyncio.to_thread(
            run, argv, environ, limit=limit, most=most, feed=feed, folder=folder, cut=cut, stop=stop
        )
    finally:
        stop.set()


class _Talk:
    """What goes into a program and comes out of it."""

    def __init__(
        self, process: subprocess.Popen[bytes], feed: Secret | None, *, most: int, cut: bool
    ) -> None:
        self._process = process
        self._feed = feed
        self._fed = 0
        self._most = most
        self._cut = cut

    def until(self, deadline: float, stop: threading.Event) -> Answer:
        """Feed and read until it has ended, also where it closes its pipes before."""
        output, complaint = bytearray(), bytearray()
        with selectors.DefaultSelector() as pipes:
            _register(pipes, self._process.stdin, None)
            _register(pipes, self._process.stdout, output)
            _register(pipes, self._process.stderr, complaint)
            while True:
                if time.monotonic() >= deadline:
                    raise TimeoutError
                if stop.is_set():
                    raise StoppedError
                status = self._process.poll()
                ready = self._next(pipes)
                for key, _ in ready:
                    if not (self._give(key.fd) if key.data is None else _take(key)):
                        pipes.unregister(key.fd)
                self._cap(output)
                del complaint[MAX_COMPLAINT:]
                if status is not None and not ready:
                    return Answer(status, bytes(output), bytes(complaint))

    def _next(self, pipes: selectors.BaseSelector) -> list[tuple[selectors.SelectorKey, int]]:
        """The pipes that something can be done with; waits a little for one, or for the end."""
        if pipes.get_map():
            return pipes.select(_LOOK_AGAIN)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_LOOK_AGAIN)
        return []

    def _give(self, pipe: int) -> bool:
        """Write the next piece, which the pipe has room for; returns whether there is more."""
        content = self._feed.expose().encode() if self._feed is not None else b""
        piece = content[self._fed : self._fed + select.PIPE_BUF]
        try:
            self._fed += os.write(pipe, piece)
        except BrokenPipeError:
            self._fed = len(content)  # it has ended, or does not want it
        if self._fed < len(content):
            return True
        if self._process.stdin is not None:
            self._process.stdin.close()
        return False

    def _cap(self, output: bytearray) -> None:
        if len(output) > self._most and not self._cut:
            raise TooMuchOutputError
        del output[self._most :]


def _take(key: selectors.SelectorKey) -> bool:
    """Read what is there; returns whether more may follow."""
    chunk = os.read(key.fd, 65_536)
    key.data.extend(chunk)
    return bool(chunk)


def _register(
    pipes: selectors.BaseSelector, pipe: IO[bytes] | None, buffer: bytearray | None
) -> None:
    if pipe is not None:
        events = selectors.EVENT_WRITE if buffer is None else selectors.EVENT_READ
        pipes.register(pipe.fileno(), events, buffer)


def _kill(process: subprocess.Popen[bytes], *, alone: bool) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if alone:
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    try:
        process.wait(_KILLED_WITHIN)
    except subprocess.TimeoutExpired:  # its end is collected whenever it comes
        threading.Thread(target=process.wait, daemon=True).start()


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()
