"""Copies of tokens that died: what a regenerate has made worthless is taken off the clipboard again.

Knows which token a copy is of by `ClipboardWatch`; never touches one of a token that lives.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

from tui.domain.clipboard import Clearing
from tui.services.clipboard_watch import ClipboardWatch

TakeOff = Callable[[str, str | None, str | None, datetime], Awaitable[str]]
"""As `DeadCopies.take_off`."""

_WORDS = {
    Clearing.CLEARED: "The copy of the old token was taken off the clipboard.",
    Clearing.SENT: ("The copy of the old token was taken off the clipboard. Nothing confirms it."),
    Clearing.FAILED: (
        "The copy of the old token could not be taken off the clipboard: clear it by hand."
    ),
}


class DeadCopies:
    """Takes the copy of a token that was replaced off the clipboard.

    Args:
        watch: knows what was copied, and clears it.
    """

    def __init__(self, watch: ClipboardWatch) -> None:
        self._watch = watch

    async def take_off(
        self, app_id: str, living: str | None, replaced: str | None, made_at: datetime
    ) -> str:
        """Take off a copy of the app's old token; the new one, and what else is there by now, stays.

        Args:
            living: fingerprint of the new token; None where it is not known.
            replaced: fingerprint of the old one, likewise.
            made_at: when the act began that made the new one.

        Returns what became of it, in a sentence; empty where no such copy of ours was there.
        """
        copied = self._watch.copied
        if copied is None or not copied.is_of(app_id) or copied.fingerprint == living:
            return ""
        if copied.fingerprint != replaced and copied.at > made_at:
            return ""  # of a token that came later
        clearing = await self._watch.clear()
        return "" if clearing is None else _WORDS.get(clearing, "")


async def nothing_copied(_: str, __: str | None, ___: str | None, ____: datetime) -> str:
    """For acts beside which nothing is copied."""
    return ""
