"""The clipboard that the configuration turned off."""

from tui.domain.clipboard import Clearing, Delivery, Outlook
from tui.domain.secret import Secret
from tui.errors import ClipboardError

_WHAT = 'The configuration turned the clipboard off (clipboard = "none").'
_HINT = 'Set clipboard = "auto" in the configuration.'


class OffClipboard:
    """Implements `tui.ports.Clipboard`: takes nothing."""

    async def outlook(self) -> Outlook:
        """That there is none."""
        return Outlook("clipboard that is turned off", blocked=f"{_WHAT} {_HINT}")

    async def copy(self, value: Secret) -> Delivery:  # noqa: ARG002 - as the port says
        """Refuse.

        Raises:
            ClipboardError: always.
        """
        raise ClipboardError(_WHAT, hint=_HINT)

    async def clear(self, value: Secret) -> Clearing:  # noqa: ARG002 - as the port says
        """Nothing was put anywhere, so there is nothing to clear."""
        return Clearing.CHANGED
