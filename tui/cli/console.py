"""`connected-apps` without a command: the full-screen console."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from tui import wiring
from tui.cli.configuration import configuration
from tui.config.choice import choose
from tui.memory import first_org

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Open the console. Until its first list is there nothing is collected: what a start makes, stays."""
    gc.disable()
    config = configuration(arguments.config)
    name = first_org(config, arguments.org)
    chosen = choose(config, name, read_only=arguments.read_only)
    return wiring.run_console(chosen, lambda words: print(words, file=sys.stderr))
