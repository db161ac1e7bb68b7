"""Starts the child that touches the system clipboard, and reads its verdict."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tui.clipboard import child
from tui.clipboard.child import Act, Verdict
from tui.clipboard.program import run
from tui.domain.secret import Secret

SECONDS = {Act.COPY: 5.0, Act.CLEAR: 2.5}
"""A copy may take as long as PowerShell under WSL, the slowest reader, while xclip takes some hundredths; a clear must
come to an end before a console that was told to end is ended."""

CHILD = (sys.executable, "-P", str(Path(child.__file__).resolve()))
"""By path and with -P: what stands in the current folder cannot be imported instead."""


async def ask(
    act: Act,
    value: Secret,
    environ: Mapping[str, str],
    *,
    limit: float | None = None,
    program: Sequence[str] = CHILD,
) -> Verdict:
    """Have the child do `act` with `value`, at most `limit` seconds; never raises for what the child does."""
    ended = await run(
        [*program, act], environ, given=value, limit=SECONDS[act] if limit is None else limit
    )
    if ended.late:
        return Verdict.SLOW
    return Verdict(ended.out) if ended.code == 0 and ended.out in set(Verdict) else Verdict.BROKEN
