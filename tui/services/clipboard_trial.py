"""The proof that copying works: a nonce is copied, the person pastes it back, and the two are compared."""

import secrets

from tui.domain.clipboard import Arrival, Clearing, Delivery
from tui.domain.secret import Secret
from tui.services.clipboard_watch import ClipboardWatch


class ClipboardTrial:
    """One trial. What was copied is no secret; what is pasted may be one, so it is taken and dropped as one."""

    def __init__(self, watch: ClipboardWatch) -> None:
        self._watch = watch
        self._nonce = f"clipboard-test-{secrets.token_hex(6)}"

    async def begin(self) -> Delivery:
        """Copy the nonce.

        Raises:
            ClipboardError: it did not get there.
        """
        return await self._watch.copy(Secret(self._nonce))

    def judge(self, pasted: Secret) -> Arrival:
        """Compare what was pasted with what was copied."""
        text = pasted.expose().strip()
        if text == self._nonce:
            return Arrival.ARRIVED
        if not text:
            return Arrival.NOTHING
        return Arrival.PART if text in self._nonce or self._nonce in text else Arrival.OTHER

    async def end(self) -> Clearing | None:
        """Take the nonce off the clipboard again."""
        return await self._watch.clear()
