"""One token on its way to several targets: implements `tui.services.acts.HandOn`.

It keeps the token until every target holds it, so that after a failure it can be handed over once more or copied.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress

from tui.domain.handover import TargetCard
from tui.domain.rotation import State, TargetLine
from tui.domain.secret import Secret
from tui.ports import Clock, OpenTarget
from tui.services.delivery import REPEAT_SECONDS, Delivery
from tui.services.lockout import LockOut


class Deliveries:
    """The targets of one hand-over, all of them open.

    Args:
        changed: told after every step.

    Attributes:
        token: the token as long as a target is without it; None before and after.
        fingerprint: of the token; None as long as there was none.
        lockout: runs from the moment before a POST leaves.
    """

    def __init__(self, clock: Clock, changed: Callable[[], None]) -> None:
        self._clock = clock
        self._changed = changed
        self._rows: dict[str, Delivery] = {}
        self._settling: asyncio.Task[None] | None = None
        self.token: Secret | None = None
        self.fingerprint: str | None = None
        self.lockout = LockOut(clock)

    def add(self, card: TargetCard, way: OpenTarget) -> None:
        """One more target, open."""
        self._rows[card.name] = Delivery(card, way, self._clock, self._changed)

    # -- what stands -----------------------------------------------------------------------------

    @property
    def targets(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(self._rows)

    @property
    def lines(self) -> tuple[TargetLine, ...]:
        """What is known of each."""
        return tuple(row.line(self.lockout) for row in self._rows.values())

    def standing(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Targets that hold the token, and those that do not or are not known to."""
        held = tuple(name for name, row in self._rows.items() if row.state.holds)
        return held, tuple(name for name in self._rows if name not in held)

    @property
    def complete(self) -> bool:
        """Whether every target holds the token."""
        return self.fingerprint is not None and not self.standing()[1]

    @property
    def lockout_ms(self) -> int | None:
        """The lock-out at most; it runs while a target is without the token."""
        moments = [row.acknowledged_at for row in self._rows.values()]
        known = [moment for moment in moments if moment is not None]
        return self.lockout.until(max(known) if known and len(known) == len(moments) else None)

    # -- handing over ----------------------------------------------------------------------------

    def leaving(self) -> None:
        """See `Witness.leaving`."""
        self.lockout.begin()

    def refuses(self, token: Secret) -> str:
        """See `Witness.refuses`: what a target held before the act is no new token."""
        for name, row in self._rows.items():
            if row.held_before(token):
                return (
                    f"That is what {name} holds already, the token from before. Copy the new one."
                )
        return ""

    async def take(self, token: Secret) -> None:
        """See `HandOn.take`. What may be repeated begins to be repeated behind it."""
        self.token, self.fingerprint = token, token.fingerprint
        waiting = [row for row in self._rows.values() if row.state is State.WAITING]
        await asyncio.gather(*(row.write(token) for row in waiting))
        self._settling = asyncio.ensure_future(self._settle(token))

    async def settle(self) -> None:
        """Wait until nothing more comes of itself: repeated for at most a minute, and asked what they hold."""
        if self._settling is not None:
            await self._settling
        self._let_go_of_the_token()

    async def again(self, opened: Mapping[str, OpenTarget]) -> None:
        """Try the targets in `opened` once more, each over its fresh connection."""
        if self.token is None:  # let go of while the targets were being opened
            await asyncio.gather(*(way.close() for way in opened.values()))
            return
        token, until = self.token, self._clock.monotonic() + REPEAT_SECONDS
        await asyncio.gather(
            *(self._rows[name].again(token, way, until) for name, way in opened.items())
        )
        self._let_go_of_the_token()

    async def close(self) -> None:
        """Let go of connections and token; what is being repeated stops."""
        settling, self._settling = self._settling, None
        if settling is not None:
            settling.cancel()
            with suppress(asyncio.CancelledError):
                await settling
        self.token = None
        await asyncio.gather(*(row.close() for row in self._rows.values()))

    async def _settle(self, token: Secret) -> None:
        until = self._clock.monotonic() + REPEAT_SECONDS
        await asyncio.gather(*(row.settle(token, until) for row in self._rows.values()))

    def _let_go_of_the_token(self) -> None:
        if self.complete:
            self.token = None
