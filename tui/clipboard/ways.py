"""What the ways to a clipboard share."""

import base64
from collections.abc import Callable

from tui.domain.secret import Secret
from tui.errors import ClipboardError

Write = Callable[[str], None]
"""Sends a control sequence to the terminal; may raise OSError."""

MAX_BYTES = 4096
"""The longest value that is copied, in bytes of UTF-8. A token is some hundred; mosh cuts what is longer than some
16,000 in silence [measured], so a limit that is kept loudly stands far below."""

BLANK = Secret(" ")
"""What a clear writes where nothing can be read: an empty write never leaves tmux, a space does. [measured]"""


class ElsewhereError(ClipboardError):
    """This way leads nowhere here; another one may."""


def osc52(value: Secret) -> str:
    """The control sequence that puts `value` on the terminal's clipboard. [documented: xterm's control sequences]

    Raises:
        ClipboardError: it is too long.
    """
    return f"\x1b]52;c;{encoded(value)}\x07"


def encoded(value: Secret) -> str:
    """The value as control sequences carry it.

    Raises:
        ClipboardError: it is too long.
    """
    plain = value.expose().encode()
    if len(plain) > MAX_BYTES:
        raise ClipboardError(
            f"The value is too long for a terminal's clipboard: {len(plain):,} bytes, "
            f"and {MAX_BYTES:,} are sent at most.",
            hint="Reveal it, or use the system clipboard.",
        )
    return base64.b64encode(plain).decode()


def send(write: Write, sequence: str) -> None:
    """Send a control sequence.

    Raises:
        ClipboardError: the terminal cannot be written to.
    """
    try:
        write(sequence)
    except (OSError, ValueError):  # ValueError: the stream is closed
        raise ClipboardError(
            "The terminal cannot be written to.", hint="Begin anew in a terminal that is alive."
        ) from None
