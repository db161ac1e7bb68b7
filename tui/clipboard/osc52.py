"""The clipboard of the terminal at the far end, reached by the escape sequence OSC 52.

Nothing comes back: neither that it arrived nor what the clipboard holds. Inside tmux or screen the bare sequence
arrives only where they are set to let it through, so they have ways of their own. [measured: tmux 3.3a drops it]
"""

from collections.abc import Mapping

from tui.clipboard.ways import BLANK, Write, osc52, send
from tui.domain.clipboard import Clearing, Delivery, Outlook
from tui.domain.secret import Secret
from tui.errors import ClipboardError

WAY = "terminal clipboard by OSC 52"

UNCONFIRMED = "Nothing confirms it, and a recording of the session keeps it."
"""Said before a copy."""
RECORDED = "A recording of the session keeps it."
"""Said after one, which is called unconfirmed anyway."""

_DEAF = ("linux", "dumb", "vt52", "vt100", "vt102", "vt220")
"""Terminals without a clipboard, by TERM."""


class Osc52Clipboard:
    """Implements `tui.ports.Clipboard`.

    Args:
        write_terminal: sends a control sequence to the terminal.
        environ: the console's environment; by it some terminals that refuse are known.
    """

    def __init__(self, write_terminal: Write, environ: Mapping[str, str]) -> None:
        self._write_terminal = write_terminal
        self._refused = _refusal(environ)
        self._caveats = _caveats(environ)
        self._last: str | None = None  # fingerprint of what was written last

    async def outlook(self) -> Outlook:
        """Some terminals are known to refuse; of all others nothing is known."""
        return Outlook(WAY, self._refused, (UNCONFIRMED, *self._caveats))

    async def copy(self, value: Secret) -> Delivery:
        """Send `value` to the terminal.

        Raises:
            ClipboardError: it is too long, the terminal is known to refuse it, or cannot be written to.
        """
        if self._refused:
            raise ClipboardError(self._refused, hint="Reveal it, or copy at another terminal.")
        send(self._write_terminal, osc52(value))
        self._last = value.fingerprint
        return Delivery(WAY, warning=" ".join((RECORDED, *self._caveats)))

    async def clear(self, value: Secret) -> Clearing:
        """Overwrite the terminal's clipboard with one space, unless another value was copied since."""
        if self._last not in (None, value.fingerprint):
            return Clearing.CHANGED
        try:
            send(self._write_terminal, osc52(BLANK))
        except ClipboardError:
            return Clearing.FAILED
        self._last = None
        return Clearing.SENT


def _refusal(environ: Mapping[str, str]) -> str:
    """Why this terminal is known not to take it. [documented: VTE's and Apple's terminals refuse OSC 52]"""
    if environ.get("TERM", "") in _DEAF:
        return f"A terminal of the kind {environ['TERM']} has no clipboard."
    if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"):
        return ""  # what the environment says of a terminal is then another one's
    if environ.get("VTE_VERSION"):
        return "This terminal (VTE, as in GNOME Terminal) refuses OSC 52."
    if environ.get("TERM_PROGRAM") == "Apple_Terminal":
        return "This terminal (Apple Terminal) refuses OSC 52."
    return ""


def _caveats(environ: Mapping[str, str]) -> tuple[str, ...]:
    """What may stand between: in tmux and screen this way is only taken where somebody asked for it."""
    if environ.get("TMUX"):
        return ("tmux drops it unless its set-clipboard is on, and then keeps a copy in a buffer.",)
    if environ.get("STY"):
        return ("screen drops it.",)
    return ()
