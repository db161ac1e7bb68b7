"""The table of connected apps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from tui.domain.listing import Column, Known, Order
from tui.errors import ConsoleError
from tui.presentation.actions import Scope, Situation
from tui.presentation.app_cells import Cell, cells
from tui.presentation.list_words import ListState, count_words, empty_words, sorted_words
from tui.presentation.times import age
from tui.presentation.topics import Topic
from tui.screens.base import ConsoleScreen, Host
from tui.screens.copying_values import CopyValueActs
from tui.screens.loading import LoadActs
from tui.screens.nearby import NearActs
from tui.screens.pane import PaneActs
from tui.screens.walking import StepActs
from tui.services.catalogue import Catalogue, needles
from tui.services.orgs import Place
from tui.stylesheets import stylesheet
from tui.widgets.apps_table import AppsTable, Cells, Listing
from tui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from tui.domain.connected_app import ConnectedApp
    from tui.domain.five_steps import Sight
    from tui.services.workbench import Workbench

_AGE_SECONDS = 60
"""Ages are told in minutes and more."""
_FEW = 3
"""Apps that a search leaves when it is at its end."""


class AppsScreen(PaneActs, StepActs, LoadActs, CopyValueActs, NearActs, ConsoleScreen):
    """Find a connected app."""

    SCOPE = Scope.APPS
    CSS_PATH = stylesheet("apps.tcss")
    TOPIC = Topic.TABLE
    AUTO_FOCUS = "AppsTable"

    def __init__(self, host: Host, place: Place | None = None) -> None:
        super().__init__(host)
        self._search_before = place.search if place else ""
        self._wanted = place.app_id if place else None
        """The app to stand on as soon as it is there."""
        self._shown: Catalogue | None = None
        self._cells_of: Cells = lambda _: {}
        """Gives the cells of a row as they were at `_as_of`."""
        self._as_of = (0, 0)

    def body(self) -> ComposeResult:
        """Search line, table, and what is said in its place when it is empty."""
        with Horizontal(classes="search"):
            yield Static("/", classes="slash")
            yield SearchBox(
                leave_to=self.leave_search,
                typed=self.show_found,
                value=self._search_before,
                searches=self.host.searches,
            )
            yield Static(classes="count", markup=False)
        with Horizontal(classes="list -empty"):
            yield AppsTable()
            yield from self.compose_pane()
        yield Static(classes="nothing", markup=False)

    def on_mount(self) -> None:
        """Ask the org as soon as the first frame is out: it is drawn on the message that stands in the queue already.

        What is to be imported for asking would compete with it; to wait for a refresh takes a sixtieth of a second.
        """
        self.load.begin()
        self.call_later(self.start_loading)

    def on_screen_resume(self, _: events.ScreenResume) -> None:
        """Back from an app: its token's state may be another one, and an act may have been left behind."""
        self.load.catch_up()
        self.show_list()
        if self.bench is not None and self.load.progress.done:
            self.unfinished.soon(self.bench)

    def refresh_frame(self) -> None:
        """What the org says of itself may come after the list, and an empty table speaks of it."""
        super().refresh_frame()
        if not self.is_whole:
            return
        if self.host.surroundings.user:
            self.aside(f"{self.host.surroundings.user.username} ")
        if self.query_one(AppsTable).position is None:
            self._show_nothing(self._list_state(0))

    # -- what is shown ---------------------------------------------------------------------------

    def show_list(self) -> None:
        """Search, sort and show what is there now, with the cursor on the app it stood on."""
        self._show(anew=True)

    def show_found(self) -> None:
        """The same, where only another search was typed: what stands in a row is made anew if it may have changed."""
        self._show(anew=False)

    def _show(self, *, anew: bool) -> None:
        if not self.is_whole:
            return
        table = self.query_one(AppsTable)
        text = self.query_one(SearchBox).value
        catalogue = self.load.catalogue
        current = self._standing_on(catalogue)
        now = self.host.clock.now()
        as_of = catalogue.revision, int(now.timestamp()) // _AGE_SECONDS
        if anew or catalogue is not self._shown or as_of != self._as_of:
            self._as_of = as_of
            self._take_up(catalogue, now)
        # At each letter all that has come would be sorted again.
        sort_anew = anew or not self.load.is_just_shown
        found = catalogue.search(text, self.host.order, anew=sort_anew)
        positions = self.filtered(catalogue, found)
        table.show(
            Listing(positions, self._cells_of, needles(text), self.host.order),
            keep=catalogue.position(current) if current else None,
        )
        self.look_near(catalogue, "" if self.only_due else text, hits=len(positions))
        state = self._list_state(len(positions))
        self.query_one(".count", Static).update(f"{count_words(state)} ", layout=False)
        self._show_nothing(state)
        self.show_keys()
        self.show_pane()

    def _take_up(self, catalogue: Catalogue, now: datetime) -> None:
        if self.load.progress.done:
            self.marks.keep(lambda app_id: catalogue.position(app_id) is not None)
        self._shown = catalogue
        self._cells_of = lambda position: self._cells(catalogue.known(position), now)

    def _cells(self, known: Known, now: datetime) -> Mapping[Column, Cell]:
        return cells(known, now, marked=known.app.id in self.marks)

    def _standing_on(self, catalogue: Catalogue) -> str | None:
        """The app to keep the cursor on: where the admin stood in this org, until it is there or all are."""
        wanted = self._wanted
        if wanted is None or catalogue.position(wanted) is None:
            wanted = self.current_id
        if wanted == self._wanted or self.load.progress.done:
            self._wanted = None
        return wanted

    def place(self) -> Place:
        """Where the admin stands, to begin there again."""
        return Place(
            self.query_one(SearchBox).value, self.host.order, self._wanted or self.current_id
        )

    @property
    def bench(self) -> Workbench | None:
        """The services of the org, once it is connected."""
        return self.load.bench

    def reaches_out(self) -> bool:
        """As far as the targets are known by now."""
        return self.bench is not None and self.bench.reaches_out

    def rows_are_anothers(self) -> None:
        """Marks on them are marks on nothing."""
        self.marks.clear()

    def marks_changed(self) -> None:
        """Show them."""
        self.show_list()

    @property
    def current(self) -> Known | None:
        """The app under the cursor, as the catalogue that the table shows knows it."""
        position = self.query_one(AppsTable).position
        if position is None or self._shown is None:
            return None
        return self._shown.known(position)

    def _list_state(self, hits: int) -> ListState:
        load = self.load
        return ListState(
            hits,
            len(load.catalogue),
            self.query_one(SearchBox).value.strip(),
            self.near,
            typing=isinstance(self.focused, SearchBox),
            only_due=self.only_due,
            is_loading=load.is_under_way,
            loaded=load.progress.loaded,
            total=load.progress.total,
            failed=load.failed,
            as_of=load.as_of,
            earlier=age(load.earlier_at, self.host.clock.now()) if load.earlier_at else "",
            is_practice=self.is_practice,
            org_name=self.host.org_name,
        )

    def _show_nothing(self, state: ListState) -> None:
        """What is said in the place of the rows, where there are none."""
        nothing = self.query_one(".nothing", Static)
        nothing.display = not state.hits
        self.query_one(".list").set_class(not state.hits, "-empty")
        words = "" if state.hits else empty_words(state, self.host.keymap)
        if words != nothing.content:  # whatever is said is laid out anew
            nothing.update(words)

    # -- keys ------------------------------------------------------------------------------------

    def situation(self) -> Situation:
        """There is something to open as soon as a row is there."""
        return self.base_situation(
            current=self.query_one(AppsTable).position is not None,
            loading=self.load.is_under_way,
            earlier=self.load.earlier_at is not None,
            searched=bool(self.query_one(SearchBox).value),
            searching=isinstance(self.focused, SearchBox),
            near=bool(self.near),
            marked=len(self.marks),
            dropped=len(self.marks.dropped),
            current_marked=bool(self.marks) and self.current_id in self.marks,
            has_max_age=self.bench is not None and bool(self.bench.max_age),
            wide=self.is_wide,
        )

    def sight(self) -> Sight:
        """A search counts once it was left, or has left so few apps that one reads them all."""
        from tui.domain.five_steps import Sight

        typing, hits = isinstance(self.focused, SearchBox), self.query_one(AppsTable).count
        text = self.query_one(SearchBox).value.strip()
        return Sight(
            typing=typing,
            searched=bool(text) and hits > 0 and (not typing or hits <= _FEW),
            rotated=self.rotated,
            empty=self.load.progress.done and not len(self.load.catalogue),
        )

    def topic(self) -> Topic:
        """The search line has an explanation of its own."""
        return Topic.SEARCH if isinstance(self.focused, SearchBox) else self.TOPIC

    def on_descendant_focus(self) -> None:
        """Other keys act now, and take what is near."""
        if isinstance(self.focused, SearchBox):
            self.load.catalogue.make_ready()
        self.show_keys()
        if self.near:
            self._show_nothing(self._list_state(0))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the search has the focus it has the letters too, and the keys that edit it."""
        if action != "act" or not isinstance(self.focused, SearchBox):
            return True
        return not self.focused.takes(str(parameters[-1]))

    def act_app_open(self) -> None:
        """Open the current app; where the search found none, search for the nearest."""
        if self.near:
            self.take_nearest()
            return
        known, bench = self.current, self.bench
        if known is not None and bench is not None:
            self._open(bench, known.app)
        elif known is not None:
            self.answer("It opens as soon as the org is connected.")
            self.run_worker(self._open_once_connected(known.app), group="open", exclusive=True)

    async def _open_once_connected(self, app: ConnectedApp) -> None:
        """Such a row is there sooner than the org; whoever has gone on meanwhile wants something else."""
        try:
            bench = await self.host.workbench()
        except ConsoleError as error:
            self.say_error(error, passing=True)
            return
        if self.is_active and self.current_id == app.id:
            self._open(bench, app)

    def _open(self, bench: Workbench, app: ConnectedApp) -> None:
        from tui.screens.app_detail import AppScreen

        screen = AppScreen(self.host, bench, app.id, app)
        self.app.push_screen(screen, lambda _: self._say_left(screen.left_to_do()))

    def _say_left(self, left: str) -> None:
        if left:
            self.say(left)

    async def act_token_copy_menu(self) -> None:
        """What the list knows of the current app can be copied; its token is in the app."""
        from tui.presentation.copy_choices import values

        known, bench = self.current, self.bench
        if known is not None and bench is None:
            self.answer("The org is being connected; try again in a moment.")
        elif known is not None and bench is not None:
            app = known.app
            can = values(app.id, app.name, self.host.surroundings.org, None)
            await self.choose_copy(bench, app.name, can, {})

    def act_apps_search(self) -> None:
        """To the search line; what stands in it goes with the first letter."""
        box = self.query_one(SearchBox)
        self.set_focus(box)
        box.select_all()

    def act_apps_sort(self) -> None:
        """Choose the column."""
        from tui.screens.sort import SortScreen

        self.app.push_screen(SortScreen(self.host.order), self._sort_by)

    def act_cancel(self) -> None:
        """Stop waiting, and what is there stays; else bring back what the search has hidden, or drop the marks."""
        if self.load.is_under_way:
            self.stop_loading()
        elif self.query_one(SearchBox).value:
            self.query_one(SearchBox).value = ""
        else:
            self.drop_marks()

    def _sort_by(self, column: Column | None) -> None:
        if column is None:
            return
        order = self.host.order
        self.host.remember_order(Order(column, column is order.column and not order.descending))
        self.show_list()
        self.say(sorted_words(self.host.order))

    def near_found(self) -> None:
        """They stand in the place of the rows."""
        self._show_nothing(self._list_state(0))
        self.show_keys()

    def focus_table(self) -> None:
        """To the rows."""
        self.set_focus(self.query_one(AppsTable))

    def on_apps_table_moved(self) -> None:
        """Another row, perhaps the first one: the keys may act now."""
        self.show_keys()
        self.show_pane_soon()

    def on_apps_table_chosen(self) -> None:
        """The current row was clicked: open it."""
        self.act_app_open()

    def on_apps_table_heading_clicked(self, message: AppsTable.HeadingClicked) -> None:
        """A click on a heading sorts by its column."""
        self._sort_by(message.column)
