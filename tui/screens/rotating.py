"""The acts of table and app screen that hand a token over or rotate it: choose, check, confirm, go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.errors import ConsoleError
from tui.screens.base import Acts
from tui.widgets.bars import Mood

if TYPE_CHECKING:
    from tui.domain.acts import Deed, JournalEntry
    from tui.domain.connected_app import ConnectedApp
    from tui.presentation.questions import Question
    from tui.services.rotation import Rotation
    from tui.services.workbench import Workbench

NOTHING = "Nothing was changed."


class RotateActs(Acts):
    """A screen with an app whose token can be handed over and rotated.

    Attributes:
        rotated: a rotation that was begun here has made a token.
    """

    rotated = False

    def subject(self) -> tuple[Workbench, ConnectedApp] | None:
        """The app to act on, with the services of its org; to be filled by the screen."""
        raise NotImplementedError

    def after_rotation(self, rotation: Rotation) -> None:
        """Back from a rotation or a hand-over; for the screen to take up what it changed."""
        from tui.domain.acts import Deed
        from tui.presentation.rotation_words import headline

        report = rotation.report
        if report.fingerprint is None:
            return  # it had no token, and the screen that is left has said why
        self.rotated |= rotation.deed is not Deed.HAND_OVER
        words = f"{headline(report)} {report.notice}".rstrip()
        self.say(words, Mood.GOOD if report.complete else Mood.BAD)

    def act_hand_over(self) -> None:
        """Hand the token that there is to targets."""
        from tui.domain.acts import Deed

        self._choose(Deed.HAND_OVER)

    def act_rotate(self) -> None:
        """Regenerate, and hand the new token to targets."""
        from tui.domain.acts import Deed

        self._choose(Deed.REGENERATE)

    def _choose(self, deed: Deed) -> None:
        found = self.subject()
        if found is None:
            self.say(f"The app has not been read yet. Press {self.key('refresh')} to read it.")
        else:
            self._choose_for(*found, deed)

    def after_journal(self, entry: JournalEntry | None) -> None:
        """Go on with an act that is not delivered."""
        if entry is not None:
            self.run_worker(self._finish(entry), group="finish", exclusive=True)

    async def _finish(self, entry: JournalEntry) -> None:
        from tui.domain.acts import Deed

        try:
            bench = await self.host.workbench()
            app = (await bench.browse.details(entry.intent.app_id)).app
        except ConsoleError as error:
            self.say_error(error)
            return
        known = [card.name for card in bench.hand_overs.cards]
        gone = [name for name in entry.missing if name not in known]
        if gone:
            self.say(f"No longer configured: {', '.join(gone)}. Choose another target.")
        marked = [name for name in entry.missing if name in known]
        self._choose_for(bench, app, Deed.HAND_OVER, marked)

    def _choose_for(
        self, bench: Workbench, app: ConnectedApp, deed: Deed, marked: Sequence[str] = ()
    ) -> None:
        from tui.screens.hand_over import TargetsScreen

        def chosen(rotation: Rotation | None) -> None:
            if rotation is None:
                self.say(NOTHING)
            else:
                self._ask(bench, rotation)

        self.app.push_screen(TargetsScreen(bench, app, deed, marked=marked), chosen)

    def _ask(self, bench: Workbench, rotation: Rotation) -> None:
        from tui.screens.confirm import ConfirmScreen
        from tui.screens.rotation import RotationScreen

        def answered(yes: bool | None) -> None:
            if yes:
                screen = RotationScreen(self.host, bench, rotation)
                self.app.push_screen(screen, lambda _: self.after_rotation(rotation))
            else:
                self.say(NOTHING)

        self.app.push_screen(ConfirmScreen(self._rotation_question(bench, rotation)), answered)

    def _rotation_question(self, bench: Workbench, rotation: Rotation) -> Question:
        from tui.domain.acts import Deed
        from tui.presentation.rotation_questions import hand_over_question, rotate_question
        from tui.presentation.token_words import generated_line

        app, around = rotation.app, self.host.surroundings
        org = around.org
        seen = rotation.seen
        if rotation.deed is Deed.HAND_OVER:
            fingerprint = seen.fingerprint if seen else None
            return hand_over_question(app, org, rotation.checks, fingerprint)
        known = bench.browse.catalogue.find(app.id)
        generated = generated_line(
            known.latest if known else None,
            ambiguous=known is not None and known.ambiguous,
            now=bench.clock.now(),
        )
        return rotate_question(
            app,
            org,
            generated,
            rotation.checks,
            children=bench.children.of(app.id),
            lacks_permission=around.lacks_permission,
        )
