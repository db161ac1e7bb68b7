"""Runs a program that prints a secret: no shell, no standard input, a time limit that ends all it started.

Knows processes and nothing of configuration; what the outcome means is told by `secret_source`.
"""

import contextlib
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

MAX_ANSWER = 65_536
"""Bytes of standard output; a secret has a few hundred."""
_MAX_COMPLAINT = 4_096
_LOOK_AGAIN = 0.05
"""Seconds between looks whether the program has ended while a child of its own keeps the pipes open."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How the program ended."""

    status: int
    """Exit status; negative for a signal."""
    output: bytes = field(repr=False)
    complaint: bytes = field(repr=False)
    """The beginning of its standard error."""


class TooMuchOutputError(Exception):
    """The program printed more than a secret has."""


def run(argv: Sequence[str], environ: Mapping[str, str], *, limit: float) -> Answer:
    """Run the program and wait for its answer, at most `limit` seconds.

    Raises:
        OSError: it cannot be started.
        TimeoutError: it did not end in time; it and what it started are killed.
        TooMuchOutputError: it prints without end; killed as well.
    """
    deadline = time.monotonic() + limit
    with subprocess.Popen(  # noqa: S603 - an argument list from a file that only its owner may write
        list(argv),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(environ),
        start_new_session=True,
    ) as process:
        try:
            output, complaint = _read(process, deadline)
            status = process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            _kill_group(process)
            raise TimeoutError from None
        except BaseException:
            _kill_group(process)
            raise
    return Answer(status, output, complaint)


def _read(process: subprocess.Popen[bytes], deadline: float) -> tuple[bytes, bytes]:
    output, complaint = bytearray(), bytearray()
    with selectors.DefaultSelector() as pipes:
        for pipe, buffer in ((process.stdout, output), (process.stderr, complaint)):
            _register(pipes, pipe, buffer)
        while pipes.get_map():
            if time.monotonic() >= deadline:
                raise TimeoutError
            ended = process.poll() is not None
            ready = pipes.select(_LOOK_AGAIN)
            for key, _ in ready:
                chunk = os.read(key.fd, 65_536)
                key.data.extend(chunk)
                if not chunk:
                    pipes.unregister(key.fd)
            if len(output) > MAX_ANSWER:
                raise TooMuchOutputError
            del complaint[_MAX_COMPLAINT:]
            if ended and not ready:
                break
    return bytes(output), bytes(complaint)


def _register(pipes: selectors.BaseSelector, pipe: IO[bytes] | None, buffer: bytearray) -> None:
    if pipe is not None:
        pipes.register(pipe.fileno(), selectors.EVENT_READ, buffer)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
