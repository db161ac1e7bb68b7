"""Asking the org for its list and for itself, and saying what came of it."""

from __future__ import annotations

import asyncio
import gc
from importlib import import_module
from typing import TYPE_CHECKING

from tui import log
from tui.errors import ConsoleError, OrgError, StoppedError
from tui.presentation.error_text import sentence
from tui.presentation.list_words import (
    ANOTHERS_LIST,
    earlier_words,
    first_step,
    loaded_words,
)
from tui.presentation.times import age
from tui.screens.base import Acts, Host
from tui.screens.list_load import ListLoad
from tui.screens.unfinished import UnfinishedOffer
from tui.widgets.bars import Mood

if TYPE_CHECKING:
    from tui.services.browse import Browse, Surroundings


class LoadActs(Acts):
    """A screen that shows the list.

    Attributes:
        load: the list on its way.
        unfinished: offers what the journal has open, once the list is there.
    """

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.load = ListLoad(host, self.show_list, self._painted)
        self.unfinished = UnfinishedOffer(self)
        self._put_away = ""

    def show_list(self) -> None:
        """Show what is there now, or why nothing is; to be filled by the screen."""
        raise NotImplementedError

    def rows_are_anothers(self) -> None:
        """The rows that were shown are not of this org: nothing that was begun with them holds."""

    def stop_loading(self) -> None:
        """Stop waiting; what is there stays."""
        self.workers.cancel_group(self, "load")
        again = f"{self.key('refresh')} loads the list again."
        stopped = StoppedError("Loading was stopped.", hint=again)
        self.load.fail(stopped)
        self.say(sentence(stopped) if len(self.load.catalogue) else "")

    def act_refresh(self) -> None:
        """Ask the org again; the list stays until the new one is complete."""
        self.say("Asking the org again…")
        self.start_loading()

    def start_loading(self) -> None:
        """Ask for the list and for the org itself, beside each other."""
        self.load.begin()
        if self.load.earlier is None:
            self.run_worker(self._show_earlier(), name="show what was kept", group="earlier")
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
        await self._painted()
        self.unfinished.soon(bench)
        await self.load.keep()
        # What Enter opens is read from the disk before Enter is pressed.
        await asyncio.to_thread(import_module, "tui.screens.app_detail")

    async def _painted(self) -> None:
        """Wait until what was found is seen: what comes then reads and writes files, and would take its turn."""
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        await painted.wait()

    def _say_loaded(self, browse: Browse, *, first: bool) -> None:
        held, error = len(browse.catalogue), browse.trail_error
        then = first_step(self.host.keymap) if first and held else ""
        words = loaded_words(held, browse.loaded_at, error, next_step=then)
        put_away, self._put_away = self._put_away, ""
        self.say(f"{put_away} {words}".lstrip(), Mood.PLAIN if error is None else Mood.BAD)

    async def _show_earlier(self) -> None:
        """The list of the last session, while this one's is on its way; it is read when the first frame is out."""
        keeper = await asyncio.to_thread(self.host.keeper)
        if keeper is None or self.load.earlier is not None:
            return
        from tui.services.earlier import EarlierList

        await self.load.read_earlier(EarlierList(keeper))
        self._say_earlier()

    def _say_earlier(self) -> None:
        at = self.load.earlier_at
        if at is None:
            return
        self.show_list()
        if self.load.failed is not None:
            self._say_failed(self.load.failed)
        else:
            self.say(earlier_words(age(at, self.host.clock.now())))

    def _learn_place(self, around: Surroundings) -> None:
        """Before anything else is told: not for a moment may a list stand under the name of another org."""
        before = self.load.earlier_at
        self.load.learn_place(around)
        after = self.load.earlier_at
        if before is None and after is not None:
            self._say_earlier()
        elif before is not None and after is None:
            self._put_away = ANOTHERS_LIST
            self.rows_are_anothers()
            self.show_list()
            self.say(ANOTHERS_LIST, Mood.BAD)

    async def _ask_surroundings(self) -> None:
        try:
            workbench = await self.host.workbench()
            async for around in workbench.browse.surroundings():
                self._learn_place(around)
                self.host.surroundings_changed(around)
                await self.load.keep()
        except ConsoleError as error:
            if self.load.failed is not None:  # for the same reason, and that it was retried is over
                self._say_failed(self.load.failed)
            elif isinstance(error, OrgError):  # else the list is about to fail likewise
                self.say_error(error, passing=True)

    def _say_failed(self, error: ConsoleError) -> None:
        """Without a row the reason stands in their place."""
        again = self.key("refresh")
        if not len(self.load.catalogue):
            self.say("The list could not be loaded.", Mood.BAD, passing=True)
            return
        why = sentence(error, again=again)
        asks = "" if again in why else f" {again} asks again."
        self.say(f"{why}{asks}", Mood.BAD, passing=True)

    def forget_passing(self) -> None:
        """The org answers, and the list that it did not give is still to be asked for."""
        if self._passing and self.load.failed is not None:
            self.say(f"The org answers again. {self.key('refresh')} loads the list.")
        else:
            super().forget_passing()


def _collect_again() -> None:
    """End the start, during which nothing is collected (`tui.cli.console`).

    What is there by now stays: the collector would walk it again and again, a hundredth of a second each time.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
