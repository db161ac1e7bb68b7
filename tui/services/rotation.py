"""One app's token to its targets: rotated, or handed over as it is.

The order is the point: targets are open, logged in and read before anything irreversible; then the one POST; the token
from its own answer goes to every target at once; only then is anything recorded, read or proven.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence

from tui.domain.acts import Deed, Result
from tui.domain.connected_app import ConnectedApp, TokenState
from tui.domain.rotation import Check, Report, Stage
from tui.domain.secret import Mark, Secret
from tui.domain.token import Generation
from tui.errors import (
    ConsoleError,
    NotFoundError,
    OutcomeUnknownError,
    PreflightError,
    UnreachableError,
    nothing_sent_yet,
)
from tui.ports import OpenTarget, Target
from tui.services.acts import Done
from tui.services.deliveries import Deliveries
from tui.services.delivery_record import DeliveryRecord
from tui.services.preflight import Preflight
from tui.services.token_desk import TokenFacts, facts_of, no_section
from tui.services.workbench import Workbench

_LOOK_AGAIN = "connected-apps journal --resume looks it up again; hand-over brings the token that lives to the targets."


def _unwatched() -> None:
    """Nobody watches."""


class Rotation:
    """One app, its targets, and the token between them.

    Args:
        targets: where the token goes.
        named: names of targets that a person confirmed by name for just this.

    Attributes:
        changed: told after every step; must neither block nor raise.
        named: names of targets that a person confirmed by name.
        stage: how far it has come.
        seen: what the Setup page held at the preflight.
    """

    def __init__(
        self,
        bench: Workbench,
        app: ConnectedApp,
        targets: Sequence[Target],
        *,
        deed: Deed = Deed.REGENERATE,
        named: Collection[str] = (),
    ) -> None:
        self._bench = bench
        self._hand_overs = bench.hand_overs
        self._targets = {target.card.name: target for target in targets}
        self.named = frozenset(named)
        self._deliveries = Deliveries(bench.clock, self._tell)
        self._recording = DeliveryRecord(bench.hand_overs, app, deed, self._deliveries)
        self.app = app
        self.deed = deed
        self.changed: Callable[[], None] = _unwatched
        self.stage = Stage.PREFLIGHT
        self.checks: list[Check] = [Check(target.card) for target in targets]
        self.seen: TokenFacts | None = None
        self._current: Secret | None = None
        self._brought: Secret | None = None
        self._overtaken = False
        self._recording.living = not bench.guided

    # -- what stands -----------------------------------------------------------------------------

    @property
    def report(self) -> Report:
        """How things stand now."""
        return Report(
            deed=self.deed,
            app_id=self.app.id,
            app_name=self.app.name,
            fingerprint=self._deliveries.fingerprint,
            targets=self._deliveries.lines,
            lockout_ms=self._deliveries.lockout_ms,
            warning=self._recording.warning,
            notice=self._recording.notice,
            overtaken=self._overtaken,
        )

    @property
    def token(self) -> Secret | None:
        """The new token, for as long as a target is without it."""
        return self._deliveries.token

    @property
    def targets(self) -> tuple[str, ...]:
        """Names of the targets."""
        return tuple(self._targets)

    def _tell(self) -> None:
        if self.stage is Stage.PRESSING and self._deliveries.fingerprint is not None:
            self.stage = Stage.WRITING  # the answer is here, and the act itself hands its token on
        self.changed()

    def _enter(self, stage: Stage) -> None:
        self.stage = stage
        self._tell()

    # -- preflight -------------------------------------------------------------------------------

    async def preflight(self) -> None:
        """See whether everything is ready, and change nothing. The targets are let go of again.

        Raises:
            ReadOnlyError: nothing may be changed here.
            NotFoundError: the app has no token that could be replaced or handed over.
            PreflightError: a target cannot take a token as things stand.
            OrgError: the org could not be asked.
        """
        with nothing_sent_yet(by_hand=self._bench.guided):
            opened = await self._open_all()
        self._current = None
        await _close_all(opened.values())

    async def _open_all(self) -> dict[str, OpenTarget]:
        """Read the page and open the targets, at the same time; what is open belongs to the caller."""
        self._bench.acts.check_writable(self.deed)
        self._enter(Stage.PREFLIGHT)
        preflight = await self._preflight_of(self._targets.values())
        self.checks = preflight.checks
        if (
            self._bench.guided
        ):  # nobody is asked for a token before it is known that it can be taken
            return await self._open_then_ask(preflight)
        reading = asyncio.ensure_future(self._read())
        try:
            opened = await preflight.run()
        except PreflightError:
            await (
                reading
            )  # where the app has no token to take, that is the reason, whatever its targets say
            raise
        except BaseException:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
            raise
        try:
            await reading
        except BaseException:
            await _close_all(opened.values())
            raise
        self._enter(Stage.READY)
        return opened

    async def _open_then_ask(self, preflight: Preflight) -> dict[str, OpenTarget]:
        opened = await preflight.run()
        try:
            await self._read()
        except BaseException:
            await _close_all(opened.values())
            raise
        self._enter(Stage.READY)
        return opened

    async def _read(self) -> None:
        """See what the Setup page holds, unless a person brought the token."""
        if self._brought is not None:
            return
        handing_over = self.deed is Deed.HAND_OVER
        read = self._hand_overs.fetch if handing_over else self._hand_overs.read
        reading = await read(self.app.id)
        if reading.state is TokenState.NONE:
            raise _no_token(self.deed)
        if reading.state is TokenState.UNKNOWN and not self._bench.guided:
            raise no_section()
        self.seen = facts_of(reading)
        if handing_over:
            self._current = reading.token

    async def _preflight_of(self, targets: Collection[Target]) -> Preflight:
        errands = [
            (
                target,
                await self._hand_overs.errand(self.app, named=target.card.name in self.named),
            )
            for target in targets
        ]
        return Preflight(errands, self._tell)

    # -- the act ---------------------------------------------------------------------------------

    async def rotate(self, *, replacing: Mark | None, latest: Generation | None = None) -> Report:
        """Preflight, regenerate once, hand over, verify, record.

        Args:
            replacing: mark of the token that the admin was shown; None where the page cannot be read.
            latest: the newest generation the trail was known to have.

        Raises:
            PreflightError: a target cannot take the token; nothing was changed.
            OutcomeUnknownError: the answer was lost, and a look-up could not tell.
            UnreachableError: the answer was lost, and a look-up proved that nothing happened.
                Where it proved that it happened nothing is raised: what went wrong then is the report's warning.
            ConsoleError: as `Acts.regenerate`; nothing was sent.
        """
        with nothing_sent_yet(by_hand=self._bench.guided):
            self._take_up(await self._open_all())
        self._enter(Stage.PRESSING)
        try:
            done = await self._press(replacing, latest)
        except OutcomeUnknownError:
            await self._after_a_lost_answer()
            return self.report
        except ConsoleError:
            self._deliveries.lockout.drop()
            await self._deliveries.close()
            raise
        self._overtaken = done.overtaken
        self._recording.carry_on(done)
        await self._finish()
        return self.report

    async def _press(self, replacing: Mark | None, latest: Generation | None) -> Done:
        """Where no page can be read, a person presses whichever button it offers."""
        acts, hand_on = self._bench.acts, self._deliveries
        if replacing is None:
            return await acts.generate(self.app, latest=latest, hand_on=hand_on)
        return await acts.regenerate(self.app, replacing=replacing, latest=latest, hand_on=hand_on)

    async def hand_over(self, token: Secret | None = None) -> Report:
        """Preflight, then the token that there is to every target.

        Args:
            token: what the admin brought; None takes what the Setup page holds.

        Raises:
            NotFoundError: the app has no token.
            PreflightError: a target cannot take it; nothing was changed.
            NotRecordedError: the intent is not on disk; nothing was written.
            OrgError: the org could not be asked.
        """
        self._brought = token
        self._recording.living = token is None and not self._bench.guided
        self._take_up(await self._open_all())
        token, self._brought, self._current = token or self._current, None, None
        try:
            if token is None:
                raise _no_token(self.deed)
            await self._deliver(token)
        except ConsoleError:
            await self._deliveries.close()
            raise
        return self.report

    def _take_up(self, opened: dict[str, OpenTarget]) -> None:
        for name, way in opened.items():
            self._deliveries.add(self._targets[name].card, way)

    async def _deliver(self, token: Secret) -> None:
        """A hand-over of its own in the journal: nothing was regenerated, or that act is closed."""
        names = self._deliveries.targets
        await self._recording.begin(token.fingerprint, names)
        self._enter(Stage.WRITING)
        try:
            await self._deliveries.take(token)
        except BaseException:
            self._recording.end_at_once("The console was left during the hand-over.")
            raise
        await self._finish()

    async def _after_a_lost_answer(self) -> None:
        """Nobody knows whether the old token lives. Look; where the new one lives, fetch it and hand it over.

        Raises:
            OutcomeUnknownError, UnreachableError: it cannot be told, or nothing happened.
        """
        self._enter(Stage.LOOKING_UP)
        try:
            await self._look_up()
        except ConsoleError:
            await self._deliveries.close()
            raise
        try:
            await self._deliver_what_lives()
        except (
            ConsoleError
        ) as error:  # the old token is dead all the same, so it is no failure to begin
            words = (
                f"It happened; the new token could not be handed over. {error.what} {error.hint}"
            )
            self._recording.warning = words.strip()
            self._enter(Stage.OVER)

    async def _deliver_what_lives(self) -> None:
        """Fetch the new token from the page, and hand it over."""
        reading = await self._hand_overs.fetch(self.app.id)
        if reading.token is None:
            raise NotFoundError(
                "The new token cannot be read here.",
                hint="Look at the app in Setup, then hand the token over.",
            )
        await self._deliver(reading.token)

    async def _look_up(self) -> None:
        try:
            intent = await self._bench.acts.look_ups.last_unresolved(self.app.id)
            finding = await self._bench.look_up(intent) if intent else None
        except ConsoleError as error:  # the journal cannot be used: that says nothing of the act
            words = f"The answer was lost, and could not be looked up. {error.what}"
            raise OutcomeUnknownError(words, hint=_LOOK_AGAIN) from None
        if finding is None:
            raise OutcomeUnknownError("The answer was lost.", hint=_LOOK_AGAIN)
        self._recording.notice = finding.notice
        if finding.result is Result.NOT_DONE:
            self._deliveries.lockout.drop()
            raise UnreachableError(finding.words, hint="The journal (J) has the act.")
        if finding.result is Result.UNKNOWN:
            raise OutcomeUnknownError(finding.words, hint=_LOOK_AGAIN)

    # -- afterwards ------------------------------------------------------------------------------

    async def _finish(self) -> None:
        self._enter(Stage.WRITING)
        await self._deliveries.settle()
        await self._recording.keep()
        self._enter(Stage.OVER)

    async def retry(self, names: Collection[str] = ()) -> None:
        """Open targets that are without the token afresh, and try once more: all of them, or `names`.

        Raises:
            PreflightError: one cannot take the token as things stand.
            ConsoleError: the token, which never came here, could not be had or not be recorded.
        """
        if self._deliveries.fingerprint is None:
            await self._deliver_what_lives()
            self._recording.warning = ""
            return
        wanted = [name for name in self._deliveries.standing()[1] if not names or name in names]
        preflight = await self._preflight_of([self._targets[name] for name in wanted])
        opened = await preflight.run()
        self._enter(Stage.WRITING)
        await self._deliveries.again(opened)
        await self._recording.keep()
        self._enter(Stage.OVER)

    async def add(self, target: Target, *, named: bool = False) -> None:
        """Another target takes the token that this session still holds.

        Raises:
            NotFoundError: the session holds it no longer; hand over anew.
            PreflightError: it cannot take the token.
        """
        token = self._deliveries.token
        if token is None:
            raise NotFoundError("Every target holds the token.", hint="Hand it over anew.")
        name = target.card.name
        self.named |= {name} if named else set()
        opened = await (await self._preflight_of([target])).run()
        self._targets[name] = target
        self._deliveries.add(target.card, opened[name])
        self._enter(Stage.WRITING)
        await self._deliveries.take(token)
        await self._finish()

    async def leave(self) -> None:
        """Let go of the token and of the targets; what is missing is in the journal, and offered at the next start."""
        await self._recording.end("Left before every target held it.")
        await self._deliveries.close()


async def _close_all(opened: Iterable[OpenTarget]) -> None:
    await asyncio.gather(*(way.close() for way in opened))


def _no_token(deed: Deed) -> NotFoundError:
    what = "replaced" if deed is Deed.REGENERATE else "handed over"
    return NotFoundError(
        f"The app has no token that could be {what}.",
        hint="Generate the first one, then hand it over.",
    )
