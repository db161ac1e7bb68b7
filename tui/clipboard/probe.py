"""Asks the terminal what it can do (DA1), for commands that draw nothing.

Inside the console an answer would arrive as keys that were never pressed. Here it is asked without echo and with a
deadline; what comes later is thrown away.
"""

import os
import re
import select
import termios
import time
import tty

SECONDS = 1.0
"""A terminal at the other end of the world answers in half of it."""

_ASK = b"\x1b[c"
_ANSWER = re.compile(rb"\x1b\[\?([0-9;]*)c")
_CLIPBOARD = b"52"
"""The attribute of terminals that say that they take OSC 52. [documented: contour, foot, Windows Terminal]"""


def says_clipboard(descriptor: int, seconds: float = SECONDS) -> bool | None:
    """Whether the terminal says that programs may write to its clipboard.

    Returns None where it gave no answer. False proves nothing: many that take OSC 52 do not say so.

    Args:
        descriptor: the terminal, open for reading and writing.
    """
    try:
        before = termios.tcgetattr(descriptor)
        tty.setcbreak(descriptor)
    except termios.error:
        return None
    try:
        os.write(descriptor, _ASK)
        answer = _ANSWER.search(_heard(descriptor, seconds))
    except OSError:
        return None
    finally:
        termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)  # flushes what came too late
    return None if answer is None else _CLIPBOARD in answer[1].split(b";")


def _heard(descriptor: int, seconds: float) -> bytes:
    heard, deadline = b"", time.monotonic() + seconds
    while not _ANSWER.search(heard) and (left := deadline - time.monotonic()) > 0:
        if select.select([descriptor], [], [], left)[0]:
            heard += os.read(descriptor, 1024)
    return heard
