"""The table of connected apps."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Label, Static

from tui.domain.listing import Column, Known, Order
from tui.errors import ConsoleError, OrgError
from tui.presentation.actions import SEARCH_ACTIONS, Action, Scope, Situation
from tui.presentation.app_cells import HEADINGS, Cell, cells
from tui.presentation.error_text import sentence
from tui.presentation.times import clock_time
from tui.screens.base import Host, bindings, types_text
from tui.screens.marking import MarkActs
from tui.services.browse import Progress
from tui.services.catalogue import Catalogue, needles
from tui.services.orgs import Place
from tui.stylesheets import stylesheet
from tui.widgets.apps_table import AppsTable, Listing
from tui.widgets.bars import Mood
from tui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from tui.services.workbench import Workbench

_IDLE_SECONDS = 1.0
"""How long no key has come before a dialog opens by itself."""
_PAINT_SECONDS = 0.3
"""How often a list that is still arriving is sorted and painted."""


class AppsScreen(MarkActs):
    """Find a connected app."""

    SCOPE = Scope.APPS
    CSS_PATH = stylesheet("apps.tcss")
    BINDINGS: ClassVar = bindings(Scope.APPS)
    AUTO_FOCUS = "AppsTable"

    def __init__(self, host: Host, place: Place | None = None) -> None:
        super().__init__(host)
        self._search_before = place.search if place else ""
        self._wanted = place.app_id if place else None
        """The app to stand on as soon as it is there."""
        self._workbench: Workbench | None = None
        self._progress = Progress(0, 0, done=False)
        self._failed: ConsoleError | None = None
        self._offered: set[str] = set()
        self._painted_at = -_PAINT_SECONDS
        self._shown: Catalogue | None = None

    def body(self) -> ComposeResult:
        """Search line, table, and what is said in its place when it is empty."""
        with Horizontal(classes="search"):
            yield Label("/", classes="slash")
            yield SearchBox(
                leave_to=self._focus_table, typed=self._show_list, value=self._search_before
            )
            yield Static(classes="count", markup=False)
        yield AppsTable()
        yield Static(classes="nothing", markup=False)

    def on_mount(self) -> None:
        """The frame is there; now ask the org."""
        self.refresh_frame()
        self.call_after_refresh(
            self._start_loading
        )  # or the client's import would compete with the frame

    def on_screen_resume(self) -> None:
        """Back from an app: its token's state may be another one, and an act may have been left behind."""
        super().on_screen_resume()
        self._show_list()
        if self._workbench is not None and self._progress.done:
            self._offer_soon(self._workbench)

    def refresh_frame(self) -> None:
        """What the org says of itself may come after the list, and an empty table speaks of it."""
        super().refresh_frame()
        if not self.is_mounted:
            return
        if self.host.surroundings.user:
            self.aside(f"{self.host.surroundings.user.username} ")
        if self.query_one(AppsTable).position is None:
            self._show_nothing(0, self.query_one(SearchBox).value)

    # -- loading ---------------------------------------------------------------------------------

    def _start_loading(self) -> None:
        self._failed = None
        self.run_worker(self._load(), name="load the list", group="load", exclusive=True)
        self.run_worker(self._ask_surroundings(), name="ask who and where", group="around")
        self._show_list()

    async def _load(self) -> None:
        try:
            self._workbench = await self.host.workbench()
            self._progress = Progress(0, 0, done=False)
            async for progress in self._workbench.browse.load():
                self._progress = progress
                self._show_progress()
        except ConsoleError as error:
            self._failed = error
            self._show_list()
            self.say(f"{sentence(error)} F5 asks again.", Mood.BAD)
            return
        finally:
            _collect_again()
        self._say_loaded(self._workbench)
        self._offer_soon(self._workbench)
        # What Enter opens is read from the disk before Enter is pressed.
        await asyncio.to_thread(import_module, "tui.screens.app_detail")

    def _offer_soon(self, workbench: Workbench) -> None:
        offer = self._offer_unfinished(workbench)
        self.run_worker(offer, group="unfinished", exclusive=True)

    async def _offer_unfinished(self, workbench: Workbench) -> None:
        """Acts that nobody knows the outcome of, or that are not handed over, are offered, each once.

        Never to somebody who types: a dialog that comes up under their fingers would get their keys.
        """
        from tui.presentation.journal_words import offer_line
        from tui.services.look_up import late_words

        look_ups = workbench.acts.look_ups
        try:
            late = await look_ups.arrived_late()
            unfinished = await look_ups.unfinished()
        except ConsoleError as error:
            self.say_error(error)
            return
        said = " ".join(late_words(intent) for intent in late)
        if late:
            self.say(said, Mood.BAD)
        new = [entry for entry in unfinished if entry.intent.act_id not in self._offered]
        if not new:
            return
        if not await self._is_idle():
            self.say(f"{said} {offer_line(new)}".lstrip(), Mood.BAD)
        elif self.is_active:
            self._offered |= {entry.intent.act_id for entry in new}
            self.open_journal(workbench, unfinished_only=True)

    async def _is_idle(self) -> bool:
        """Wait until no key has come for a moment; returns False where the search has the focus, before or after."""
        while not isinstance(self.focused, SearchBox):
            left = _IDLE_SECONDS - self.host.idle_seconds
            if left <= 0:
                return True
            await self.host.clock.sleep(left)
        return False

    def _show_progress(self) -> None:
        """Sorting and painting a growing list at every page would take longer than fetching it."""
        now = self.host.clock.monotonic()
        if self._progress.done or now - self._painted_at >= _PAINT_SECONDS:
            self._painted_at = now
            self._show_list()

    def _say_loaded(self, workbench: Workbench) -> None:
        browse = workbench.browse
        loaded = f"{len(browse.catalogue):,} connected apps"
        at = f", read at {clock_time(browse.loaded_at)}" if browse.loaded_at else ""
        if browse.trail_error is not None:
            self.say(
                f"{loaded}{at}. Ages and authors are unknown: {browse.trail_error.what}", Mood.BAD
            )
        else:
            self.say(f"{loaded}{at}.")

    async def _ask_surroundings(self) -> None:
        try:
            workbench = await self.host.workbench()
            async for around in workbench.browse.surroundings():
                self.host.surroundings_changed(around)
        except OrgError as error:
            self.say_error(error)
        except ConsoleError:
            return  # the list cannot be loaded either, and says so

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def _catalogue(self) -> Catalogue:
        return self._workbench.browse.catalogue if self._workbench else Catalogue()

    @property
    def _is_loading(self) -> bool:
        return self._failed is None and not self._progress.done

    def _show_list(self) -> None:
        """Search, sort and show what is there now, with the cursor on the app it stood on."""
        if not self.is_mounted:
            return
        table = self.query_one(AppsTable)
        text = self.query_one(SearchBox).value
        catalogue = self._catalogue
        current = self._standing_on(catalogue)
        positions = self.filtered(catalogue, catalogue.search(text, self.host.order))
        now = self.host.clock.now()
        self._shown = catalogue
        table.show(
            Listing(
                positions,
                lambda position: self._cells(catalogue.known(position), now),
                needles(text),
                self.host.order,
            ),
            keep=catalogue.position(current) if current else None,
        )
        self._show_count(len(positions), len(catalogue))
        self._show_nothing(len(positions), text)
        self.show_keys()

    def _cells(self, known: Known, now: datetime) -> Mapping[Column, Cell]:
        return cells(known, now, marked=known.app.id in self.marks)

    def _standing_on(self, catalogue: Catalogue) -> str | None:
        """The app to keep the cursor on: where the admin stood in this org, until it is there or all are."""
        wanted = self._wanted
        if wanted is None or catalogue.position(wanted) is None:
            wanted = self._current_id
        if wanted == self._wanted or self._progress.done:
            self._wanted = None
        return wanted

    def place(self) -> Place:
        """Where the admin stands, to begin there again."""
        return Place(
            self.query_one(SearchBox).value, self.host.order, self._wanted or self._current_id
        )

    @property
    def bench(self) -> Workbench | None:
        """The services of the org, once it is connected."""
        return self._workbench

    @property
    def current_id(self) -> str | None:
        """The app under the cursor."""
        return self._current_id

    def marks_changed(self) -> None:
        """Show them."""
        self._show_list()

    @property
    def _current_id(self) -> str | None:
        """The Id of the app under the cursor, in the catalogue that the table shows."""
        position = self.query_one(AppsTable).position
        if position is None or self._shown is None:
            return None
        return self._shown.known(position).app.id

    def _show_count(self, hits: int, loaded: int) -> None:
        total = f"{loaded:,}"
        read_at = self._workbench.browse.loaded_at if self._workbench else None
        if self._failed is not None and read_at is not None:
            text = f"{hits:,} of {total}, as of {clock_time(read_at)}"
        elif self._failed is not None and self._progress.total > loaded:
            text = f"{hits:,} of the first {total} of {self._progress.total:,}"
        elif self._is_loading:
            whole = f" of {self._progress.total:,}" if self._progress.total else ""
            text = f"loading {self._progress.loaded:,}{whole}…"
        elif self.query_one(SearchBox).value.strip():
            text = f"{hits:,} of {total}"
        else:
            text = total
        self.query_one(".count", Static).update(f"{text} ", layout=False)

    def _show_nothing(self, hits: int, text: str) -> None:
        nothing = self.query_one(".nothing", Static)
        nothing.display = not hits
        self.query_one(AppsTable).set_class(not hits, "-empty")
        if not hits:
            nothing.update(self._why_nothing(text.strip()))

    def _why_nothing(self, text: str) -> str:
        if self._failed is not None:
            return f"{sentence(self._failed)}\n\nF5 tries again."
        if text and len(self._catalogue):
            return (
                f"No connected app matches “{text}”.\n\n"
                "The search looks at names, Ids and people. Esc in the search line clears it."
            )
        if self._is_loading:
            return "Asking the org…"
        if self.is_practice:
            return (
                "The practice org is empty.\n\n"
                "Fill it: connected-apps practice-org seed --apps 40. Then press F5."
            )
        return (
            "This org has no connected apps, or your user may not see them.\n\n"
            "Connected apps are listed in Setup, App Manager. F5 asks again."
        )

    # -- keys ------------------------------------------------------------------------------------

    def situation(self) -> Situation:
        """There is something to open as soon as a row is there."""
        return self.base_situation(
            current=self.query_one(AppsTable).position is not None,
            loading=self._is_loading,
            searched=bool(self.query_one(SearchBox).value),
            marked=len(self.marks),
            has_max_age=self._workbench is not None and bool(self._workbench.max_age),
        )

    def footer(self, prominent: list[Action]) -> list[Action]:
        """While something is typed, the keys of the search line."""
        return list(SEARCH_ACTIONS) if isinstance(self.focused, SearchBox) else prominent

    def on_descendant_focus(self) -> None:
        """Other keys act now."""
        self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the search has the focus it has the letters too, and Enter."""
        if action != "act" or not isinstance(self.focused, SearchBox):
            return True
        key = str(parameters[-1])
        return not types_text(key) and key not in ("enter", "escape")

    def act_app_open(self) -> None:
        """Open the current app."""
        from tui.screens.app_detail import AppScreen

        app_id = self._current_id
        if app_id is not None and self._workbench is not None:
            self.app.push_screen(AppScreen(self.host, self._workbench, app_id))

    def act_apps_search(self) -> None:
        """To the search line."""
        self.set_focus(self.query_one(SearchBox))

    def act_apps_sort(self) -> None:
        """Choose the column."""
        from tui.screens.sort import SortScreen

        self.app.push_screen(SortScreen(self.host.order), self._sort_by)

    def act_cancel(self) -> None:
        """Stop waiting, and what is there stays; else bring back what the search has hidden."""
        if not self._is_loading:
            self.query_one(SearchBox).value = ""
            return
        self.workers.cancel_group(self, "load")
        self._failed = ConsoleError("Loading was stopped.", hint="F5 loads the list again.")
        self._show_list()
        self.say_error(self._failed)

    def act_refresh(self) -> None:
        """Ask the org again; the list stays until the new one is complete."""
        self.say("Asking the org again…")
        self._start_loading()

    def _sort_by(self, column: Column | None) -> None:
        if column is None:
            return
        order = self.host.order
        self.host.remember_order(Order(column, column is order.column and not order.descending))
        self._show_list()
        how = "downwards" if self.host.order.descending else "upwards"
        self.say(f"Sorted by {HEADINGS[column].lower()}, {how}.")

    def _focus_table(self) -> None:
        self.set_focus(self.query_one(AppsTable))

    def on_apps_table_moved(self) -> None:
        """Another row, perhaps the first one: the keys may act now."""
        self.show_keys()

    def on_apps_table_chosen(self) -> None:
        """The current row was clicked: open it."""
        self.act_app_open()

    def on_apps_table_heading_clicked(self, message: AppsTable.HeadingClicked) -> None:
        """A click on a heading sorts by its column."""
        self._sort_by(message.column)


def _collect_again() -> None:
    """End the start, during which nothing is collected (`tui.cli.console`).

    What is there by now stays: the collector would walk it again and again, a hundredth of a second each time.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
