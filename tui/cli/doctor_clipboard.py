"""`doctor --clipboard`: copies a test value and has it pasted back. That alone is proof."""

import argparse
import asyncio
import os
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from tui import terminal, wiring
from tui.cli import running, session
from tui.cli.output import can_ask, tell
from tui.clipboard import choose
from tui.clipboard.probe import says_clipboard
from tui.domain.clipboard import Arrival
from tui.domain.secret import Secret
from tui.errors import UsageError
from tui.exit_codes import ExitCode
from tui.ports import Clipboard
from tui.presentation.clipboard_words import ARRIVALS, delivered, outlook_lines
from tui.services.clipboard_trial import ClipboardTrial
from tui.services.clipboard_watch import ClipboardWatch

_ANSWERS = {
    True: "The terminal says that programs may write to its clipboard.",
    False: "The terminal does not say that programs may write to its clipboard; many that allow it do not.",
    None: "The terminal did not say what it can do.",
}


def run(arguments: argparse.Namespace) -> int:
    """Tell what is known, copy, take what is pasted without showing it, compare.

    Raises:
        UsageError: there is nobody to paste anything.
        ClipboardError: it could not be copied.
    """
    if not can_ask():
        raise UsageError(
            "The test needs a terminal: what was copied is pasted back into it.",
            hint="Without one, doctor tells what is known of the clipboard.",
        )
    clipboard = configured(arguments)
    for line in running.run(prospects(clipboard)):
        tell(line)
    tell(_ANSWERS[says_clipboard(sys.stdin.fileno())])
    return running.run(_try(clipboard))


def configured(arguments: argparse.Namespace) -> Clipboard:
    """The clipboard that the configuration gives the chosen org here; nothing is connected for it.

    Raises:
        ConfigError, UsageError: as every command.
    """
    choice = session.choice(arguments)
    return choose(choice.config.clipboard_of(choice.org), os.environ, terminal.write_to_tty)


async def prospects(clipboard: Clipboard) -> list[str]:
    """What is known before anything is copied, a sentence each; the first says the way."""
    return outlook_lines(await clipboard.outlook())


async def _try(clipboard: Clipboard) -> int:
    trial = ClipboardTrial(ClipboardWatch(clipboard, wiring.SystemClock(), seconds=0))
    try:
        tell(delivered("A test value", await trial.begin()))
        arrival = trial.judge(await asyncio.to_thread(_read_unseen))
    finally:
        await trial.end()
    tell(ARRIVALS[arrival])
    return ExitCode.DONE if arrival is Arrival.ARRIVED else ExitCode.NO_CLIPBOARD


def _read_unseen() -> Secret:
    """One line from the terminal: what the clipboard holds may be anybody's password."""
    with _no_echo(sys.stdin.fileno()):
        tell("Paste it here and press Enter (nothing is shown):")
        return Secret(sys.stdin.readline().rstrip("\r\n"))


@contextmanager
def _no_echo(descriptor: int) -> Iterator[None]:
    before: list[Any] = termios.tcgetattr(descriptor)
    silent = list(before)
    silent[3] &= ~termios.ECHO
    termios.tcsetattr(descriptor, termios.TCSAFLUSH, silent)
    try:
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
