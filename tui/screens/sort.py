"""The dialog that chooses the column the table is sorted by."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.domain.listing import Column, Order
from tui.presentation.app_cells import HEADINGS
from tui.presentation.topics import Topic
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice
from tui.widgets.reversing import Rows

_COLUMNS = tuple(HEADINGS)
_DIGITS = "123456789"


class SortScreen(Dialog[Column]):
    """Pick a column, by its number at once; the one in force turns round."""

    TOPIC = Topic.SORT
    OPENED_BY = "apps.sort"

    def __init__(self, order: Order) -> None:
        super().__init__()
        self._order = order

    def compose(self) -> ComposeResult:
        """One line a column."""
        with Vertical(classes="box -narrow"):
            yield Static("Sort by", classes="title", markup=False)
            yield Rows(*(Option(self._words(column)) for column in HEADINGS), markup=False)
            yield self.choices(
                Choice(("enter",), "or its number: sort, once more to turn it round"),
                Choice(("escape",), "Close"),
            )

    def on_mount(self) -> None:
        """Stand on the column in force."""
        self.query_one(OptionList).highlighted = _COLUMNS.index(self._order.column)

    def _words(self, column: Column) -> str:
        numbered = f"{_COLUMNS.index(column) + 1} {HEADINGS[column]}"
        if column is not self._order.column:
            return numbered
        return f"{numbered} {'↓' if self._order.descending else '↑'}"

    def on_key(self, event: events.Key) -> None:
        """A number chooses its column."""
        if event.character and event.character in _DIGITS[: len(_COLUMNS)]:
            event.stop()
            self.dismiss(_COLUMNS[_DIGITS.index(event.character)])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """That column it is."""
        self.dismiss(_COLUMNS[event.option_index])
