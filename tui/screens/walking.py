"""The rehearsal in five steps on a screen: what it goes by, its strip above the keys, and putting it away.

Until there is something to show nothing is imported and no widget made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.base import Acts
from tui.widgets.bars import StatusLine

if TYPE_CHECKING:
    from tui.domain.five_steps import FiveSteps, Sight
    from tui.widgets.step_strip import StepStrip


class StepActs(Acts):
    """A screen that the rehearsal leads over."""

    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it without ClassVar
        (0, "-low"),
        (24, "-high"),
    ]
    DEFAULT_CLASSES = "-high"
    """As most terminals are: to become so it would be styled and laid out a second time before it is first drawn."""
    _strip: StepStrip | None = None

    def sight(self) -> Sight:
        """What the steps go by; to be filled by the screen."""
        raise NotImplementedError

    def reaches_out(self) -> bool:
        """Whether a target on another machine takes tokens of the org; to be filled by the screen."""
        raise NotImplementedError

    def show_keys(self) -> None:
        """Whatever changes the keys may have brought the rehearsal on."""
        super().show_keys()
        if self.host.steps is not None or self._strip is not None:
            self._follow(self.host.steps)

    def act_walk(self) -> None:
        """Put the rehearsal away, or begin it anew."""
        if self.host.steps is not None:
            self.host.follow(None)
            self.say(f"Put away. {self.host.keymap.name('walk')} begins it anew.")
            return
        from tui.domain.five_steps import FiveSteps

        self.host.follow(FiveSteps())

    def on_screen_suspend(self) -> None:
        """What is said at the end is said once."""
        if self.host.steps is not None and self.host.steps.is_finished:
            self.host.follow(None)

    def _follow(self, steps: FiveSteps | None) -> None:
        if not self.is_whole:
            return
        if steps is None or not self.is_practice:
            if self._strip is not None:
                self._strip.remove()
                self._strip = None
            return
        sight = self.sight()
        further = steps.follow(sight)
        if further is not steps:
            self.host.follow(further)  # and comes here again
            return
        if self._strip is None:
            from tui.widgets.step_strip import StepStrip

            self._strip = StepStrip(self.host.keymap)
            self.query_one(".frame").mount(self._strip, after=self.query_one(StatusLine))
        self._strip.show(steps, sight, reaches_out=self.reaches_out())
