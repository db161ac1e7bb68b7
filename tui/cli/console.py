"""`connected-apps` without a command: the full-screen console."""

import argparse

from tui import wiring
from tui.cli import session


def run(arguments: argparse.Namespace) -> int:
    """Open the console."""
    return wiring.run_console(session.choice(arguments))
