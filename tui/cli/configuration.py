"""The configuration as every command reads it: what it says of letters holds for what the command prints."""

import os
from pathlib import Path

from tui.cli import streams
from tui.config.load import load
from tui.config.model import Config


def configuration(named: Path | None) -> Config:
    """Read the file.

    Raises:
        ConfigError: it is not right.
    """
    config = load(named, os.environ)
    if config.ascii is not None:
        streams.set_letters(ascii_only=config.ascii)
    return config
