"""The acts that cannot be undone: generate and regenerate, once each, recorded before and after.

An act is sent when its intent is on disk, and never a second time. When its answer is lost, nothing here tries
again: the act is looked up, in the Setup page and in the audit trail.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from tui.domain.acts import Deed, Finding, Intent, JournalEntry, Result
from tui.domain.connected_app import ConnectedApp, TokenState
from tui.domain.judgement import judge
from tui.domain.org import Org, User
from tui.domain.token import Generation, TokenReading
from tui.errors import (
    ConflictError,
    ConsoleError,
    NotFoundError,
    NotRecordedError,
    OrgError,
    OutcomeUnknownError,
    ReadOnlyError,
)
from tui.ports import Clock, Journal, OpenAct, OrgDirectory, SetupPage
from tui.services.token_desk import TokenFacts, facts_of

_CHECK_SECONDS = 3.0
"""How long a token that was just made may be held back to see whether it still lives."""


@dataclass(frozen=True, slots=True)
class Done:
    """A token was made."""

    facts: TokenFacts
    warning: str = ""
    """What went wrong beside it: the outcome could not be recorded."""


class Acts:
    """Makes and replaces tokens in one org.

    Args:
        page: presses the buttons.
        directory: says who we are, and what the audit trail knows.
        journal: holds intent and outcome.
        read_only: why nothing may be changed, in words; empty where it may.
    """

    def __init__(
        self,
        page: SetupPage,
        directory: OrgDirectory,
        journal: Journal,
        clock: Clock,
        *,
        read_only: str = "",
    ) -> None:
        self._page = page
        self._directory = directory
        self._journal = journal
        self._clock = clock
        self.read_only = read_only
        self._org_id = ""

    def check_writable(self, deed: Deed) -> None:
        """Refuse what read only forbids, before anything is asked or sent.

        Raises:
            ReadOnlyError: nothing may be changed here.
        """
        if self.read_only:
            raise ReadOnlyError(
                f"Refused to {deed}: {self.read_only}",
                hint="Reveal and copy change nothing and still work.",
            )

    async def generate(self, app: ConnectedApp, *, latest: Generation | None = None) -> Done:
        """Make the app's first token.

        Args:
            latest: the newest generation the trail was known to have.

        Raises:
            ReadOnlyError: nothing may be changed here.
            NotRecordedError: the intent is not on disk; nothing was sent.
            OutcomeUnknownError: sent, and the answer was lost; `look_up` may tell.
            OrgError: as `SetupPage.generate`; nothing was sent.
        """
        press = partial(self._page.generate, app.id)
        return await self._act(Deed.GENERATE, app, press, replacing=None, latest=latest)

    async def regenerate(
        self, app: ConnectedApp, *, replacing: str | None, latest: Generation | None = None
    ) -> Done:
        """Replace the token that the admin was shown.

        Args:
            replacing: fingerprint of that token.
            latest: the newest generation the trail was known to have.

        Raises:
            NotFoundError: the admin was shown no token.
            ConflictError: it is another one by now; says whose doing that was, where the trail has it.
            ReadOnlyError, NotRecordedError, OutcomeUnknownError, OrgError: as `generate`.
        """
        self.check_writable(Deed.REGENERATE)
        if replacing is None:
            raise NotFoundError("There is no token to replace.", hint="Generate the first one.")
        press = partial(self._page.regenerate, app.id, replacing=replacing)
        return await self._act(Deed.REGENERATE, app, press, replacing=replacing, latest=latest)

    async def _act(
        self,
        deed: Deed,
        app: ConnectedApp,
        press: Callable[[], Awaitable[TokenReading]],
        *,
        replacing: str | None,
        latest: Generation | None,
    ) -> Done:
        self.check_writable(deed)
        act = await self._begin(deed, app, replacing=replacing, latest=latest)
        try:
            reading = await press()
        except OutcomeUnknownError as error:
            await _end(act, Result.UNKNOWN, words=error.what)
            raise
        except ConsoleError as error:  # raised before anything was sent
            await _end(act, Result.NOT_DONE, words=error.what)
            if isinstance(error, ConflictError):
                raise error.by(await self._whose(app, latest)) from None
            raise
        except BaseException:
            # Cancelled, or a bug: the request may have left. Recorded at once, for there may be no later.
            act.end(Result.UNKNOWN, words="The console was left before the org answered.")
            raise
        facts = facts_of(reading)
        warning = await _end(act, Result.DONE, fingerprint=facts.fingerprint)
        return Done(facts, warning or await self._overtaken(facts))

    async def _overtaken(self, facts: TokenFacts) -> str:
        """What to say where somebody has replaced the new token already; empty where nobody is known to have."""
        with suppress(OrgError, TimeoutError):
            async with asyncio.timeout(_CHECK_SECONDS):
                now = facts_of(await self._page.read(facts.app_id))
            if now.fingerprint != facts.fingerprint:
                return (
                    "Somebody regenerated it again at the same moment: this token is dead already. "
                    f"The app holds {now.fingerprint or 'none'}."
                )
        return ""

    async def _begin(
        self,
        deed: Deed,
        app: ConnectedApp,
        *,
        replacing: str | None,
        latest: Generation | None,
    ) -> OpenAct:
        org, user = await self._place()
        self._org_id = org.org_id
        begin = partial(
            self._journal.begin,
            deed,
            org,
            user,
            app_id=app.id,
            app_name=app.name,
            replacing=replacing,
            last_row=latest.at if latest else None,
        )
        writing = asyncio.ensure_future(asyncio.to_thread(begin))
        try:
            return await asyncio.shield(writing)
        except asyncio.CancelledError:
            writing.add_done_callback(_give_up)
            raise

    async def _place(self) -> tuple[Org, User]:
        org, user = await asyncio.gather(self._directory.org(), self._directory.user())
        return org, user

    async def _whose(self, app: ConnectedApp, latest: Generation | None) -> str:
        """Who was quicker, in a sentence; empty where the trail does not say."""
        rows = await self._rows()
        newer = [
            row
            for row in rows or ()
            if row.app_name == app.name and (latest is None or row.at > latest.at)
        ]
        if not newer:
            return ""
        newest = max(newer, key=lambda row: row.at)
        minutes = max(0, int((self._clock.now() - newest.at).total_seconds() // 60))
        when = "just now" if not minutes else f"{minutes:,} min ago"
        return f"{newest.by or 'Somebody'} generated it {when}."

    # -- afterwards --------------------------------------------------------------------------------

    async def unresolved(self) -> list[JournalEntry]:
        """Acts in this org whose outcome nobody knows, and which no living console holds; oldest first.

        Raises:
            JournalError: the journal cannot be read.
            OrgError: the org does not say which one it is.
        """
        org = await self._directory.org()
        entries = await asyncio.to_thread(self._journal.entries)
        return [
            entry for entry in entries if entry.unresolved and entry.intent.org_id == org.org_id
        ]

    async def entries(self) -> list[JournalEntry]:
        """The whole journal, of all orgs, newest first.

        Raises:
            JournalError: it cannot be read.
        """
        return list(reversed(await asyncio.to_thread(self._journal.entries)))

    async def last_unresolved(self, app_id: str) -> Intent | None:
        """The newest act on the app that is unresolved. Asks the journal alone: the org may be away.

        A copied sandbox may bear the app Ids of its original, so after an act only its own org's count.

        Raises:
            JournalError: it cannot be read.
        """
        entries = await asyncio.to_thread(self._journal.entries)
        mine = [
            entry
            for entry in entries
            if entry.unresolved
            and entry.intent.app_id == app_id
            and (not self._org_id or entry.intent.org_id == self._org_id)
        ]
        return mine[-1].intent if mine else None

    async def look_up(self, intent: Intent, *, shared_name: bool = False) -> Finding:
        """Find out whether an act happened, and record what was found.

        Args:
            shared_name: several apps bear the app's name, so that the audit trail proves nothing for it.

        Raises:
            NotRecordedError, JournalError: the journal cannot be used.
        """
        act = await asyncio.to_thread(self._journal.resume, intent)
        if act is None:
            return Finding(
                Result.UNKNOWN, "Another console holds this act, or has ended it meanwhile."
            )
        try:
            finding = await self._judge(intent, shared_name=shared_name)
        except BaseException:
            act.end(Result.UNKNOWN, words="The look-up was not finished.")
            raise
        await _end(act, finding.result, fingerprint=finding.fingerprint, words=finding.words)
        return finding

    async def _judge(self, intent: Intent, *, shared_name: bool) -> Finding:
        reading, rows = await asyncio.gather(self._reading(intent.app_id), self._rows())
        facts = facts_of(reading) if reading else None
        return judge(
            intent,
            facts.state if facts else None,
            facts.fingerprint if facts else None,
            None if shared_name else rows,
            acts=await asyncio.to_thread(self._other_acts, intent),
        )

    async def _reading(self, app_id: str) -> TokenReading | None:
        try:
            return await self._page.read(app_id)
        except NotFoundError:
            return TokenReading(app_id, TokenState.UNKNOWN, None, self._clock.now())
        except OrgError:
            return None

    async def _rows(self) -> Sequence[Generation] | None:
        try:
            return await self._directory.generations()
        except OrgError:
            return None

    def _other_acts(self, intent: Intent) -> list[JournalEntry]:
        return [
            entry
            for entry in self._journal.entries()
            if entry.intent.act_id != intent.act_id
            and entry.intent.org_id == intent.org_id
            and entry.intent.app_id == intent.app_id
        ]


async def _end(
    act: OpenAct, result: Result, *, fingerprint: str | None = None, words: str = ""
) -> str:
    """Record the outcome; returns what to say where it could not be recorded."""
    try:
        await asyncio.to_thread(partial(act.end, result, fingerprint=fingerprint, words=words))
    except NotRecordedError as error:
        return f"The journal holds the intent but not the outcome. {error.what}"
    return ""


def _give_up(writing: "asyncio.Future[OpenAct]") -> None:
    """The act was cancelled while its intent was being written: nothing was sent."""
    if not writing.cancelled() and writing.exception() is None:
        writing.result().end(Result.NOT_DONE, words="Cancelled before it was sent.")
