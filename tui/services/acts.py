"""The acts that cannot be undone: generate and regenerate, once each, recorded before and after.

An act is sent when its intent is on disk, and never a second time. When its answer is lost, nothing here tries
again: the act is looked up afterwards, which `tui.services.look_up` owns.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from tui.domain.acts import Basis, Deed, Intent, Result, Subject, Upshot
from tui.domain.connected_app import ConnectedApp, TokenState
from tui.domain.org import Org, User
from tui.domain.secret import Mark, Secret
from tui.domain.text import spelt
from tui.domain.token import Generation, TokenReading
from tui.errors import (
    ConflictError,
    ConsoleError,
    NotConfirmedError,
    NotFoundError,
    NotRecordedError,
    OrgError,
    OutcomeUnknownError,
    ReadOnlyError,
    nothing_sent_yet,
)
from tui.ports import NOBODY, Clock, Journal, OpenAct, OrgDirectory, SetupPage, Witness
from tui.services.beginning import begun
from tui.services.dead_copies import TakeOff, nothing_copied
from tui.services.look_up import LookUps, SharesName, late_words, record, unshared
from tui.services.token_desk import TokenFacts, facts_of

_CHECK_SECONDS = 3.0
"""How long a token that was just made may be held back to see whether it still lives."""


class HandOn(Witness, Protocol):
    """Where a token goes at the moment it is made, before anything else is recorded or read."""

    @property
    def targets(self) -> tuple[str, ...]:
        """Names of the targets, for the intent."""
        ...

    async def take(self, token: Secret) -> None:
        """Begin to hand the token over.

        Returns when the first write to every target has ended. Never raises, but for being cancelled.
        """
        ...

    def standing(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Targets that hold the token, and those that do not or are not known to."""
        ...


@dataclass(frozen=True, slots=True)
class Done:
    """A token was made."""

    facts: TokenFacts
    warning: str = ""
    """What went wrong beside it, in sentences."""
    notice: str = ""
    """What was done beside it, likewise."""
    act: OpenAct | None = None
    """Still held, where a target is without the token: whoever hands it over ends the act."""
    unseen: bool = False
    """A person pasted it, and the audit trail has no row of it yet."""
    overtaken: bool = False
    """The app was found to hold yet another token: this one is dead already. The warning says so."""


class Acts:
    """Makes and replaces tokens in one org.

    Args:
        page: presses the buttons.
        directory: says who we are, and what the audit trail knows.
        journal: holds intent and outcome.
        read_only: why nothing may be changed, in words; empty where it may.
        guided: whether a person presses the buttons, in a browser.
        shares_name: see `LookUps`.
        take_off: takes a copy of a token that died off the clipboard; see `DeadCopies`.

    Attributes:
        look_ups: finds out what came of acts whose answer was lost.
    """

    def __init__(
        self,
        page: SetupPage,
        directory: OrgDirectory,
        journal: Journal,
        clock: Clock,
        *,
        read_only: str = "",
        guided: bool = False,
        shares_name: SharesName = unshared,
        take_off: TakeOff = nothing_copied,
    ) -> None:
        self._page = page
        self._directory = directory
        self._journal = journal
        self._clock = clock
        self.read_only = read_only
        self._guided = guided
        self._take_off = take_off
        self.look_ups = LookUps(page, directory, journal, clock, shares_name, take_off=take_off)
        self._org_id = ""

    def check_writable(self, deed: Deed) -> None:
        """Refuse what read only forbids, before anything is asked or sent.

        Raises:
            ReadOnlyError: nothing may be changed here.
        """
        if self.read_only:
            with nothing_sent_yet():
                raise ReadOnlyError(
                    f"Refused to {deed}: {self.read_only}",
                    hint="Reveal and copy change nothing and still work.",
                )

    async def generate(
        self,
        app: ConnectedApp,
        *,
        latest: Generation | None = None,
        hand_on: HandOn | None = None,
    ) -> Done:
        """Make the app's first token.

        Args:
            latest: the newest generation the trail was known to have.
            hand_on: gets the new token from the org's own answer; where that was lost it gets nothing.

        Raises:
            ReadOnlyError: nothing may be changed here.
            NotRecordedError: the intent is not on disk; nothing was sent.
            ConflictError: an earlier request of this console arrived late; or a token exists. Nothing was sent.
            OutcomeUnknownError: sent, and the answer was lost; a look-up may tell.
            OrgError: as `SetupPage.generate`; nothing was sent.
        """
        press = partial(self._page.generate, app.id, witness=hand_on or NOBODY)
        return await self._act(
            Deed.GENERATE, app, press, replacing=None, latest=latest, hand_on=hand_on
        )

    async def regenerate(
        self,
        app: ConnectedApp,
        *,
        replacing: Mark | None,
        latest: Generation | None = None,
        hand_on: HandOn | None = None,
    ) -> Done:
        """Replace the token that the admin was shown.

        Args:
            replacing: that token's mark.
            latest, hand_on: as `generate`.

        Raises:
            NotFoundError: the admin was shown no token.
            ConflictError: it is another one by now; says whose doing that was, where the trail has it.
            ReadOnlyError, NotRecordedError, OutcomeUnknownError, OrgError: as `generate`.
        """
        self.check_writable(Deed.REGENERATE)
        if replacing is None:
            with nothing_sent_yet():
                raise NotFoundError("There is no token to replace.", hint="Generate the first one.")
        witness = hand_on or NOBODY
        press = partial(self._page.regenerate, app.id, replacing=replacing, witness=witness)
        return await self._act(
            Deed.REGENERATE, app, press, replacing=replacing, latest=latest, hand_on=hand_on
        )

    async def _act(
        self,
        deed: Deed,
        app: ConnectedApp,
        press: Callable[[], Awaitable[TokenReading]],
        *,
        replacing: Mark | None,
        latest: Generation | None,
        hand_on: HandOn | None,
    ) -> Done:
        self.check_writable(deed)
        with nothing_sent_yet(by_hand=self._guided):
            await self._check_in_doubt(app)
            last_row = latest.at if latest else None
            targets = hand_on.targets if hand_on else ()
            seen = replacing.fingerprint if replacing else None
            subject = Subject(app.id, app.name, seen, last_row, targets, guided=self._guided)
            act = await self._begin(deed, subject)
            reading = await self._press(act, press, app, latest)
        return await self._made(act, reading, hand_on)

    async def _check_in_doubt(self, app: ConnectedApp) -> None:
        """Stop where an earlier request of this journal has arrived since a look-up did not find it."""
        late = await self.look_ups.arrived_late(app.id)
        if late:
            raise ConflictError(
                f"{late_words(late[-1])} This time nothing was changed.",
                hint="The app may hold another token than you saw. Look at it again, then decide.",
            )

    async def _press(
        self,
        act: OpenAct,
        press: Callable[[], Awaitable[TokenReading]],
        app: ConnectedApp,
        latest: Generation | None,
    ) -> TokenReading:
        try:
            return await press()
        except OutcomeUnknownError as error:
            warning = await record(partial(act.end, Upshot(Result.UNKNOWN, words=error.what)))
            raise error.adding(warning) from None
        except ConsoleError as error:  # before anything was sent, or proven to have changed nothing
            # A person's "no" is doubted like a look-up: the trail may tell otherwise later.
            said = isinstance(error, NotConfirmedError)
            basis = Basis.LOOK_UP if said else Basis.ANSWER
            upshot = Upshot(Result.NOT_DONE, words=error.what, basis=basis)
            warning = await record(partial(act.end, upshot))
            if isinstance(error, ConflictError):
                error = error.adding(await self._whose(app, latest))
            raise error.adding(warning) from None
        except BaseException:
            # Cancelled, or a bug: the request may have left. Recorded at once, for there may be no later.
            with suppress(NotRecordedError):
                act.end(
                    Upshot(Result.UNKNOWN, words="The console was left before the org answered.")
                )
            raise

    async def _made(self, act: OpenAct, reading: TokenReading, hand_on: HandOn | None) -> Done:
        """Hand the token on at once, then record it."""
        facts, intent = facts_of(reading), act.intent
        held, missing = await self._hand_on(act, reading, hand_on)
        upshot = Upshot(
            Result.DONE, facts.fingerprint, held=held, missing=missing, unseen=reading.pasted
        )
        try:
            unrecorded = await record(partial(act.note if missing else act.end, upshot))
            notice = await self._take_off(
                facts.app_id, facts.fingerprint, intent.replacing, facts.read_at
            )
            unseen = reading.pasted and not await self.look_ups.confirm_pasted(facts.app_id)
            overtaken = await self._overtaken(facts)
        except BaseException:
            if missing:  # nobody else has the act yet, and held it would never be offered again
                with suppress(NotRecordedError):
                    act.end(upshot)
            raise
        warning = f"{unrecorded} {overtaken}".strip()
        kept = act if missing else None
        return Done(facts, warning, notice, kept, unseen=unseen, overtaken=bool(overtaken))

    async def _hand_on(
        self, act: OpenAct, reading: TokenReading, hand_on: HandOn | None
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if hand_on is None:
            return (), ()
        if reading.token is None:  # done by the page's own account, and nothing to hand on
            return (), hand_on.targets
        try:
            await hand_on.take(reading.token)
        except BaseException:
            held, missing = hand_on.standing()
            fingerprint = reading.token.fingerprint
            with suppress(NotRecordedError):
                act.end(Upshot(Result.DONE, fingerprint, held=held, missing=missing))
            raise
        return hand_on.standing()

    async def _overtaken(self, facts: TokenFacts) -> str:
        """What to say where somebody has replaced the new token already; empty where nobody is known to have."""
        with suppress(Exception):  # a look beside the act: no error of it may cost the token
            async with asyncio.timeout(_CHECK_SECONDS):
                now = facts_of(await self._page.read(facts.app_id))
            if now.state is not TokenState.UNKNOWN and now.mark != facts.mark:
                return (
                    "Somebody regenerated it again at the same moment: this token is dead already. "
                    f"The app holds {now.fingerprint or 'none'}."
                )
        return ""

    async def _begin(self, deed: Deed, subject: Subject) -> OpenAct:
        org, user = await self._place()
        self._org_id = org.org_id
        begin = partial(self._journal.begin, deed, org, user, subject)
        return await begun(begin)

    async def _place(self) -> tuple[Org, User]:
        org, user = await asyncio.gather(self._directory.org(), self._directory.user())
        return org, user

    async def _whose(self, app: ConnectedApp, latest: Generation | None) -> str:
        """Who was quicker, in a sentence; empty where the trail does not say."""
        try:
            rows = await self._directory.generations()
        except OrgError:
            return ""
        newer = [
            row
            for row in rows
            if row.app_name == app.name and (latest is None or row.at > latest.at)
        ]
        if not newer:
            return ""
        newest = max(newer, key=lambda row: row.at)
        minutes = max(0, int((self._clock.now() - newest.at).total_seconds() // 60))
        when = "just now" if not minutes else f"{minutes:,} min ago"
        return f"{spelt(newest.by) or 'Somebody'} generated it {when}."

    async def last_unresolved(self, app_id: str) -> Intent | None:
        """See `LookUps.last_unresolved`; after an act only those of its own org count.

        Raises:
            JournalError: the journal cannot be read.
        """
        return await self.look_ups.last_unresolved(app_id, org_id=self._org_id)
