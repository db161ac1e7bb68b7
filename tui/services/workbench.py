"""Everything that is there once an org is connected, in one hand."""

from dataclasses import dataclass

from tui.domain.acts import Finding, Intent
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

    async def look_up(self, intent: Intent) -> Finding:
        """Find out whether an act happened; see `Acts.look_up`.

        Raises:
            NotRecordedError, JournalError.
        """
        known = self.browse.catalogue.find(intent.app_id)
        bearers = self.browse.catalogue.named(intent.app_name)
        shared = len(bearers) > 1 or (known is not None and known.ambiguous)
        return await self.acts.look_up(intent, shared_name=shared)
