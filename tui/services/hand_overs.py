"""What handing over needs of one org: its targets, the token that there is, and the record."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from tui.domain.acts import Deed, JournalEntry, Result, Subject, Upshot
from tui.domain.connected_app import ConnectedApp
from tui.domain.handover import Errand, TargetCard
from tui.domain.org import Org, OrgKind
from tui.domain.rotation import Offer
from tui.domain.secret import Secret
from tui.domain.token import TokenReading
from tui.errors import JournalError, NotFoundError, NotRecordedError, OrgError, UsageError
from tui.ports import Gateway, Journal, OpenAct, OrgDirectory, SetupPage, Target
from tui.services.beginning import begun


class HandOvers:
    """Judges targets, reads tokens, keeps the record of hand-overs.

    Args:
        targets: of the configuration, and the practice gateway where there is one.
        org_name: the org's name in the configuration.
    """

    def __init__(
        self,
        page: SetupPage,
        directory: OrgDirectory,
        journal: Journal,
        *,
        targets: Sequence[Target] = (),
        org_name: str = "",
    ) -> None:
        self._page = page
        self._directory = directory
        self._journal = journal
        self._targets = {target.card.name: target for target in targets}
        self._org_name = org_name
        self._org: Org | None = None
        self._by: str | None = None

    # -- targets ---------------------------------------------------------------------------------

    @property
    def cards(self) -> tuple[TargetCard, ...]:
        """Every target there is."""
        return tuple(target.card for target in self._targets.values())

    def target(self, name: str) -> Target:
        """The target of that name.

        Raises:
            UsageError: there is none.
        """
        found = self._targets.get(name)
        if found is None:
            known = ", ".join(self._targets)
            raise UsageError(
                f"There is no target “{name}”.",
                hint=f"There are: {known}."
                if known
                else "The configuration has no [targets.NAME].",
            )
        return found

    @property
    def gateway(self) -> Gateway | None:
        """The target that can be told to use what it holds; only a practice org has one."""
        for target in self._targets.values():
            if isinstance(target, Gateway):
                return target
        return None

    async def errand(self, app: ConnectedApp, *, named: bool = False) -> Errand:
        """Whose token is to be handed over.

        Raises:
            OrgError: the org does not say what it is.
        """
        org, by = await asyncio.gather(self.org(), self._who())
        return Errand(self._org_name, org, app.id, app.name, named, by)

    async def _who(self) -> str:
        """The user, for targets that keep who changed them; empty where the org does not say."""
        if self._by is None:
            try:
                self._by = (await self._directory.user()).username
            except OrgError:
                return ""
        return self._by

    async def org(self) -> Org:
        """The org; asked once.

        Raises:
            OrgError: it could not be read.
        """
        if self._org is None:
            self._org = await self._directory.org()
        return self._org

    async def offers(self, app: ConnectedApp) -> list[Offer]:
        """Every target, with the reason why it does not take this app's token, if it does not.

        Raises:
            OrgError: the org does not say what it is.
        """
        plain, named = await self.errand(app), await self.errand(app, named=True)
        return [
            Offer(card, refusal, if_named=bool(refusal) and not card.binding.refusal(named))
            for card in self.cards
            for refusal in (card.binding.refusal(plain),)
        ]

    async def targets_naming(self, app: ConnectedApp) -> list[Target]:
        """The targets that take part when several apps are rotated: those that name the app.

        In the practice org a target that is bound to it and to no app takes every app's token.

        Raises:
            OrgError: the org does not say what it is.
        """
        errand = await self.errand(app)
        return [
            target
            for target in self._targets.values()
            if _names(target.card, errand) and not target.card.binding.refusal(errand)
        ]

    # -- the token -------------------------------------------------------------------------------

    async def read(self, app_id: str) -> TokenReading:
        """What the Setup page holds now.

        Raises:
            OrgError: as `SetupPage.read`.
        """
        return await self._page.read(app_id)

    async def fetch(self, app_id: str) -> TokenReading:
        """The token that there is, to be handed over.

        Raises:
            NotConfirmedError: a person was asked for it and brought none.
            OrgError: as `SetupPage.fetch`.
        """
        return await self._page.fetch(app_id)

    async def token(self, app_id: str) -> Secret:
        """As `fetch`, the value alone.

        Raises:
            NotFoundError: the app has none.
        """
        found = (await self.fetch(app_id)).token
        if found is None:
            raise NotFoundError("The app has no token.", hint="Generate the first one.")
        return found

    # -- the record ------------------------------------------------------------------------------

    async def begin(self, app: ConnectedApp, fingerprint: str, targets: Sequence[str]) -> OpenAct:
        """Record that a token is about to be handed over.

        Raises:
            NotRecordedError: it is not on disk; nothing may be written.
            OrgError: the org does not say who acts.
        """
        org, user = await asyncio.gather(self.org(), self._directory.user())
        subject = Subject(app.id, app.name, fingerprint, None, tuple(targets))
        begin = partial(self._journal.begin, Deed.HAND_OVER, org, user, subject)
        return await begun(begin)

    async def undelivered(self) -> list[JournalEntry]:
        """Acts of this org whose token a target is still without, and which nobody holds; oldest first.

        Raises:
            JournalError: the journal cannot be read.
            OrgError: the org does not say which one it is.
        """
        org = await self.org()
        entries = await asyncio.to_thread(self._journal.entries)
        return [
            entry for entry in entries if entry.undelivered and entry.intent.org_id == org.org_id
        ]

    async def close_older(
        self, app_id: str, fingerprint: str, held: Sequence[str], *, living: bool
    ) -> None:
        """Targets in `held` hold the app's token of that fingerprint: older acts miss nothing there any more.

        Those are closed whose token it is, or whose token is dead by now. Of a token that a person brought it is not
        known that it lives: an act that made another one stays open, unless a later act made a newer one; where
        nobody knows which one it made, the person's word counts. What cannot be read or written stays open, and is
        offered again.

        Args:
            living: the org gives this token out today.
        """
        with suppress(JournalError, NotRecordedError):
            for entry in await self.undelivered():
                if entry.intent.app_id != app_id or not set(entry.missing) & set(held):
                    continue
                same = _may_be_of(entry, fingerprint)
                if same or living or await asyncio.to_thread(self._superseded, entry):
                    await asyncio.to_thread(self._close, entry, held, same=same)

    def _superseded(self, entry: JournalEntry) -> bool:
        """Whether a later act made another token of the app."""
        about = entry.intent
        return any(
            later.outcome is not None
            and later.outcome.result is Result.DONE
            and later.intent.deed is not Deed.HAND_OVER
            and (later.intent.org_id, later.intent.app_id) == (about.org_id, about.app_id)
            for later in self._journal.entries()
            if later.intent.at > about.at
        )

    def _close(self, entry: JournalEntry, held: Sequence[str], *, same: bool) -> None:
        act = self._journal.resume(entry.intent)
        if act is None:
            return
        before = entry.outcome.held if entry.outcome else ()
        later = tuple(name for name in entry.missing if name in held) if same else ()
        act.end(
            Upshot(
                Result.DONE,
                fingerprint=_token_of(entry),
                words="Handed over later." if same else "A newer token was handed over instead.",
                held=(*before, *later),
                missing=tuple(name for name in entry.missing if name not in held),
                unseen=entry.outcome is not None and entry.outcome.unseen,
            )
        )


def _token_of(entry: JournalEntry) -> str | None:
    """Fingerprint of the token that the act was about to hand over, where it is known."""
    known = entry.outcome.fingerprint if entry.outcome else None
    handed = entry.intent.replacing if entry.intent.deed is Deed.HAND_OVER else None
    return known or handed


def _may_be_of(entry: JournalEntry, fingerprint: str) -> bool:
    """Whether the act's token is the one of that fingerprint, as far as is known."""
    token = _token_of(entry)
    return token == fingerprint or (token is None and fingerprint != entry.intent.replacing)


def _names(card: TargetCard, errand: Errand) -> bool:
    binding = card.binding
    rehearsal = errand.org.kind is OrgKind.PRACTICE and errand.org_name in binding.orgs
    return binding.names(errand.app_id) or (rehearsal and not binding.apps)
