"""What is known of the current entry of a list, below the list: facts that scroll where they find no room."""

from collections.abc import Sequence

from textual.app import ComposeResult

from tui.widgets.facts import Fact, Facts
from tui.widgets.scrolling import Body


class Details(Body):
    """Labels and values; the Tab key goes to them where there is something to scroll.

    Args:
        label_width: cells of the labels' column.
    """

    def __init__(self, *, label_width: int) -> None:
        super().__init__()
        self._label_width = label_width

    def compose(self) -> ComposeResult:
        """The facts alone."""
        yield Facts(label_width=self._label_width)

    def show(self, rows: Sequence[Fact]) -> None:
        """Say these, from their beginning."""
        facts = self.query_one(Facts)
        facts.show(rows)
        self.scroll_home(animate=False)
        # What stands above takes what is left, and is laid out in the same turn: without this it keeps its height.
        self.call_after_refresh(facts.refresh, layout=True)

    @property
    def is_cut(self) -> bool:
        """Whether not all of it is in sight."""
        return self.max_scroll_y > 0
