"""Who may write the configuration file decides which commands the console runs.

So a file that names a command must be the user's or root's, and so must every folder and link on the way to it, and
nobody else may write to any of them. Reading is no secret: 0644 is fine. A folder higher up that is sticky, as the one
for temporary files is, may be written to by others: they cannot put anything in the place of what is not theirs.
"""

import os
import stat
from pathlib import Path

from tui.config.document import Document
from tui.config.wording import in_shell
from tui.domain.text import printable
from tui.errors import ConfigError

_MOST_STEPS = 1000
"""Names and links on the way to a file; the system itself gives up far earlier."""

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def check(document: Document) -> None:
    """Refuse a file that someone else could have written, or put something else in the place of.

    Raises:
        ConfigError: with the command that puts it right.
    """
    real = document.path.resolve()
    refuse(real, "file", document.status)
    beside = (real.parent, document.path.parent)
    for folder in _way(document.path):
        try:
            status = folder.stat()
        except OSError as error:
            raise ConfigError(
                f"The folder {printable(str(folder))} cannot be looked at: {error.strerror}.",
                hint="Who may write to it decides what is run: put the file where you can see every folder.",
            ) from None
        # In a sticky folder others may add names but not replace this one; where the file itself stands nobody may.
        guarded = status.st_mode & stat.S_ISVTX and folder not in beside
        refuse(folder, "folder", status, guarded=bool(guarded))


def _way(path: Path) -> list[Path]:
    """Every folder in which a name is looked up on the way to the file, those behind links too.

    Raises:
        ConfigError: a link on the way is someone else's, or they go round in a circle.
    """
    at, rest, looked_in = Path(path.anchor), list(path.parts[1:]), dict[Path, None]()
    for _ in range(_MOST_STEPS):
        if not rest:
            return list(looked_in)
        name = rest.pop(0)
        if name == "..":
            at = at.parent
            continue
        looked_in[at] = None
        here = at / name
        if not here.is_symlink():
            at = here
            continue
        refuse(here, "link", here.lstat(), guarded=True)
        target = here.readlink()
        at = Path(target.anchor) if target.is_absolute() else at
        rest = [*(target.parts[1:] if target.is_absolute() else target.parts), *rest]
    raise ConfigError(
        f"Too many links lead to {printable(str(path))}.",
        hint="Name the file itself with --config.",
    )


def refuse(
    path: Path,
    noun: str,
    status: os.stat_result,
    *,
    me: int | None = None,
    guarded: bool = False,
) -> None:
    """Judge one file, folder or link by its status.

    Args:
        me: the user's id, by default the real one.
        guarded: who may write to it cannot change what matters here; only the owner counts.

    Raises:
        ConfigError: others may write to it, or it belongs to someone else.
    """
    me = os.geteuid() if me is None else me
    named = f"{noun} {printable(str(path))}"
    if status.st_uid not in (me, 0):
        raise ConfigError(
            f"The {named} belongs to someone else, and the configuration names a command to run.",
            hint=f"Run: sudo chown {me} {in_shell(path)}",
        )
    if not guarded and status.st_mode & _OTHERS_WRITE:
        raise ConfigError(
            f"Others may write to the {named}, and the configuration names a command to run.",
            hint=f"Run: chmod go-w {in_shell(path)}",
        )
