"""From the command line's file, or the environment's, or the platform's, to a `Config`."""

from collections.abc import Mapping
from pathlib import Path

from tui.config.model import Config
from tui.domain.text import printable
from tui.errors import ConfigError
from tui.paths import config_file


def load(path: Path | None, environ: Mapping[str, str]) -> Config:
    """The configuration in `path`, else in `$CONNECTED_APPS_CONFIG`, else in the platform's place.

    No file in the platform's place means the practice org alone. Nothing is run and no secret is read.

    Raises:
        ConfigError: a file that was named is missing, or what stands in it cannot be used.
    """
    named = path is not None or bool(environ.get("CONNECTED_APPS_CONFIG"))
    wanted = config_file(environ) if path is None else path
    if not named and _is_absent(wanted):
        return Config()
    # Most admins who try the console have no file, and reading one takes longer than asking whether it is there.
    from tui.config import document
    from tui.config.reading import config_in

    try:
        found = document.read(wanted)
    except FileNotFoundError:
        if named or wanted.is_symlink():
            raise _missing(wanted, by_option=path is not None) from None
        return Config()
    return config_in(found, environ)


def _is_absent(path: Path) -> bool:
    """Whether there is certainly no file; where that cannot be known, reading it says why."""
    try:
        path.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def _missing(path: Path, *, by_option: bool) -> ConfigError:
    named = "--config" if by_option else "$CONNECTED_APPS_CONFIG"
    return ConfigError(
        f"There is no configuration file {printable(str(path))}.",
        hint=f"Correct {named}; without it and without a file there is the practice org.",
    )
