"""One connected app as an admin has it open: what is known of it, and the acts on its token."""

import asyncio
from contextlib import suppress

from tui.domain.acts import Finding, Result
from tui.domain.clipboard import Delivery
from tui.domain.connected_app import AppDetails, ConnectedApp, TokenState
from tui.domain.secret import Secret
from tui.domain.token import Generation
from tui.errors import (
    ConflictError,
    NotFoundError,
    OrgError,
    OutcomeUnknownError,
    nothing_sent_yet,
)
from tui.services.acts import Done
from tui.services.look_up import NOBODYS
from tui.services.token_desk import CopyAs, TokenFacts
from tui.services.workbench import Workbench


class OpenApp:
    """What the console knows of one app, kept true by every act on it.

    Args:
        listed: the app as the list has it that it is opened from.

    Attributes:
        details: the app with its policies; None until they were read.
        facts: what the Setup page said last; None while that is not known.
        made: a token was made here, in this opening.
    """

    def __init__(
        self, workbench: Workbench, app_id: str, listed: ConnectedApp | None = None
    ) -> None:
        self._bench = workbench
        self._listed = listed
        self.app_id = app_id
        self.details: AppDetails | None = None
        self.facts: TokenFacts | None = None
        self.made = False
        self._latest_before: Generation | None = None

    # -- what is known -----------------------------------------------------------------------------

    @property
    def app(self) -> ConnectedApp | None:
        """The app, from the org or from the list."""
        if self.details is not None:
            return self.details.app
        known = self._bench.browse.catalogue.find(self.app_id)
        return known.app if known else None

    @property
    def shown(self) -> ConnectedApp | None:
        """The app, or the row that it was opened from, which may be of an earlier session: to be read, not acted on."""
        return self.app or self._listed

    @property
    def name(self) -> str:
        """The app's name; its Id as long as nobody has said it."""
        return self.shown.name if self.shown else self.app_id

    @property
    def latest(self) -> Generation | None:
        """The newest generation the trail proves."""
        known = self._bench.browse.catalogue.find(self.app_id)
        return known.latest if known else None

    @property
    def ambiguous(self) -> bool:
        """Whether the trail's rows may be those of another app of the same name."""
        known = self._bench.browse.catalogue.find(self.app_id)
        return known is not None and known.ambiguous

    @property
    def trail_lags(self) -> bool:
        """Whether a token was made here and the trail has no row of it yet."""
        return self.made and self.latest == self._latest_before

    @property
    def token(self) -> TokenState | None:
        """The token's state as the Setup page said it last."""
        return self.facts.state if self.facts else None

    # -- reading -----------------------------------------------------------------------------------

    async def read(self) -> None:
        """Read the app and its Setup page; what could be read is kept even where the other part failed.

        Raises:
            OrgError: as `TokenDesk.look` and `Browse.details`.
        """
        details, facts = await asyncio.gather(
            self._bench.browse.details(self.app_id),
            self._bench.desk.look(self.app_id),
            return_exceptions=True,
        )
        if isinstance(details, AppDetails):
            self.details = details
        if isinstance(facts, TokenFacts):
            self._learn(facts)
        for failed in (facts, details):
            if isinstance(failed, BaseException):
                raise failed

    async def reveal(self) -> Secret:
        """The value as the page holds it now; raises as `TokenDesk.reveal`."""
        value, facts = await self._bench.desk.reveal(self.app_id)
        self._learn(facts)
        return value

    async def copy(self, copy_as: CopyAs) -> Delivery:
        """Put the value on the clipboard; raises as `TokenDesk.copy`."""
        delivery, facts = await self._bench.desk.copy(self.app_id, copy_as)
        self._learn(facts)
        return delivery

    async def learn_aftermath(self) -> None:
        """Take up row and date that an act left in the org; where they cannot be read the old ones stay."""
        await self._bench.browse.refresh_trail()
        if self._bench.guided:
            await self._bench.acts.look_ups.confirm_pasted(self.app_id)
        with suppress(OrgError):
            self.details = await self._bench.browse.details(self.app_id)

    # -- the act -----------------------------------------------------------------------------------

    async def press(self) -> Done:
        """Generate or regenerate, whichever the page offered when it was read last.

        Raises:
            NotFoundError: the page was not read, or the app is gone.
            ConsoleError: as `Acts.generate` and `Acts.regenerate`; where the state may be another one by now, it is
                not known any more.
        """
        app, before, seen = self.app, self.latest, self.facts
        if app is None or seen is None:
            with nothing_sent_yet():
                raise NotFoundError(
                    "The app's Setup page has not been read.", hint="Have it read again."
                )
        try:
            if seen.state is TokenState.NONE or (self._bench.guided and seen.mark is None):
                done = await self._bench.acts.generate(app, latest=before)
            else:
                done = await self._bench.acts.regenerate(app, replacing=seen.mark, latest=before)
        except (OutcomeUnknownError, ConflictError):
            self.facts = None
            raise
        self.made, self._latest_before = True, before
        self._learn(done.facts)
        return done

    async def look_up(self) -> Finding:
        """Find out what came of the act whose answer was lost, and what the page holds now.

        Raises:
            NotRecordedError, JournalError: the journal cannot be used.
        """
        intent = await self._bench.acts.last_unresolved(self.app_id)
        finding = NOBODYS if intent is None else await self._bench.look_up(intent)
        self.made = finding.result is Result.DONE
        with suppress(OrgError):
            self._learn(await self._bench.desk.look(self.app_id))
        await self.learn_aftermath()
        return finding

    def _learn(self, facts: TokenFacts) -> None:
        self.facts = facts
        if self._bench.guided and facts.state is TokenState.UNKNOWN:
            return  # nobody looked: what the trail says of the app stays true
        self._bench.browse.catalogue.learn_state(self.app_id, facts.state, facts.read_at)
