"""`config check` and `config path`."""

import argparse
import os
import sys
from pathlib import Path

from tui import paths
from tui.config.load import load
from tui.domain.text import printable
from tui.exit_codes import ExitCode


def check(arguments: argparse.Namespace) -> int:
    """Read the configuration as every command does; runs no command in it and reads no secret."""
    config = load(arguments.config, os.environ)
    if config.source is None:
        where = printable(str(_looked_for(arguments)))
        print(f"No configuration file at {where}: the practice org alone.")
    else:
        where = printable(str(config.source))
        print(f"{where} is right. Orgs: {', '.join(config.orgs)}.")
    return ExitCode.DONE


def path(arguments: argparse.Namespace) -> int:
    """Print where the configuration is looked for: as it is for a program, printable for a person."""
    where = str(_looked_for(arguments))
    print(printable(where) if sys.stdout.isatty() else where)
    return ExitCode.DONE


def _looked_for(arguments: argparse.Namespace) -> Path:
    named: Path | None = arguments.config
    return named if named is not None else paths.config_file(os.environ)
