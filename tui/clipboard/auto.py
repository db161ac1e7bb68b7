"""Several clipboards tried in turn; `way` tells which of them took the last value."""

from collections.abc import Sequence

from tui.domain.secret import Secret
from tui.errors import ClipboardError
from tui.ports import Clipboard


class AutoClipboard:
    """Implements `tui.ports.Clipboard` by the first of `ways` that takes the value.

    Args:
        ways: at least one, the best first.
    """

    def __init__(self, ways: Sequence[Clipboard]) -> None:
        self._ways = tuple(ways)
        self._used = self._ways[0]
        self._took: dict[str, Clipboard] = {}  # fingerprint of what lies on a clipboard: which one

    @property
    def way(self) -> str:
        """In words: the clipboard that took the last value; before the first copy, the one that is tried first."""
        return self._used.way

    async def copy(self, value: Secret) -> None:
        """Put `value` on the first clipboard that takes it.

        Raises:
            ClipboardError: none did; the last one's reason.
        """
        for way in self._ways:
            try:
                await way.copy(value)
            except ClipboardError:
                if way is self._ways[-1]:
                    raise
            else:
                self._used = self._took[value.fingerprint] = way
                return

    async def clear(self, value: Secret) -> bool:
        """Take `value` off the clipboard that took it."""
        return await self._took.pop(value.fingerprint, self._used).clear(value)
