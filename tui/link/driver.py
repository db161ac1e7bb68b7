"""The driver of the terminal: Textual's own, with a screen of cells before it."""

import curses
import os
import selectors
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol, cast

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.letters import Letters
from tui.link.keyboard import Keyboard
from tui.link.screen import TerminalScreen

_BEGIN = "\x1b[?2026h"
_END = "\x1b[?2026l"
_AT_ONCE = 1024
"""Bytes that a terminal gets in one piece anyway; larger frames are bracketed, so that half of one is never shown."""


_TICK_SECONDS = 0.1
"""After how long without input a lone escape is the key, and no sequence; see `Keyboard.tick`."""


class Lettered(Protocol):
    """What the driver needs of the app."""

    letters: Letters


class ThriftyDriver(LinuxDriver):
    """Sends only what is not on the terminal already, in letters that the terminal has."""

    _cells: TerminalScreen | None = None
    _in_frame = False
    _bracketed = False
    _may_show_anything = False
    drawn_anew: Callable[[], None] | None = None
    """Told behind a frame that has covered what was written past it."""

    def write(self, data: str) -> None:
        """Send a frame as the difference it makes, and anything else as it is."""
        if self._cells is None:
            self._cells = TerminalScreen(can_erase=erases_in_colour(), letters=self._letters)
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
        if self._may_show_anything:
            self._may_show_anything = False
            cells.forget()
        width, height = self._app.size
        sent = cells.difference(data, (width, height))
        if cells.has_covered_the_top and self.drawn_anew is not None:
            self._app.call_later(self.drawn_anew)
        if self._in_frame and len(sent) > _AT_ONCE:
            self._bracketed = True
            sent = _BEGIN + sent
        if sent:
            super().write(sent)

    def forget(self) -> None:
        """The terminal may show anything: the next frame takes nothing for known."""
        self._may_show_anything = True

    @property
    def _letters(self) -> Letters:
        return cast("Lettered", self._app).letters

    def run_input_thread(self) -> None:
        """As Textual's, which ends at a byte that is no UTF-8, and the keyboard is dead.

        Here bytes are read as letters of the terminal's locale. Where the terminal is gone and no signal says so, the
        console is left as by the signal.
        """
        parser = XTermParser(self._debug)
        keyboard = Keyboard(self._letters.typed)
        with selectors.SelectSelector() as selector, suppress(OSError):
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_TICK_SECONDS):
                    data = os.read(self.fileno, 4096)
                    if not data:
                        break
                    text = keyboard.text(data)
                else:
                    text = keyboard.tick()
                if text:  # without any, Textual would take it for the end
                    for message in parser.feed(text):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)
        if not self.exit_event.is_set():
            os.kill(os.getpid(), signal.SIGHUP)

    def stop_application_mode(self) -> None:
        """Leave nothing of the last frame behind: where there is no other screen to go back to, it would stay in sight.

        Row by row, which puts nothing into any scrollback. [seen: GNU screen, without `altscreen`]
        """
        rows = range(1, self._app.size.height + 1)
        super().write("\x1b[0m" + "".join(f"\x1b[{row};1H\x1b[2K" for row in rows) + "\x1b[H")
        super().stop_application_mode()

    def process_message(self, message: Message) -> None:
        """A terminal of another size may show anything."""
        if isinstance(message, events.Resize):
            self.forget()
        super().process_message(message)


def erases_in_colour() -> bool:
    """Whether the terminal fills erased cells with the background colour, by the word of terminfo."""
    try:
        curses.setupterm(os.environ.get("TERM"), 2)
    except (curses.error, OSError, TypeError):
        return False
    return bool(curses.tigetflag("bce") > 0 and curses.tigetstr("ech"))
