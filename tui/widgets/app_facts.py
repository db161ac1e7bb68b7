"""What is known of an app beside its token: rows of the list, of its policies, of the org's metadata."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from tui.domain.app_metadata import AppMetadata
from tui.presentation.app_words import metadata_rows

_LABEL = 17

Row = tuple[str, str]


class AppFacts(Static):
    """Labels and values, the consumer key masked until somebody asks for it."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._rows: Sequence[Row] = ()
        self._metadata: AppMetadata | None = None
        self._shows_key = False

    def show(self, rows: Sequence[Row]) -> None:
        """Say what the list and the policies say."""
        self._rows = rows
        self._render_rows()

    def learn(self, metadata: AppMetadata) -> None:
        """Say what the org's metadata says, below that."""
        self._metadata = metadata
        self._render_rows()

    def toggle_key(self) -> bool | None:
        """Show the consumer key, or mask it again; returns whether it is shown now, None where none is known."""
        if self._metadata is None or self._metadata.consumer_key is None:
            return None
        self._shows_key = not self._shows_key
        self._render_rows()
        return self._shows_key

    def _render_rows(self) -> None:
        rows = [*self._rows, *metadata_rows(self._metadata, shows_key=self._shows_key)]
        self.update(
            Content("\n").join(
                Content.assemble((label.ljust(_LABEL), "dim"), value) for label, value in rows
            )
        )
