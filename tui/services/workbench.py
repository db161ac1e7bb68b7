"""Everything that is there once an org is connected, in one hand."""

from dataclasses import dataclass, field

from tui.domain.acts import Finding, Intent
from tui.domain.due import MaxAge
from tui.ports import Clock
from tui.services.acts import Acts
from tui.services.browse import Browse
from tui.services.clipboard_watch import ClipboardWatch
from tui.services.hand_overs import HandOvers
from tui.services.token_desk import TokenDesk


@dataclass(frozen=True, slots=True)
class Workbench:
    """The services of one org."""

    browse: Browse
    desk: TokenDesk
    acts: Acts
    watch: ClipboardWatch
    hand_overs: HandOvers
    clock: Clock
    reveal_seconds: int
    """How long a revealed value stays; 0 means until it is hidden."""
    guided: bool = False
    """Whether a person works the org's Setup page, and not the console."""
    max_age: MaxAge = field(default_factory=MaxAge)
    """When a token is due."""

    async def look_up(self, intent: Intent) -> Finding:
        """Find out whether an act happened; see `LookUps.look_up`.

        Raises:
            NotRecordedError, JournalError.
        """
        return await self.acts.look_ups.look_up(intent)
