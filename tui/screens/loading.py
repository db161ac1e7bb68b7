"""Asking the org for its list and for itself, and saying what came of it."""

from __future__ import annotations

import asyncio
import gc
from importlib import import_module
from typing import TYPE_CHECKING

from tui import log
from tui.errors import ConsoleError, OrgError
from tui.presentation.error_text import sentence
from tui.presentation.list_words import first_step, loaded_words
from tui.screens.base import ConsoleScreen, Host
from tui.screens.list_load import ListLoad
from tui.screens.unfinished import UnfinishedOffer
from tui.widgets.bars import Mood

if TYPE_CHECKING:
    from tui.services.browse import Browse


class LoadActs(ConsoleScreen):
    """A screen that shows the list.

    Attributes:
        load: the list on its way.
        unfinished: offers what the journal has open, once the list is there.
    """

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.load = ListLoad(host, self.show_list)
        self.unfinished = UnfinishedOffer(self)

    def show_list(self) -> None:
        """Show what is there now, or why nothing is; to be filled by the screen."""
        raise NotImplementedError

    def stop_loading(self) -> None:
        """Stop waiting; what is there stays."""
        self.workers.cancel_group(self, "load")
        again = f"{self.key('refresh')} loads the list again."
        stopped = ConsoleError("Loading was stopped.", hint=again)
        self.load.fail(stopped)
        self.say_error(stopped)

    def act_refresh(self) -> None:
        """Ask the org again; the list stays until the new one is complete."""
        self.say("Asking the org again…")
        self.start_loading()

    def start_loading(self) -> None:
        """Ask for the list and for the org itself, beside each other."""
        self.load.begin()
        self.run_worker(self._ask_list(), name="load the list", group="load", exclusive=True)
        self.run_worker(self._ask_surroundings(), name="ask who and where", group="around")
        self.show_list()

    async def _ask_list(self) -> None:
        first = self.load.is_first
        try:
            bench = await self.load.run()
        except ConsoleError as error:
            log.failed(error)
            self.load.fail(error)
            self._say_failed(error)
            return
        finally:
            _collect_again()
        self._say_loaded(bench.browse, first=first)
        self.unfinished.soon(bench)
        # What Enter opens is read from the disk before Enter is pressed.
        await asyncio.to_thread(import_module, "tui.screens.app_detail")

    def _say_loaded(self, browse: Browse, *, first: bool) -> None:
        held, error = len(browse.catalogue), browse.trail_error
        then = first_step(self.host.keymap) if first and held else ""
        words = loaded_words(held, browse.loaded_at, error, next_step=then)
        self.say(words, Mood.PLAIN if error is None else Mood.BAD)

    async def _ask_surroundings(self) -> None:
        try:
            workbench = await self.host.workbench()
            async for around in workbench.browse.surroundings():
                self.host.surroundings_changed(around)
        except ConsoleError as error:
            if self.load.failed is not None:  # for the same reason, and that it was retried is over
                self._say_failed(self.load.failed)
            elif isinstance(error, OrgError):  # else the list is about to fail likewise
                self.say_error(error)

    def _say_failed(self, error: ConsoleError) -> None:
        """Without a row the reason stands in their place."""
        why = sentence(error) if len(self.load.catalogue) else "The list could not be loaded."
        self.say(f"{why} {self.key('refresh')} asks again.", Mood.BAD)


def _collect_again() -> None:
    """End the start, during which nothing is collected (`tui.cli.console`).

    What is there by now stays: the collector would walk it again and again, a hundredth of a second each time.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
