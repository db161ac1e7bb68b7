"""The clipboard that the configuration turned off."""

from tui.domain.secret import Secret
from tui.errors import ClipboardError


class OffClipboard:
    """Implements `tui.ports.Clipboard`: takes nothing."""

    @property
    def way(self) -> str:
        """In words: that there is none."""
        return "no clipboard (turned off in the configuration)"

    async def copy(self, value: Secret) -> None:  # noqa: ARG002 - as the port says
        """Refuse.

        Raises:
            ClipboardError: always.
        """
        raise ClipboardError(
            'The configuration turned the clipboard off (clipboard = "none").',
            hint='Set clipboard = "auto" in the configuration.',
        )

    async def clear(self, value: Secret) -> bool:  # noqa: ARG002 - as the port says
        """Nothing was put anywhere, so nothing is cleared."""
        return False
