"""Guided mode: the Setup page as a person works it.

`GuidedPage` stands where the driver of the Setup page stands in other orgs, so that everything above it (the journal,
the rotation, revealing and copying) is one and the same. It never sees the page: it knows what was pasted in this
session, and nothing else. A paste is kept in memory alone, until the console ends.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence

from tui.domain.acts import JournalEntry
from tui.domain.connected_app import TokenState
from tui.domain.evidence import SKEW
from tui.domain.guided import Errand, Walk, paste_problem
from tui.domain.pastes import others_token, tokens_had, tokens_replaced
from tui.domain.secret import Mark, Secret
from tui.domain.text import spelt
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
        self._dropped: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        """Fingerprints of pastes that were forgotten, by the app's Id."""

    async def read(self, app_id: str) -> TokenReading:
        """What was pasted for the app in this session; its state is unknown where nothing was.

        A paste is forgotten once the audit trail has a generation that is younger than it.
        """
        kept = self._pasted.get(app_id)
        if kept is not None and await self._outlived(kept):
            self._forget(app_id)
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
        entries = await self._entries()
        return await self._walk(
            Errand.FETCH, app_id, tokens_replaced(entries, app_id), entries, NOBODY
        )

    async def generate(self, app_id: str, *, witness: Witness = NOBODY) -> TokenReading:
        """Let the person press the button that the page offers, and take the new token.

        What was pasted before is forgotten at once: from here on it may be dead.

        Raises:
            NotConfirmedError: the person left, and says that the button was not pressed.
            OutcomeUnknownError: the person left, and the button may have been pressed.
            OrgError: the app could not be read; nobody was asked anything.
        """
        entries = await self._entries()
        kept = self._forget(app_id)
        old = tokens_had(entries, app_id) | self._dropped[app_id]
        try:
            return await self._walk(Errand.GENERATE, app_id, old, entries, witness)
        except (NotConfirmedError, OrgError) as error:
            if kept is not None and not isinstance(error, OutcomeUnknownError):
                self._pasted[app_id] = kept
            raise

    def _forget(self, app_id: str) -> TokenReading | None:
        kept = self._pasted.pop(app_id, None)
        if kept is not None and kept.token is not None:
            self._dropped[app_id] |= {kept.token.fingerprint}
        return kept

    async def _entries(self) -> list[JournalEntry]:
        try:
            return await asyncio.to_thread(self._journal.entries)
        except JournalError:
            return []

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
        self,
        errand: Errand,
        app_id: str,
        old: frozenset[str],
        entries: Sequence[JournalEntry],
        witness: Witness,
    ) -> TokenReading:
        details = await self._directory.app(app_id)
        org = await self._directory.org()
        walk = Walk(errand, org, app_id, details.app.name)
        newer_row = await self._newer_row(walk)

        def problem(pasted: Secret) -> str:
            if why := paste_problem(pasted):
                return why
            if self._is_session(pasted):
                return "That is the session id. Copy the token that Click to reveal shows."
            if pasted.fingerprint in old:
                return f"That is the token from before ({pasted.fingerprint}). Copy the new one."
            other = self._others(app_id, pasted, entries)
            if other:
                return f"That is the token of {spelt(other, 60)}. Copy the one of this app."
            return witness.refuses(pasted)

        witness.leaving()
        token = await self._guide.lead(walk, problem, newer_row)
        now = self._clock.now()
        reading = TokenReading(app_id, TokenState.PRESENT, token, now, pasted=True)
        self._pasted[app_id] = reading
        self._names[app_id] = walk.app_name
        return reading

    def _others(self, app_id: str, pasted: Secret, entries: Sequence[JournalEntry]) -> str:
        """The name of another app whose token it is, as journal and earlier pastes know."""
        for other, reading in self._pasted.items():
            if other != app_id and reading.token == pasted:
                return self._names[other]
        return others_token(entries, app_id, pasted.fingerprint)


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
