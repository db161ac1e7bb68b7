"""The clipboard of the desktop that the console runs on. A value counts as copied when it was read back the same."""

import asyncio
from collections.abc import Callable

from tui.clipboard.child import Act, Verdict
from tui.domain.secret import Secret
from tui.errors import ClipboardError

Ask = Callable[[Act, Secret], Verdict]
"""Does an act with a value; blocks, so it is run in a thread."""

_WORDS = {
    Verdict.LOST: (
        "The system clipboard took the token but does not hold it.",
        "The display may be gone: look at DISPLAY or WAYLAND_DISPLAY.",
    ),
    Verdict.ABSENT: (
        "There is no system clipboard here.",
        'Install xclip, xsel or wl-clipboard, or set clipboard = "osc52".',
    ),
    Verdict.UNSAFE: (
        "The only system clipboard here would show the token in the process list, or lose it.",
        'Install xclip, xsel or wl-clipboard, or set clipboard = "osc52".',
    ),
    Verdict.SLOW: (
        "The system clipboard did not answer in time.",
        'Try again, or set clipboard = "osc52".',
    ),
}
_OTHERWISE = (
    "The system clipboard could not be used.",
    'Try again, or set clipboard = "osc52".',
)


class SystemClipboard:
    """Implements `tui.ports.Clipboard`."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    @property
    def way(self) -> str:
        """In words: which clipboard this is."""
        return "system clipboard (checked by reading it back)"

    async def copy(self, value: Secret) -> None:
        """Put `value` on the clipboard and read it back.

        Raises:
            ClipboardError: it is not there.
        """
        verdict = await asyncio.to_thread(self._ask, Act.COPY, value)
        if verdict is not Verdict.HELD:
            what, hint = _WORDS.get(verdict, _OTHERWISE)
            raise ClipboardError(what, hint=hint)

    async def clear(self, value: Secret) -> bool:
        """Empty the clipboard if it still holds `value`; False where it does not, or cannot be read."""
        return await asyncio.to_thread(self._ask, Act.CLEAR, value) is Verdict.CLEARED
