"""Commands that are told to people, as a shell takes them."""

from collections.abc import Sequence
from pathlib import Path

from tui.domain.text import printable


def command(words: Sequence[str], *, org: str | None = None, config: Path | None = None) -> str:
    """A command line of the console, for the same org and configuration wherever it is typed.

    Args:
        org: as `--org` takes it; None leaves it out.
        config: the configuration file, where it is not the one that is read anyway.
    """
    from shlex import join

    options: list[str] = []
    for option, value in (("--config", config), ("--org", org)):
        options += [option, str(value)] if value is not None else []
    return printable(join(["connected-apps", *options, *words]))
