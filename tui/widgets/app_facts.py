"""What is known of an app beside its token: rows of the list, of its policies, of the org's metadata."""

from collections.abc import Sequence

from tui.domain.app_metadata import AppMetadata
from tui.domain.secret import Secret
from tui.presentation.app_words import metadata_rows
from tui.presentation.keymap import Keymap
from tui.widgets.facts import Facts

_LABEL = 17

Row = tuple[str, str]


class AppFacts(Facts):
    """Labels and values, the consumer key masked until somebody asks for it."""

    def __init__(self, keys: Keymap) -> None:
        super().__init__(label_width=_LABEL)
        self._keys = keys
        self._rows: Sequence[Row] = ()
        self._metadata: AppMetadata | None = None
        self._shows_key = False

    def tell(self, rows: Sequence[Row]) -> None:
        """Say what the list and the policies say."""
        self._rows = rows
        self._show_all()

    def learn(self, metadata: AppMetadata) -> None:
        """Say what the org's metadata says, below that."""
        self._metadata = metadata
        self._show_all()

    @property
    def consumer_key(self) -> Secret | None:
        """Where it is known."""
        return self._metadata.consumer_key if self._metadata else None

    def toggle_key(self) -> bool | None:
        """Show the consumer key, or mask it again; returns whether it is shown now, None where none is known."""
        if self.consumer_key is None:
            return None
        self._shows_key = not self._shows_key
        self._show_all()
        return self._shows_key

    def _show_all(self) -> None:
        self.show(
            [*self._rows, *metadata_rows(self._metadata, self._keys, shows_key=self._shows_key)]
        )
