"""The clipboard of the terminal at the far end, reached by the escape sequence OSC 52.

Nothing comes back: neither that it arrived nor what the clipboard holds. [documented: xterm's control sequences] Inside
tmux or screen the bare sequence arrives only where they are set to let it through. [measured: tmux 3.3a with its
defaults drops it]
"""

import base64
from collections.abc import Callable, Mapping

from tui.domain.secret import Secret
from tui.errors import ClipboardError

MAX_ENCODED = 74_994
"""Bytes of base64 that terminals in use still take whole. [seen: the limit that other terminal programs keep to]"""

_BLANK = Secret(" ")
"""What a clear writes: an empty write never leaves tmux, a space does. [measured]"""


class Osc52Clipboard:
    """Implements `tui.ports.Clipboard`."""

    def __init__(self, write_terminal: Callable[[str], None], environ: Mapping[str, str]) -> None:
        self._write_terminal = write_terminal
        self._between = _multiplexer(environ)
        self._last: str | None = None  # fingerprint of what was written last

    @property
    def way(self) -> str:
        """In words: which clipboard this is, and that nothing confirms it."""
        if self._between:
            return (
                f"terminal clipboard through {self._between} (OSC 52; it arrives only where {self._between} "
                "lets it through, and nothing confirms it)"
            )
        return "terminal clipboard (OSC 52; nothing confirms it, and a recording of the session keeps it)"

    async def copy(self, value: Secret) -> None:
        """Send `value` to the terminal.

        Raises:
            ClipboardError: it is too long, or the terminal cannot be written to.
        """
        self._write(value)
        self._last = value.fingerprint

    async def clear(self, value: Secret) -> bool:
        """Overwrite the terminal's clipboard with one space, unless another value was copied since."""
        if self._last not in (None, value.fingerprint):
            return False
        try:
            self._write(_BLANK)
        except ClipboardError:
            return False
        self._last = None
        return True

    def _write(self, value: Secret) -> None:
        encoded = base64.b64encode(value.expose().encode()).decode()
        if len(encoded) > MAX_ENCODED:
            raise ClipboardError(
                f"The value is too long for the terminal's clipboard: {len(encoded)} bytes encoded, "
                f"and terminals take {MAX_ENCODED}.",
                hint="Reveal it, or use the system clipboard.",
            )
        try:
            self._write_terminal(f"\x1b]52;c;{encoded}\x07")
        except (OSError, ValueError):  # ValueError: the stream is closed
            raise ClipboardError("The terminal cannot be written to.") from None


def _multiplexer(environ: Mapping[str, str]) -> str:
    if environ.get("TMUX"):
        return "tmux"
    return "screen" if environ.get("STY") else ""
