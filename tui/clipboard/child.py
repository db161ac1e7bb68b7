"""The short-lived program that touches the system clipboard: `python child.py copy|clear`, the value on its input.

It is a process of its own because pyperclip's helpers write on standard error, which is where the console draws, keep
the descriptors they inherit, and may hang: here all that ends with the process. It answers with one word of `Verdict`;
a crash is an answer as well. It imports nothing of `tui`, so that it starts quickly, and compares in its own memory, so
that what was read back goes nowhere.
"""

import hmac
import os
import sys
import time
from collections.abc import Callable
from enum import StrEnum

Put = Callable[[str], object]
Get = Callable[[], str | None]
Find = Callable[[], tuple[Put, Get]]


class Act(StrEnum):
    """What to do with the value."""

    COPY = "copy"
    CLEAR = "clear"


class Verdict(StrEnum):
    """What became of it."""

    HELD = "held"
    """Copied, and read back the same."""
    LOST = "lost"
    """Copied without complaint, but something else was read back: a dead display does that."""
    CLEARED = "cleared"
    CHANGED = "changed"
    """Not cleared: the clipboard holds something else by now."""
    ABSENT = "absent"
    """There is no way to a system clipboard."""
    UNSAFE = "unsafe"
    """The only way would show the value to others."""
    BROKEN = "broken"
    """The helper failed."""
    SLOW = "slow"
    """The helper did not end in time."""


_SOUND = frozenset(
    {"copy_xclip", "copy_xsel", "copy_wl", "copy_osx_pbcopy", "copy_osx_pyobjc", "copy_wsl"}
)
"""pyperclip's mechanisms that keep the value out of argv and outlive this process. klipper's puts it into argv."""


_WAITS = (0.0, 0.05, 0.15, 0.4)
"""Seconds before each reading back: xclip may end before the display knows that the clipboard is its own."""


def copy(value: bytes, find: Find, sleep: Callable[[float], object] = time.sleep) -> Verdict:
    """Put the value on the clipboard, read it back and compare; where it is not there, it is emptied.

    Args:
        sleep: waits so many seconds.

    Raises:
        Exception: whatever the helper does wrong; the clipboard was emptied if it could be.
    """
    put, get = find()
    refusal = _refusal(put)
    if refusal:
        return refusal
    put(value.decode())
    try:
        for seconds in _WAITS:
            sleep(seconds)
            if _same(get(), value):
                return Verdict.HELD
    except BaseException:
        put("")
        raise
    put("")  # it may hold the value in another form, or come to hold it
    return Verdict.LOST


def clear(value: bytes, find: Find) -> Verdict:
    """Empty the clipboard if it still holds the value.

    Raises:
        Exception: whatever the helper does wrong.
    """
    put, get = find()
    refusal = _refusal(put)
    if refusal:
        return refusal
    if not _same(get(), value):
        return Verdict.CHANGED
    put("")
    return Verdict.BROKEN if _same(get(), value) else Verdict.CLEARED


def find_mechanism() -> tuple[Put, Get]:
    """pyperclip's choice for this machine, Qt left out: Qt's clipboard ends with the process that filled it."""
    sys.modules.update({"qtpy": None, "PyQt5": None})  # type: ignore[dict-item]  # None: not importable
    import pyperclip

    put, get = pyperclip.determine_clipboard()
    return put, get


def main() -> None:
    """Do what the arguments say, and print the verdict."""
    act = {Act.COPY: copy, Act.CLEAR: clear}[Act(sys.argv[1])]
    value = sys.stdin.buffer.read()
    answer = os.dup(1)
    silence = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(silence, descriptor)
    os.write(answer, act(value, find_mechanism).encode())


def _refusal(put: Put) -> Verdict | None:
    name = getattr(put, "__name__", None)
    if name is None:  # pyperclip's stand-in for no mechanism is an object, not a function
        return Verdict.ABSENT
    return None if name in _SOUND else Verdict.UNSAFE


def _same(held: str | None, value: bytes) -> bool:
    return hmac.compare_digest((held or "").encode(), value)


if __name__ == "__main__":
    main()
