"""Starts the child that touches the system clipboard, and ends it when it takes too long."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tui.clipboard import child
from tui.clipboard.child import Act, Verdict
from tui.domain.secret import Secret

SECONDS = 5.0
"""Long enough for PowerShell under WSL, the slowest reader; xclip takes some hundredths."""

CHILD = (sys.executable, "-P", str(Path(child.__file__).resolve()))
"""By path and with -P: what stands in the current folder cannot be imported instead."""


def ask(
    act: Act,
    value: Secret,
    environ: Mapping[str, str],
    *,
    limit: float = SECONDS,
    program: Sequence[str] = CHILD,
) -> Verdict:
    """Have the child do `act` with `value`, at most `limit` seconds. Blocks; never raises for what the child does."""
    try:
        process = subprocess.Popen(  # noqa: S603 - our own program, by the interpreter that runs us
            [*program, act],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(environ),
            start_new_session=True,
        )
    except OSError:
        return Verdict.BROKEN
    with process:
        try:
            answer, _ = process.communicate(value.expose().encode(), timeout=limit)
        except subprocess.TimeoutExpired:
            _kill_group(process)
            return Verdict.SLOW
        except BaseException:
            _kill_group(process)
            raise
    word = answer.decode(errors="replace")
    return Verdict(word) if process.returncode == 0 and word in set(Verdict) else Verdict.BROKEN


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
