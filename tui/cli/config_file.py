"""`config check` and `config path`."""

import argparse
import os
from pathlib import Path

from tui import paths
from tui.config.load import load
from tui.exit_codes import ExitCode


def check(arguments: argparse.Namespace) -> int:
    """Read the configuration as every command does; runs no command in it and reads no secret."""
    config = load(arguments.config, os.environ)
    if config.source is None:
        print(f"No configuration file at {_looked_for(arguments)}: the practice org alone.")
    else:
        print(f"{config.source} is right. Orgs: {', '.join(config.orgs)}.")
    return ExitCode.DONE


def path(arguments: argparse.Namespace) -> int:
    """Print where the configuration is looked for."""
    print(_looked_for(arguments))
    return ExitCode.DONE


def _looked_for(arguments: argparse.Namespace) -> Path:
    named: Path | None = arguments.config
    return named if named is not None else paths.config_file(os.environ)
