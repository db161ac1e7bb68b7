"""A copied token does not stay on the clipboard: it is cleared after a time, when asked, and when the console ends."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from tui.domain.clipboard import Clearing, Copied, Delivery, Outlook
from tui.domain.secret import Secret
from tui.errors import ClipboardError
from tui.ports import Clipboard, Clock

TICK = 1.0
"""Seconds between two steps of the countdown."""


class _Held:
    """A value that is or may be on the clipboard.

    Attributes:
        of: which token it is; None where it is no app's, or nobody said.
        until: when it is cleared, in seconds of the clock; None: not by itself.
    """

    __slots__ = ("of", "until", "value")

    def __init__(self, value: Secret, of: Copied | None = None) -> None:
        self.value = value
        self.of = of
        self.until: float | None = None


class ClipboardWatch:
    """Copies, knows what was copied last, and takes it off the clipboard again.

    A value counts as being there from the moment at which its copy begins: a console that is left during a slow copy
    clears it all the same.

    Args:
        seconds: how long a copy stays; 0 means until it is cleared by hand or replaced, or the console ends.
    """

    def __init__(self, clipboard: Clipboard, clock: Clock, *, seconds: int) -> None:
        self._clipboard = clipboard
        self._clock = clock
        self.seconds = seconds
        self._held: _Held | None = None
        self._has_warned = False
        self._copying: asyncio.Future[Delivery] | None = None
        self._clearing: asyncio.Future[Clearing] | None = None

    async def outlook(self) -> Outlook:
        """What can be known of the clipboard before anything is copied."""
        return await self._clipboard.outlook()

    async def copy(
        self, value: Secret, *, stays: bool = False, of: Copied | None = None
    ) -> Delivery:
        """Put `value` on the clipboard and hold it.

        Args:
            of: which token it is.
            stays: it is no secret, and nothing of ours has to be taken off once it is there.

        Raises:
            ClipboardError: it did not get there; what was held before still is.
        """
        before, mine = self._held, _Held(value, of)
        self._held = mine
        self._copying = asyncio.ensure_future(self._clipboard.copy(value))
        try:
            delivery = await self._copying
        except ClipboardError:
            self._held = before
            raise
        if before is not None and before.value != value:
            await self._clipboard.clear(before.value)  # it may have gone to another clipboard
        if self._held is mine:
            mine.until = self._clock.monotonic() + self.seconds if self.seconds else None
            self._held = None if stays else mine
        return self._warned_once(delivery, is_secret=not stays)

    def _warned_once(self, delivery: Delivery, *, is_secret: bool) -> Delivery:
        """What holds of every copy that goes this way is said of the first token that does."""
        warns, self._has_warned = is_secret and not self._has_warned, self._has_warned or is_secret
        return delivery if warns else replace(delivery, warning="")

    @property
    def holds(self) -> bool:
        """Whether a copy of ours may still be there."""
        return self._held is not None

    @property
    def copied(self) -> Copied | None:
        """Which token a copy of ours that may still be there is of."""
        return self._held.of if self._held else None

    @property
    def counting(self) -> bool:
        """Whether the copy will be cleared by itself."""
        return self._held is not None and self._held.until is not None

    @property
    def remaining(self) -> float:
        """Seconds until the copy is cleared; 0 where nothing waits."""
        until = self._held.until if self._held else None
        return 0.0 if until is None else max(0.0, until - self._clock.monotonic())

    def keep(self) -> bool:
        """Stop counting; the copy stays until it is cleared by hand or the console ends.

        Returns whether there was something to stop.
        """
        if self._held is None or self._held.until is None:
            return False
        self._held.until = None
        return True

    async def wait(self, tick: Callable[[float], None] = lambda _: None) -> Clearing | None:
        """Wait until the time of the copy held now is over, then clear it.

        Args:
            tick: told about every second how many are left.

        Returns what became of it; None when another copy took its place, it was cleared by hand, or it is kept.
        """
        mine = self._held
        while self._held is mine and self.counting:
            left = self.remaining
            if left <= 0:
                return await self.clear()
            tick(left)
            await self._clock.sleep(min(TICK, left))
        return None

    async def clear(self) -> Clearing | None:
        """Clear now; a copy that is under way is ended first. Never raises.

        Returns what became of it, None where there is nothing of ours. Who cancels this call ends the waiting, not the
        clearing.
        """
        if self._clearing is None or self._clearing.done():
            if self._held is None:
                return None
            self._clearing = asyncio.ensure_future(self._clear(self._held))
        return await asyncio.shield(self._clearing)

    async def _clear(self, held: _Held) -> Clearing:
        if self._copying is not None and not self._copying.done():
            self._copying.cancel()
            with suppress(asyncio.CancelledError, ClipboardError):
                await self._copying
        held.until = None
        clearing = await self._clipboard.clear(held.value)
        if self._held is held and clearing is not Clearing.FAILED:
            self._held = None
        return clearing
