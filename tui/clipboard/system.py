"""The clipboard of the desktop that the console runs on. A value counts as copied when it was read back the same."""

from collections.abc import Awaitable, Callable

from tui.clipboard.child import Act, Verdict
from tui.clipboard.ways import ElsewhereError
from tui.domain.clipboard import Clearing, Delivery, Outlook
from tui.domain.secret import Secret

Ask = Callable[[Act, Secret], Awaitable[Verdict]]
"""Does an act with a value."""

WAY = "system clipboard"

_INSTALL = 'Install xclip, xsel or wl-clipboard, or set clipboard = "osc52".'
_WORDS = {
    Verdict.LOST: (
        "The system clipboard took the token but does not hold it.",
        "The display may be gone: look at DISPLAY or WAYLAND_DISPLAY.",
    ),
    Verdict.ABSENT: ("There is no system clipboard here.", _INSTALL),
    Verdict.UNSAFE: (
        "The only system clipboard here would show the token in the process list, or lose it.",
        _INSTALL,
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
_CLEARINGS = {Verdict.CLEARED: Clearing.CLEARED, Verdict.CHANGED: Clearing.CHANGED}


class SystemClipboard:
    """Implements `tui.ports.Clipboard`.

    Args:
        ask: does an act with a value, by default in a child process.
        display: whether there is anything that a system clipboard could belong to.
    """

    def __init__(self, ask: Ask, *, display: bool = True) -> None:
        self._ask = ask
        self._display = display

    async def outlook(self) -> Outlook:
        """Without a display there is none; whether one that is named is alive only a copy can tell."""
        if self._display:
            return Outlook(WAY, caveats=("It is read back after every copy.",))
        what, hint = _WORDS[Verdict.ABSENT]
        return Outlook(WAY, blocked=f"{what} {hint}", elsewhere=True)

    async def copy(self, value: Secret) -> Delivery:
        """Put `value` on the clipboard and read it back.

        Raises:
            ElsewhereError: it is not there.
        """
        verdict = await self._ask(Act.COPY, value)
        if verdict is Verdict.SLOW:  # what was ended on its way may have put it there
            await self._ask(Act.CLEAR, value)
        if verdict is not Verdict.HELD:
            what, hint = _WORDS.get(verdict, _OTHERWISE)
            raise ElsewhereError(what, hint=hint)
        return Delivery(WAY, confirmed=True)

    async def clear(self, value: Secret) -> Clearing:
        """Empty the clipboard if it still holds `value`."""
        return _CLEARINGS.get(await self._ask(Act.CLEAR, value), Clearing.FAILED)
