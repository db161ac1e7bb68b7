"""Acts that nobody knows the outcome of, or that are not handed over: each is offered once, and never to who types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.errors import ConsoleError
from tui.screens.base import ConsoleScreen
from tui.widgets.bars import Mood
from tui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from tui.services.workbench import Workbench

_IDLE_SECONDS = 1.0
"""How long no key has come before a dialog opens by itself."""


class UnfinishedOffer:
    """What a screen has offered of the journal's unfinished acts, and what it has yet to offer."""

    def __init__(self, screen: ConsoleScreen) -> None:
        self._screen = screen
        self._offered: set[str] = set()

    def soon(self, bench: Workbench) -> None:
        """Look into the journal, beside everything else."""
        self._screen.run_worker(self._offer(bench), group="unfinished", exclusive=True)

    async def _offer(self, bench: Workbench) -> None:
        """A dialog that came up under somebody's fingers would get their keys: they are told in a line instead."""
        from tui.presentation.journal_words import offer_line
        from tui.services.look_up import late_words

        screen, look_ups = self._screen, bench.acts.look_ups
        try:
            late = await look_ups.arrived_late()
            unfinished = await look_ups.unfinished()
        except ConsoleError as error:
            screen.say_error(error)
            return
        said = " ".join(late_words(intent) for intent in late)
        if late:
            screen.say(said, Mood.BAD)
        new = [entry for entry in unfinished if entry.intent.act_id not in self._offered]
        if not new:
            return
        if not await self._is_idle():
            screen.say(f"{said} {offer_line(new, screen.host.keymap)}".lstrip(), Mood.BAD)
        elif screen.is_active:
            self._offered |= {entry.intent.act_id for entry in new}
            screen.open_journal(bench, unfinished_only=True)

    async def _is_idle(self) -> bool:
        """Wait until no key has come for a moment; returns False where the search has the focus, before or after."""
        screen = self._screen
        while not isinstance(screen.focused, SearchBox):
            left = _IDLE_SECONDS - screen.host.idle_seconds
            if left <= 0:
                return True
            await screen.host.clock.sleep(left)
        return False
