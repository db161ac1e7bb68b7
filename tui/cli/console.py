"""`connected-apps` without a command: the full-screen console."""

import argparse
import gc
import os

from tui import wiring
from tui.config.choice import choose
from tui.config.load import load
from tui.memory import first_org


def run(arguments: argparse.Namespace) -> int:
    """Open the console. Until its first list is there nothing is collected: what a start makes, stays."""
    gc.disable()
    config = load(arguments.config, os.environ)
    name = first_org(config, arguments.org)
    return wiring.run_console(choose(config, name, read_only=arguments.read_only))
