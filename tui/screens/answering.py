"""The answer to a key that did nothing on a full screen: why, shown until the next key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.screen import Screen

from tui.screens.room import Standing
from tui.widgets.bars import StatusLine

if TYPE_CHECKING:
    from tui.ports import Clock
    from tui.presentation.situation import Situation

_ALONE_SECONDS = 0.05
"""Silence after a key before it is answered: what comes in one burst no person waits for an answer to."""
_GROUP = "stray key"


class AnsweringScreen(Standing, Screen[None]):
    """A screen with a status line that answers every key which a person presses in vain."""

    def situation(self) -> Situation:
        """How things stand; to be filled by each screen."""
        raise NotImplementedError

    @property
    def clock(self) -> Clock:
        """What silence is measured by; to be filled."""
        raise NotImplementedError

    def answer(self, text: str) -> None:
        """Say why a key did nothing; what was said before comes back with the next key."""
        if self.is_whole:
            self.query_one(StatusLine).answer(text)

    def forget_answer(self) -> None:
        """Another key or click has come: the answer would be read as one to it."""
        if self.is_whole:
            self.workers.cancel_group(self, _GROUP)
            self.query_one(StatusLine).forget_answer()

    def on_key(self, event: events.Key) -> None:
        """No act has it, nor what has the focus."""
        if event.key not in self.active_bindings:
            self.run_worker(self._answer(event.key), group=_GROUP, exclusive=True)

    async def _answer(self, key: str) -> None:
        from tui.presentation.stray_keys import stray

        await self.clock.sleep(_ALONE_SECONDS)
        self.answer(stray(key, self.situation()))
