"""What the journal is told of one rotation or hand-over, from the first writes to the end."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from tui.domain.acts import Deed, Result, Upshot
from tui.domain.connected_app import ConnectedApp
from tui.domain.rotation import State
from tui.errors import NotRecordedError, OrgError
from tui.ports import OpenAct
from tui.services.acts import Done
from tui.services.deliveries import Deliveries
from tui.services.hand_overs import HandOvers


class DeliveryRecord:
    """Holds the act for as long as a target is without the token, so that no other console offers to finish it.

    Args:
        deed: what the person meant as a whole.

    Attributes:
        warning: what could not be recorded, and what `Acts` had to say beside it.
        notice: what was done beside it.
        living: the org itself gives the token out, so it is the one of today; not so where a person brings it.
    """

    def __init__(
        self, hand_overs: HandOvers, app: ConnectedApp, deed: Deed, deliveries: Deliveries
    ) -> None:
        self._hand_overs = hand_overs
        self._app = app
        self._deed = deed
        self._deliveries = deliveries
        self._act: OpenAct | None = None
        self._noted: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._unseen = False
        self.warning = ""
        self.notice = ""
        self.living = False

    async def begin(self, fingerprint: str, targets: Sequence[str]) -> None:
        """Put a hand-over on disk before its first write.

        Raises:
            NotRecordedError: it is not there; nothing may be written.
            OrgError: the org does not say who acts.
        """
        self._act = await self._hand_overs.begin(self._app, fingerprint, targets)

    def carry_on(self, done: Done) -> None:
        """A regenerate is on record with its first writes; its act is still held where one of them failed."""
        self._act, self.warning, self.notice = done.act, done.warning, done.notice
        self._unseen = done.unseen
        self._noted = self._deliveries.standing()

    async def keep(self) -> None:
        """Record what stands. An act that misses nothing ends, and what older acts missed is closed with it."""
        held, missing = standing = self._deliveries.standing()
        try:
            if self._act is None and missing:  # acknowledged at first, and found to be gone since
                await self.begin(self._deliveries.fingerprint or "", missing)
            if self._act is not None and (standing != self._noted or not missing):
                await asyncio.to_thread(self._write, self._act, ended=not missing)
                self._noted = standing
        except (NotRecordedError, OrgError) as error:
            words = f"The journal does not hold all of it. {error.what}"
            self.warning = f"{self.warning} {words}".strip()
        if not missing:
            self._act = None
        fingerprint = self._deliveries.fingerprint
        if fingerprint is not None:
            await self._hand_overs.close_older(self._app.id, fingerprint, held, living=self.living)

    async def end(self, words: str) -> None:
        """Let go of the act, whatever is missing: it is offered at the next start."""
        await asyncio.to_thread(self.end_at_once, words)

    def end_at_once(self, words: str) -> None:
        """As `end`, where there may be no later."""
        act, self._act = self._act, None
        if act is not None:
            with suppress(NotRecordedError):
                self._write(act, ended=True, words=words)

    def _write(self, act: OpenAct, *, ended: bool, words: str = "") -> None:
        held, missing = self._deliveries.standing()
        fingerprint = self._deliveries.fingerprint
        upshot = Upshot(
            self._result(held),
            fingerprint,
            words,
            tuple(held),
            tuple(missing),
            unseen=self._unseen,
        )
        (act.end if ended else act.note)(upshot)

    def _result(self, held: Sequence[str]) -> Result:
        """A regenerate is done whoever holds its token; a hand-over alone as soon as one target does."""
        if held or self._deed is not Deed.HAND_OVER:
            return Result.DONE
        unsure = any(
            line.state in (State.UNKNOWN, State.WRITING) for line in self._deliveries.lines
        )
        return Result.UNKNOWN if unsure else Result.NOT_DONE
