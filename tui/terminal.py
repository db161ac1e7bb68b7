"""The terminal that the console was started on: whether there is one, and what must not be taken from its environment.

Knows nothing of what is drawn on it.
"""

import os
import sys
import termios
import threading
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tui.errors import ClipboardError, UsageError


def there() -> bool:
    """Whether there is a person at a terminal: to draw for, and to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def check() -> None:
    """The console draws on standard error and reads standard input.

    Raises:
        UsageError: one of them is no terminal.
    """
    if not there():
        raise UsageError(
            "The console needs a terminal on standard input and standard error.",
            hint="Without one use the commands: connected-apps --help.",
        )
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise UsageError(
            "The terminal says that it cannot place the cursor (TERM is empty or dumb).",
            hint="Set TERM, or use the commands: connected-apps --help.",
        )


def disarm(environ: MutableMapping[str, str]) -> None:
    """Take Textual's switches out of the environment before Textual reads them, and a size that is not the terminal's.

    Some of them write what is on the screen to files, or press keys on their own.
    """
    for name in list(environ):
        if name.startswith("TEXTUAL") or name in ("COLUMNS", "LINES"):
            del environ[name]
    if not environ.get("NO_COLOR"):
        environ.pop(
            "NO_COLOR", None
        )  # empty it says nothing (no-color.org); Textual asks whether it is there


def is_colourless(environ: Mapping[str, str]) -> bool:
    """Whether the person wants no colour at all."""
    return bool(environ.get("NO_COLOR"))


def has_16_colours(environ: Mapping[str, str]) -> bool:
    """Whether the terminal gets no more than its own 16 colours, by TERM and COLORTERM as Rich reads them, which writes
    them.
    """
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return False
    return environ.get("TERM", "").strip().lower().rpartition("-")[2] not in ("256color", "kitty")


def write_to_tty(sequence: str) -> None:
    """Send a control sequence to the terminal of this process, wherever its output goes.

    Raises:
        ClipboardError: there is no terminal.
    """
    try:
        with Path("/dev/tty").open("w", encoding="ascii") as tty:
            tty.write(sequence)
    except OSError as error:
        raise ClipboardError(
            "There is no terminal whose clipboard could be used.",
            hint="Run it in a terminal, or use token reveal in a pipe.",
        ) from error


def mouse(wanted: bool | None) -> bool:
    """Whether the mouse works. Over SSH it stays the terminal's own: it selects text there, and a dropped link leaves
    no garbage.

    Args:
        wanted: what the configuration says; None where it leaves the choice to the console.
    """
    return not over_ssh(os.environ) if wanted is None else wanted


def over_ssh(environ: Mapping[str, str]) -> bool:
    """Whether the person sits at another machine."""
    return bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))


_PATIENCE_SECONDS = 3.0
"""How long an orderly end may take after a signal."""


def modes() -> list[Any] | None:
    """The terminal's modes as they are now; None without a terminal."""
    with suppress(OSError, ValueError, termios.error, AttributeError):
        return termios.tcgetattr(sys.__stdin__.fileno())  # type: ignore[union-attr]
    return None


def end_anyway(code: int, before: list[Any] | None) -> None:
    """End the process soon, whatever it waits for; an act that is under way is then unfinished in the journal."""

    def end() -> None:
        with suppress(OSError, ValueError, termios.error, AttributeError):
            if before is not None:
                termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, before)  # type: ignore[union-attr]
        os._exit(code)

    watchdog = threading.Timer(_PATIENCE_SECONDS, end)
    watchdog.daemon = True
    watchdog.start()
