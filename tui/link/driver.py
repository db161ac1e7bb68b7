"""The driver of the terminal: Textual's own, with a screen of cells before it."""

import curses
import os

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.link.screen import TerminalScreen

_BEGIN = "\x1b[?2026h"
_END = "\x1b[?2026l"
_AT_ONCE = 1024
"""Bytes that a terminal gets in one piece anyway; larger frames are bracketed, so that half of one is never shown."""


class ThriftyDriver(LinuxDriver):
    """Sends only what is not on the terminal already."""

    _cells: TerminalScreen | None = None
    _in_frame = False
    _bracketed = False
    _resized = False

    def write(self, data: str) -> None:
        """Send a frame as the difference it makes, and anything else as it is."""
        if self._cells is None:
            self._cells = TerminalScreen(can_erase=erases_in_colour())
        if data == _BEGIN:
            self._in_frame = True
        elif data == _END:
            if self._bracketed:
                super().write(_END)
            self._in_frame = self._bracketed = False
        elif data.startswith("\x1b[") and data.endswith("H"):
            self._write_frame(self._cells, data)
        else:
            super().write(self._cells.others(data))

    def _write_frame(self, cells: TerminalScreen, data: str) -> None:
        if self._resized:
            self._resized = False
            cells.forget()
        width, height = self._app.size
        sent = cells.difference(data, (width, height))
        if self._in_frame and len(sent) > _AT_ONCE:
            self._bracketed = True
            sent = _BEGIN + sent
        if sent:
            super().write(sent)

    def process_message(self, message: Message) -> None:
        """A terminal of another size may show anything."""
        if isinstance(message, events.Resize):
            self._resized = True
        super().process_message(message)


def erases_in_colour() -> bool:
    """Whether the terminal fills erased cells with the background colour, by the word of terminfo."""
    try:
        curses.setupterm(os.environ.get("TERM"), 2)
    except (curses.error, OSError, TypeError):
        return False
    return bool(curses.tigetflag("bce") > 0 and curses.tigetstr("ech"))
