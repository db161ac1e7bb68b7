"""Which rows of the table are shown and marked, and rotating what is marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.errors import ConsoleError
from tui.presentation.numbers import counted
from tui.screens.base import Host
from tui.screens.rotating import NOTHING, RotateActs
from tui.services.catalogue import Catalogue
from tui.services.marks import Marks

if TYPE_CHECKING:
    from tui.domain.connected_app import ConnectedApp
    from tui.domain.listing import Known
    from tui.services.workbench import Workbench


class MarkActs(RotateActs):
    """A screen whose rows can be marked."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.marks = Marks()
        self.only_due = False

    @property
    def bench(self) -> Workbench | None:
        """The services of the org, once it is connected; to be filled by the screen."""
        raise NotImplementedError

    @property
    def current(self) -> Known | None:
        """The app under the cursor, with what the list knows of it; to be filled by the screen."""
        raise NotImplementedError

    @property
    def current_id(self) -> str | None:
        """Its Id."""
        return self.current.app.id if self.current else None

    def marks_changed(self) -> None:
        """Show them; to be filled by the screen."""
        raise NotImplementedError

    def act_apps_due(self) -> None:
        """Show only what is due, or everything again."""
        self.only_due = not self.only_due
        self.marks_changed()
        shown = f"Only tokens that are due. {self.key('apps.due')} shows all again."
        self.say(shown if self.only_due else "")

    def filtered(self, catalogue: Catalogue, positions: Sequence[int]) -> Sequence[int]:
        """Of these positions those to show."""
        if not self.only_due or self.bench is None:
            return positions
        max_age, now = self.bench.max_age, self.bench.clock.now()
        return [at for at in positions if max_age.is_due(catalogue.known(at), now)]

    def act_apps_mark(self) -> None:
        """Mark the current app, or take its mark away."""
        app_id = self.current_id
        if app_id is not None:
            self.marks.toggle(app_id)
            self.marks_changed()
            count = len(self.marks)
            rotates = f"{self.key('rotate')} rotates {'it' if count == 1 else 'them'}."
            self.say(f"{count:,} marked. {rotates}" if count else "Nothing is marked.")

    def drop_marks(self) -> None:
        """Take all of them away; the same key brings them back, for a slow link makes it of half a sequence."""
        if self.marks:
            said, count = "dropped", self.marks.drop()
        else:
            said, count = "back", self.marks.bring_back()
        again = f" {self.key('cancel')} brings {'it' if count == 1 else 'them'} back."
        self.marks_changed()
        self.say(f"{counted(count, 'mark')} {said}.{again if said == 'dropped' else ''}")

    def subject(self) -> tuple[Workbench, ConnectedApp] | None:
        """The current app; marked ones are rotated together."""
        bench, known = self.bench, self.current
        return (bench, known.app) if bench and known else None

    def act_rotate(self) -> None:
        """The marked apps, or else the current one."""
        if self.marks and self.bench is not None:
            self.run_worker(self._rotate_marked(self.bench), group="plan", exclusive=True)
        else:
            super().act_rotate()

    async def _rotate_marked(self, bench: Workbench) -> None:
        from tui.presentation.rotation_questions import nobody_words, several_question
        from tui.screens.confirm import ConfirmScreen
        from tui.screens.several import BulkScreen
        from tui.services.bulk_rotation import AT_ONCE, NO_TARGET, BulkRotation, plan

        catalogue = bench.browse.catalogue
        found = [catalogue.find(app_id) for app_id in self.marks.ids]
        apps = [known.app for known in found if known is not None]
        try:
            at_once = 1 if bench.guided else AT_ONCE  # one person presses one button at a time
            bulk = BulkRotation(bench, await plan(bench, apps), at_once=at_once)
        except ConsoleError as error:
            self.say_error(error)
            return
        names = [line.app.name for line in bulk.taking_part]
        if not names:
            self.say(nobody_words([line.words for line in bulk.lines if line.words != NO_TARGET]))
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.marks.clear()
                self.say("")
                self.app.push_screen(BulkScreen(self.host, bench, bulk))
            else:
                self.say(NOTHING)

        question = several_question(
            names,
            bulk.target_names,
            left=len(bulk.lines) - len(names),
            org=self.host.surroundings.org,
        )
        self.app.push_screen(ConfirmScreen(question), answered)
