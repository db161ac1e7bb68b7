"""Where the console keeps what, and how it writes there: folders 0700, files 0600, whatever the umask.

Configuration is only ever read. The practice org's database is data; what the console remembers is state.
"""

import os
import stat
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("connected-apps", appauthor=False)


def config_file(environ: Mapping[str, str]) -> Path:
    """The configuration file when no option names one: `$CONNECTED_APPS_CONFIG`, else the platform's place."""
    named = environ.get("CONNECTED_APPS_CONFIG")
    return Path(named) if named else _DIRS.user_config_path / "config.toml"


def practice_database() -> Path:
    """The practice org's database."""
    return _DIRS.user_data_path / "practice.db"


def journal_folder() -> Path:
    """The journal and its locks."""
    return _DIRS.user_state_path / "journal"


def remembered_file() -> Path:
    """What the console remembers between runs: how the table is sorted."""
    return _DIRS.user_state_path / "remembered.toml"


def lists_folder() -> Path:
    """The lists of connected apps as they were read last, one file for each org."""
    return _DIRS.user_state_path / "lists"


def reports_folder() -> Path:
    """Reports of `doctor --report`."""
    return _DIRS.user_state_path / "reports"


def private_folder(path: Path) -> Path:
    """Make the folder and its missing parents; what is made, and the folder itself, is the user's alone.

    Raises:
        OSError: it cannot be made.
    """
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True, mode=0o700)
    path.mkdir(exist_ok=True)  # raises where something else has its name
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        path.chmod(0o700)
    return path


def write_private(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Replace the file at once with `content`: readers see the old or the new one, never half of it.

    Args:
        content: all of it, or its parts as they are made; what making one raises comes through.

    Raises:
        OSError: it cannot be written; the old file stands.
    """
    private_folder(path.parent)
    descriptor, name = tempfile.mkstemp(
        dir=path.parent, prefix=f".{path.name}."
    )  # mkstemp makes it 0600
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines([content] if isinstance(content, bytes) else content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
