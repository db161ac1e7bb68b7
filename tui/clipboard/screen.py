"""The terminal's clipboard from inside GNU screen: OSC 52 in screen's own wrapping, which passes it on untouched.

[documented: screen(1), string escapes; measured: screen 4.9 drops the bare sequence and passes the wrapped one]
"""

from collections.abc import Awaitable, Callable

from tui.clipboard.osc52 import RECORDED, UNCONFIRMED
from tui.clipboard.program import Ended
from tui.clipboard.ways import BLANK, ElsewhereError, Write, osc52, send
from tui.domain.clipboard import Clearing, Delivery, Outlook
from tui.domain.secret import Secret
from tui.errors import ClipboardError

WAY = "terminal clipboard through screen (OSC 52)"

_PIECE = 76
"""Characters in one wrapping; older versions of screen drop what is longer than 256."""

ListSessions = Callable[[], Awaitable[Ended]]
"""Runs `screen -ls` for this session."""


class ScreenClipboard:
    """Implements `tui.ports.Clipboard`.

    Args:
        write_terminal: sends a control sequence to the terminal.
        list_sessions: asks screen who is attached.
    """

    def __init__(self, write_terminal: Write, list_sessions: ListSessions) -> None:
        self._write_terminal = write_terminal
        self._list = list_sessions
        self._last: str | None = None  # fingerprint of what was written last

    async def outlook(self) -> Outlook:
        """Whether a terminal is attached; what it does with the sequence is not known."""
        try:
            await self._check_attached()
        except ElsewhereError as error:
            return Outlook(WAY, blocked=error.what, elsewhere=True)
        except ClipboardError as error:
            return Outlook(WAY, blocked=f"{error.what} {error.hint}")
        return Outlook(WAY, caveats=(UNCONFIRMED,))

    async def copy(self, value: Secret) -> Delivery:
        """Send `value` to the terminal that screen is attached to.

        Raises:
            ElsewhereError: there is no such session.
            ClipboardError: nobody is attached, the value is too long, or the terminal cannot be written to.
        """
        await self._check_attached()
        send(self._write_terminal, wrapped(osc52(value)))
        self._last = value.fingerprint
        return Delivery(WAY, warning=RECORDED)

    async def clear(self, value: Secret) -> Clearing:
        """Overwrite the clipboard with one space, unless another value was copied since."""
        if self._last not in (None, value.fingerprint):
            return Clearing.CHANGED
        try:
            await self._check_attached()
            send(self._write_terminal, wrapped(osc52(BLANK)))
        except ClipboardError:
            return Clearing.FAILED
        self._last = None
        return Clearing.SENT

    async def _check_attached(self) -> None:
        said = (await self._list()).out.lower()
        if "detached)" in said:
            raise ClipboardError(
                "No terminal is attached to this screen session, so nothing would arrive.",
                hint="Attach to it, then copy again.",
            )
        if "attached)" not in said:
            raise ElsewhereError(
                "screen does not know this session any more.",
                hint="Unset STY, or begin the console in a session that is there.",
            )


def wrapped(sequence: str) -> str:
    """The sequence in pieces that screen passes on to its terminal."""
    pieces = (sequence[at : at + _PIECE] for at in range(0, len(sequence), _PIECE))
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
