"""Everything that is there once an org is connected, in one hand."""

from dataclasses import dataclass

from tui.ports import Clock
from tui.services.acts import Acts
from tui.services.browse import Browse
from tui.services.clipboard_watch import ClipboardWatch
from tui.services.token_desk import TokenDesk


@dataclass(frozen=True, slots=True)
class Workbench:
    """The services of one org."""

    browse: Browse
    desk: TokenDesk
    acts: Acts
    watch: ClipboardWatch
    clock: Clock
    reveal_seconds: int
    """How long a revealed value stays; 0 means until it is hidden."""
