"""Several ways tried in turn; the first that leads anywhere is taken."""

from collections.abc import Sequence

from tui.clipboard.ways import ElsewhereError
from tui.domain.clipboard import Clearing, Delivery, Outlook
from tui.domain.secret import Secret
from tui.ports import Clipboard


class AutoClipboard:
    """Implements `tui.ports.Clipboard` by the first of `ways` that leads anywhere.

    A way that leads nowhere here is passed over; one that says that nothing would arrive ends the search, since what
    stands behind it would be lost in silence.

    Args:
        ways: at least one, the best first.
    """

    def __init__(self, ways: Sequence[Clipboard]) -> None:
        self._ways = tuple(ways)
        self._took: dict[str, Clipboard] = {}  # fingerprint of a value: which way was tried last

    async def outlook(self) -> Outlook:
        """That of the way that a copy would begin with."""
        for way in self._ways[:-1]:
            outlook = await way.outlook()
            if not outlook.elsewhere:
                return outlook
        return await self._ways[-1].outlook()

    async def copy(self, value: Secret) -> Delivery:
        """Put `value` on the first clipboard that takes it.

        Raises:
            ClipboardError: none did; the last one's reason.
        """
        for way in self._ways:
            self._took[value.fingerprint] = way  # before: a copy that is cancelled is cleared there
            try:
                return await way.copy(value)
            except ElsewhereError:
                if way is self._ways[-1]:
                    raise
        raise AssertionError("there is at least one way")

    async def clear(self, value: Secret) -> Clearing:
        """Take `value` off the clipboard that took it."""
        took = self._took.pop(value.fingerprint, None)
        return await took.clear(value) if took else Clearing.CHANGED
