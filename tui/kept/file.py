"""The kept list's file: the user's alone, replaced at once, and nothing where it cannot be trusted.

Nothing here is worth an error: a list that cannot be read or written is asked of the org, as it would be anyway.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from tui.domain.kept import KeptList
from tui.kept.format import decode, encode
from tui.paths import write_private

MOST_BYTES = 64_000_000
"""Some 700,000 apps; what is larger is not ours."""

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def read(path: Path) -> KeptList | None:
    """The list that was kept there; None where there is none, or one that another could have put there."""
    try:
        with open(path, "rb", opener=_open) as file:
            trusted = is_trusted(os.fstat(file.fileno()), me=os.geteuid())
            content = file.read(MOST_BYTES + 1) if trusted else b""
    except OSError:
        return None
    return decode(content) if content and len(content) <= MOST_BYTES else None


def _open(path: str, flags: int) -> int:
    """Through no link, and without waiting for who writes to a pipe."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)


def is_trusted(status: os.stat_result, *, me: int) -> bool:
    """Whether only `me` can have written what the file holds, and it is of a size to be read."""
    return (
        stat.S_ISREG(status.st_mode)
        and status.st_uid == me
        and not status.st_mode & _OTHERS_WRITE
        and status.st_size <= MOST_BYTES
    )


def keep(path: Path, kept: KeptList) -> None:
    """Replace what is kept there."""
    with suppress(OSError, ValueError):  # a full disk; a text that is none; too much
        write_private(path, _limited(encode(kept)))


def _limited(lines: Iterable[bytes]) -> Iterator[bytes]:
    left = MOST_BYTES
    for line in lines:
        left -= len(line)
        if left < 0:
            raise ValueError
        yield line


def remove(path: Path) -> None:
    """Keep nothing there."""
    with suppress(OSError):
        path.unlink()
