"""`config check` and `config path`."""

import argparse
import os
import sys
from pathlib import Path

from tui import paths
from tui.cli.configuration import configuration
from tui.cli.output import tell
from tui.config.model import Config
from tui.config.wording import LOOK_AGAIN
from tui.domain.text import printable
from tui.errors import ConfigError
from tui.exit_codes import ExitCode


def check(arguments: argparse.Namespace) -> int:
    """Read the configuration as every command does; runs no command in it and reads no secret."""
    try:
        config = configuration(arguments.config)
    except ConfigError as error:
        if error.hint != LOOK_AGAIN:
            raise
        raise ConfigError(error.what, hint="Correct it and check again.") from None
    if config.source is None:
        where = printable(str(_looked_for(arguments)))
        print(f"No configuration file at {where}: the practice org alone.")
    else:
        where = printable(str(config.source))
        print(f"{where} is right. Orgs: {', '.join(config.orgs)}.")
    for warning in _key_warnings(config):
        tell(warning)
    return ExitCode.DONE


def _key_warnings(config: Config) -> tuple[str, ...]:
    if not config.keys:
        return ()
    from tui.presentation.actions import keymap

    return keymap(config.keys).kept_by_multiplexers()


def path(arguments: argparse.Namespace) -> int:
    """Print where the configuration is looked for: as it is for a program, printable for a person."""
    where = str(_looked_for(arguments))
    print(printable(where) if sys.stdout.isatty() else where)
    return ExitCode.DONE


def _looked_for(arguments: argparse.Namespace) -> Path:
    named: Path | None = arguments.config
    return named if named is not None else paths.config_file(os.environ)
