"""Guided mode: the Setup page as a person works it.

`GuidedPage` stands where the driver of the Setup page stands in other orgs, so that everything above it (the journal,
the rotation, revealing and copying) is one and the same. It never sees the page: it knows what was pasted in this
session, and nothing else. A paste is kept in memory alone, until the console ends.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from tui.domain.connected_app import TokenState
from tui.domain.evidence import SKEW
from tui.domain.guided import Errand, Walk, paste_problem
from tui.domain.secret import Mark, Secret
from tui.domain.token import Generation, TokenReading
from tui.errors import JournalError, NotConfirmedError, OrgError, OutcomeUnknownError
from tui.ports import NOBODY, Clock, Guide, Journal, OrgDirectory, TrailLook, Witness


class GuidedPage:
    """Implements the port `SetupPage` with a person in the part of the driver.

    Args:
        directory: says what the app is called.
        guide: leads the person.
        journal: knows fingerprints of tokens that the app has had.
        is_session: whether a value is the session id, which lies about on the same screens.
    """

    def __init__(
        self,
        directory: OrgDirectory,
        guide: Guide,
        journal: Journal,
        clock: Clock,
        *,
        is_session: Callable[[Secret], bool] = lambda _: False,
    ) -> None:
        self._directory = directory
        self._guide = guide
        self._clock = clock
        self._journal = journal
        self._is_session = is_session
        self._pasted: dict[str, TokenReading] = {}
        self._names: dict[str, str] = {}

    async def read(self, app_id: str) -> TokenReading:
        """What was pasted for the app in this session; its state is unknown where nothing was.

        A paste is forgotten once the audit trail has a generation that is younger than it.
        """
        kept = self._pasted.get(app_id)
        if kept is not None and await self._outlived(kept):
            del self._pasted[app_id]
            kept = None
        return kept or TokenReading(app_id, TokenState.UNKNOWN, None, self._clock.now())

    async def _newer_row(self, walk: Walk) -> TrailLook:
        """A look for a generation of the app that is not there yet; a trail that cannot be read has none."""
        before = await self._rows(walk.app_name)

        async def look() -> Generation | None:
            fresh = [row for row in await self._rows(walk.app_name) if row not in before]
            return max(fresh, key=lambda row: row.at, default=None)

        return look

    async def _rows(self, app_name: str) -> list[Generation]:
        try:
            return [row for row in await self._directory.generations() if row.app_name == app_name]
        except OrgError:
            return []

    async def _outlived(self, kept: TokenReading) -> bool:
        # A trail that cannot be read proves nothing.
        rows = await self._rows(self._names[kept.app_id])
        return any(row.at > kept.read_at + SKEW for row in rows)

    async def fetch(self, app_id: str) -> TokenReading:
        """What was pasted for the app; where nothing was, ask for the token that there is.

        Raises:
            NotConfirmedError: the person brought none.
            OrgError: the app could not be read.
        """
        reading = await self.read(app_id)
        if reading.token is not None:
            return reading
        return await self._walk(Errand.FETCH, app_id, frozenset(), NOBODY)

    async def generate(self, app_id: str, *, witness: Witness = NOBODY) -> TokenReading:
        """Let the person press the button that the page offers, and take the new token.

        Raises:
            NotConfirmedError: the person left, and says that the button was not pressed.
            OutcomeUnknownError: the person left, and the button may have been pressed.
            OrgError: the app could not be read; nobody was asked anything.
        """
        old = await asyncio.to_thread(self._had, app_id)
        witness.leaving()
        return await self._walk(Errand.GENERATE, app_id, old, witness)

    def _had(self, app_id: str) -> frozenset[str]:
        """Fingerprints of tokens that the app has had: none of them is the new one."""
        kept = self._pasted.get(app_id)
        pasted = {kept.token.fingerprint} if kept is not None and kept.token is not None else set()
        with suppress(JournalError):
            pasted |= {
                entry.outcome.fingerprint
                for entry in self._journal.entries()
                if entry.intent.app_id == app_id and entry.outcome and entry.outcome.fingerprint
            }
        return frozenset(pasted)

    async def regenerate(
        self,
        app_id: str,
        *,
        replacing: Mark,  # noqa: ARG002
        witness: Witness = NOBODY,
    ) -> TokenReading:
        """As `generate`: in the browser it is one button, and what it replaces cannot be seen from here."""
        return await self.generate(app_id, witness=witness)

    async def _walk(
        self, errand: Errand, app_id: str, old: frozenset[str], witness: Witness
    ) -> TokenReading:
        details = await self._directory.app(app_id)
        org = await self._directory.org()
        walk = Walk(errand, org, app_id, details.app.name)

        def problem(pasted: Secret) -> str:
            if self._is_session(pasted):
                return "That is the session id. Copy the token that Click to reveal shows."
            if pasted.fingerprint in old:
                return f"That is the token from before ({pasted.fingerprint}). Copy the new one."
            return paste_problem(pasted) or witness.refuses(pasted)

        token = await self._guide.lead(walk, problem, await self._newer_row(walk))
        reading = TokenReading(app_id, TokenState.PRESENT, token, self._clock.now())
        self._pasted[app_id] = reading
        self._names[app_id] = walk.app_name
        return reading


def left(walk: Walk, *, pressed: bool) -> NotConfirmedError | OutcomeUnknownError:
    """What it means that the person left without a token.

    Args:
        pressed: whether they say that they pressed the button, or do not know.
    """
    if walk.errand is Errand.GENERATE and pressed:
        return OutcomeUnknownError(
            "The button was pressed in Setup, and the token was not pasted.",
            hint="The audit trail tells whether a token was generated; the Setup page shows it.",
        )
    return NotConfirmedError("Left without a token.", hint="The console changed nothing.")
