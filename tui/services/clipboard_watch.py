"""A copied token does not stay on the clipboard: it is cleared after a time, and when the console ends."""

from tui.ports import Clipboard, Clock
from tui.services.token_desk import Copied


class ClipboardWatch:
    """Knows what was copied last and takes it off the clipboard again.

    Args:
        seconds: how long a copy stays; 0 means until it is cleared by hand or replaced.
    """

    def __init__(self, clipboard: Clipboard, clock: Clock, *, seconds: int) -> None:
        self._clipboard = clipboard
        self._clock = clock
        self.seconds = seconds
        self._copied: Copied | None = None
        self._until = 0.0

    def hold(self, copied: Copied) -> None:
        """Note that `copied` is on the clipboard from now on."""
        self._copied = copied
        self._until = self._clock.monotonic() + self.seconds

    @property
    def holds(self) -> bool:
        """Whether a copy of ours may still be there."""
        return self._copied is not None

    @property
    def remaining(self) -> float:
        """Seconds until the copy is cleared; 0 where nothing waits."""
        if self._copied is None or not self.seconds:
            return 0.0
        return max(0.0, self._until - self._clock.monotonic())

    async def wait(self) -> bool:
        """Wait until the time of the copy held now is over, then clear it.

        Returns whether it was cleared; False when another copy took its place meanwhile, when the clipboard
        holds something else, or when copies stay.
        """
        mine = self._copied
        if mine is None or not self.seconds:
            return False
        await self._clock.sleep(self.remaining)
        if self._copied is not mine:
            return False
        return await self.clear()

    async def clear(self) -> bool:
        """Clear now. Returns whether a copy of ours was taken off; never raises."""
        copied, self._copied = self._copied, None
        if copied is None:
            return False
        return await self._clipboard.clear(copied.value)
