"""What came of acts, found out afterwards: the journal's unfinished acts, looked up in Setup page and audit trail.

It owns the rule that nothing is tried again here. That an act did not happen is only ever said of the time of the
look-up: its request may still be on its way. So such acts stay in doubt for a day, and their row is looked for at every
look-up of the app, before the next write to it, and when unfinished acts are looked for.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from tui.domain.acts import Basis, Deed, Finding, Intent, JournalEntry, Result, Upshot
from tui.domain.connected_app import TokenState
from tui.domain.evidence import awaits_row, in_doubt, late_row, pasted_row
from tui.domain.judgement import judge
from tui.domain.text import spelt
from tui.domain.token import Generation, TokenReading
from tui.errors import JournalError, NotFoundError, NotRecordedError, OrgError
from tui.ports import Clock, Journal, OpenAct, OrgDirectory, SetupPage
from tui.services.dead_copies import TakeOff, nothing_copied
from tui.services.token_desk import facts_of

SharesName = Callable[[str], Awaitable[bool]]
"""Whether several apps of the org bear a name, or may: the audit trail, which names apps, then proves nothing."""


async def unshared(_: str) -> bool:
    """For an org whose apps are known to have a name each."""
    return False


NOBODYS = Finding(
    Result.UNKNOWN, "Another console holds this act, or has ended it meanwhile. The journal has it."
)
"""What is said of an act that is not ours to look up."""
_APP_MOST = 60
_SEEN = "Pasted; the audit trail has its row."
_ARRIVED_LATE = "It happened after all: the request arrived late, and the audit trail has its row."


class LookUps:
    """Finds out what came of acts in one org, and records it.

    Args:
        page: says which token there is.
        directory: says which org this is, who we are, and what the audit trail has.
        journal: holds the acts.
        shares_name: asked before a row of the audit trail is believed.
        take_off: takes the copy of a token that turns out to be dead off the clipboard.
    """

    def __init__(
        self,
        page: SetupPage,
        directory: OrgDirectory,
        journal: Journal,
        clock: Clock,
        shares_name: SharesName = unshared,
        *,
        take_off: TakeOff = nothing_copied,
    ) -> None:
        self._page = page
        self._directory = directory
        self._journal = journal
        self._clock = clock
        self._shares_name = shares_name
        self._take_off = take_off

    # -- what there is -----------------------------------------------------------------------------

    async def entries(self) -> list[JournalEntry]:
        """The whole journal, of all orgs, newest first.

        Raises:
            JournalError: it cannot be read.
        """
        return list(reversed(await asyncio.to_thread(self._journal.entries)))

    async def unresolved(self) -> list[JournalEntry]:
        """Acts in this org whose outcome nobody knows, and which no living console holds; oldest first.

        Raises:
            JournalError: the journal cannot be read.
            OrgError: the org does not say which one it is.
        """
        return [entry for entry in await self._here() if entry.unresolved]

    async def unfinished(self) -> list[JournalEntry]:
        """Acts in this org that are unresolved, or whose token did not get to every target; oldest first.

        Raises:
            JournalError, OrgError: as `unresolved`.
        """
        return [entry for entry in await self._here() if entry.unresolved or entry.undelivered]

    async def last_unresolved(self, app_id: str, *, org_id: str = "") -> Intent | None:
        """The newest act on the app that is unresolved. Asks the journal alone: the org may be away.

        Args:
            org_id: of this org, where it is known: a copied sandbox may bear the app Ids of its original.

        Raises:
            JournalError: it cannot be read.
        """
        entries = await asyncio.to_thread(self._journal.entries)
        mine = [
            entry.intent
            for entry in entries
            if entry.unresolved
            and entry.intent.app_id == app_id
            and (not org_id or entry.intent.org_id == org_id)
        ]
        return mine[-1] if mine else None

    async def _here(self) -> list[JournalEntry]:
        org = await self._directory.org()
        entries = await asyncio.to_thread(self._journal.entries)
        return [entry for entry in entries if entry.intent.org_id == org.org_id]

    # -- looking up --------------------------------------------------------------------------------

    async def look_up(self, intent: Intent) -> Finding:
        """Find out whether an act happened, and record what was found.

        Returns the finding. What could not be recorded of it, and an earlier act on the app that turned out to have
        happened after all, are said in its words; where it happened, a copy of the old token is taken off.

        Raises:
            NotRecordedError, JournalError: the journal cannot be used.
        """
        act = await asyncio.to_thread(self._journal.resume, intent)
        if act is None:
            return NOBODYS
        try:
            reading, rows = await asyncio.gather(self._reading(intent.app_id), self._rows(intent))
            finding = await self._judge(intent, reading, rows)
        except BaseException:
            with suppress(NotRecordedError):
                unfinished = "The look-up was not finished."
                act.end(Upshot(Result.UNKNOWN, words=unfinished, basis=Basis.LOOK_UP))
            raise
        words = [finding.words, await record(partial(_end_as_found, act, finding))]
        with suppress(NotRecordedError):  # then they are found again the next time
            words += [late_words(late) for late in await self._late(intent, rows)]
        notice = await self._clear_dead(intent, finding)
        return replace(finding, words=" ".join(filter(None, words)), notice=notice)

    async def _clear_dead(self, intent: Intent, finding: Finding) -> str:
        if finding.result is not Result.DONE:
            return ""
        return await self._take_off(intent.app_id, finding.fingerprint, intent.replacing, intent.at)

    async def _judge(
        self, intent: Intent, reading: TokenReading | None, rows: Sequence[Generation] | None
    ) -> Finding:
        facts = facts_of(reading) if reading else None
        return judge(
            intent,
            facts.state if facts else None,
            facts.fingerprint if facts else None,
            rows,
            acts=await asyncio.to_thread(self._other_acts, intent),
        )

    async def settle(self, intent: Intent, result: Result) -> Finding:
        """Record what a person found out in Setup, where the console cannot tell; with who said so.

        Raises:
            NotRecordedError, JournalError: it is not recorded.
        """
        act = await asyncio.to_thread(self._journal.resume, intent)
        if act is None:
            return NOBODYS
        try:
            user = await self._directory.user()
        except OrgError:
            said_by = self._journal.person()
        else:
            said_by = f"{user.username}, {self._journal.person()}"
        finding = Finding(result, f"{said_by} looked and says: {_SAID[result]}.")
        ended = partial(_end_as_found, act, finding, basis=Basis.PERSON, said_by=said_by)
        await asyncio.to_thread(ended)
        return finding

    # -- tokens that were pasted -------------------------------------------------------------------

    async def confirm_pasted(self, app_id: str | None = None) -> bool:
        """Look for the rows of tokens that were pasted and not seen in the trail; record what is there by now.

        What cannot be read or written stays as it is, and is looked for again.

        Args:
            app_id: of this app alone.

        Returns whether the rows of all of them were found.
        """
        now = self._clock.now()
        try:
            pasted = [
                entry
                for entry in await asyncio.to_thread(self._journal.entries)
                if awaits_row(entry, now) and app_id in (None, entry.intent.app_id)
            ]
            here = (await self._directory.org()).org_id if pasted else ""
            mine = [entry for entry in pasted if entry.intent.org_id == here]
            seen = [await self._confirm(entry) for entry in mine]
        except (JournalError, NotRecordedError, OrgError):
            return False
        return all(seen)

    async def _confirm(self, entry: JournalEntry) -> bool:
        rows = await self._rows(entry.intent)
        return await asyncio.to_thread(self._record_seen, entry, rows)

    def _record_seen(self, entry: JournalEntry, rows: Sequence[Generation] | None) -> bool:
        outcome = entry.outcome
        row = pasted_row(entry, rows, self._other_acts(entry.intent))
        act = self._journal.resume(entry.intent) if outcome and row else None
        if outcome is None or act is None:
            return False
        act.end(
            Upshot(
                outcome.result,
                fingerprint=outcome.fingerprint,
                words=_SEEN,
                held=outcome.held,
                missing=outcome.missing,
                basis=Basis.LOOK_UP,
            )
        )
        return True

    # -- requests that arrive late -----------------------------------------------------------------

    async def arrived_late(self, app_id: str | None = None) -> list[Intent]:
        """Acts that were found not to have happened, and of which the org has a row by now; the journal then says so.
        Tokens that were pasted are looked for likewise (`confirm_pasted`).

        The org is asked only where there are acts in doubt; where it does not answer they stay so.

        Args:
            app_id: of this app alone.

        Raises:
            NotRecordedError, JournalError: the journal cannot be used.
        """
        await self.confirm_pasted(app_id)
        now = self._clock.now()
        doubtful = [
            entry.intent
            for entry in await asyncio.to_thread(self._journal.entries)
            if in_doubt(entry, now) and app_id in (None, entry.intent.app_id)
        ]
        try:
            here = (await self._directory.org()).org_id if doubtful else ""
        except OrgError:
            return []
        late: list[Intent] = []
        apps = {intent.app_id: intent for intent in doubtful if intent.org_id == here}
        for intent in apps.values():
            late += await self._late(intent, await self._rows(intent))
        return late

    async def _late(self, about: Intent, rows: Sequence[Generation] | None) -> list[Intent]:
        """Those of the app that `about` is about, oldest first, each recorded before the next is judged."""
        if rows is None:
            return []
        return await asyncio.to_thread(self._record_late, about, rows)

    def _record_late(self, about: Intent, rows: Sequence[Generation]) -> list[Intent]:
        late: list[Intent] = []
        now = self._clock.now()
        while True:
            entries = self._on_app(about)
            found = next((each for each in entries if late_row(each, rows, entries, now)), None)
            act = self._journal.resume(found.intent) if found else None
            if act is None:
                return late
            _end_as_found(act, Finding(Result.DONE, _ARRIVED_LATE))
            late.append(act.intent)

    # -- what is asked -----------------------------------------------------------------------------

    async def _reading(self, app_id: str) -> TokenReading | None:
        try:
            reading = await self._page.read(app_id)
            return None if reading.pasted else reading  # a paste tells nothing of the page
        except NotFoundError:
            return TokenReading(app_id, TokenState.UNKNOWN, None, self._clock.now())
        except OrgError:
            return None

    async def _rows(self, intent: Intent) -> Sequence[Generation] | None:
        """The audit trail; None where it cannot be read, or proves nothing for this app."""
        try:
            rows = await self._directory.generations()
        except OrgError:
            return None
        return None if await self._shares_name(intent.app_name) else rows

    def _on_app(self, about: Intent) -> list[JournalEntry]:
        """The acts that may have made a token of the app, oldest first."""
        return [
            entry
            for entry in self._journal.entries()
            if entry.intent.deed is not Deed.HAND_OVER
            and entry.intent.org_id == about.org_id
            and entry.intent.app_id == about.app_id
        ]

    def _other_acts(self, intent: Intent) -> list[JournalEntry]:
        return [entry for entry in self._on_app(intent) if entry.intent.act_id != intent.act_id]


_SAID = {Result.DONE: "it happened", Result.NOT_DONE: "it did not happen"}


def late_words(intent: Intent) -> str:
    """What is said of an act whose request arrived late."""
    at = intent.at.astimezone().strftime("%Y-%m-%d %H:%M")
    app = spelt(intent.app_name, _APP_MOST)
    return f"The {intent.deed} of {app}, {at}, happened after all: its request arrived late."


async def record(ending: Callable[[], None]) -> str:
    """Record an outcome; returns what to say where it could not be recorded."""
    try:
        await asyncio.to_thread(ending)
    except NotRecordedError as error:
        return f"The journal holds the intent but not the outcome. {error.what}"
    return ""


def _end_as_found(
    act: OpenAct, finding: Finding, *, basis: Basis = Basis.LOOK_UP, said_by: str = ""
) -> None:
    """What is known after a lost answer; no target has got the token of such an act."""
    act.end(
        Upshot(
            finding.result,
            fingerprint=finding.fingerprint,
            words=finding.words,
            missing=act.intent.targets if finding.result is Result.DONE else (),
            basis=basis,
            said_by=said_by,
        )
    )
