"""Who may write the configuration file decides which commands the console runs.

So a file that names a command must be the user's or root's, and so must its folder, and nobody else may write to
either. Reading is no secret: 0644 is fine. A link is followed, and the folder it stands in is held to the same rule.
"""

import os
import stat
from pathlib import Path

from tui.config.document import Document
from tui.config.wording import in_shell
from tui.domain.text import printable
from tui.errors import ConfigError

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def check(document: Document) -> None:
    """Refuse a file, or a folder of it, that someone else could have written to.

    Raises:
        ConfigError: with the command that puts it right.
    """
    real = document.path.resolve()
    refuse(real, "file", document.status)
    for folder in dict.fromkeys((real.parent, document.path.parent)):
        try:
            refuse(folder, "folder", folder.stat())
        except OSError as error:
            raise ConfigError(
                f"The folder {printable(str(folder))} cannot be looked at: {error.strerror}."
            ) from None


def refuse(path: Path, noun: str, status: os.stat_result, *, me: int | None = None) -> None:
    """Judge one file or folder by its status; `me` is the user's id, by default the real one.

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
    if status.st_mode & _OTHERS_WRITE:
        raise ConfigError(
            f"Others may write to the {named}, and the configuration names a command to run.",
            hint=f"Run: chmod go-w {in_shell(path)}",
        )
