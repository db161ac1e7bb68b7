"""The rehearsal in five steps, as a newcomer walks it in the practice org: which of them are done, and which is next.

It follows what a screen shows, not which keys were pressed: whoever finds another way to a step has done it too.
"""

from enum import StrEnum
from typing import NamedTuple

from tui.domain.connected_app import TokenState
from tui.domain.secret import Mark


class Step(StrEnum):
    """One of them, in their order."""

    SEARCH = "search"
    OPEN = "open"
    GENERATE = "generate"
    REVEAL = "reveal"
    """Or copy."""
    REGENERATE = "regenerate"
    """Or rotate with the practice gateway."""


STEPS = tuple(Step)

_MADE_MOOT_BY = {Step.SEARCH: Step.OPEN, Step.GENERATE: Step.REGENERATE}
"""A step that is passed over, and the one with which it is: nobody goes back for it."""


class Sight(NamedTuple):
    """What a screen shows that the steps go by."""

    app_id: str = ""
    """Of the open app; empty on the table."""
    typing: bool = False
    """Letters go to the search."""
    searched: bool = False
    """The table shows what a search has found, and that is something."""
    token: TokenState | None = None
    """Of the open app; None while it is not known."""
    mark: Mark | None = None
    """Of that token."""
    revealed: bool = False
    copied: bool = False
    """A token that was copied here may be on the clipboard."""
    empty: bool = False
    """The org has no app at all."""
    rotated: bool = False
    """A rotation that was begun here has made a token."""


class FiveSteps(NamedTuple):
    """How far somebody has come. Every change makes another one."""

    done: frozenset[Step] = frozenset()
    last: Sight = Sight()
    """The token that was seen last, and whose."""

    @property
    def current(self) -> Step | None:
        """The step to take now; None when there is none left."""
        return next((step for step in STEPS if not self._is_over(step)), None)

    @property
    def is_finished(self) -> bool:
        """Whether every step is done, or was passed over."""
        return self.current is None

    def follow(self, now: Sight) -> "FiveSteps":
        """What is done by now, as far as the screen shows."""
        found = set(self.done)
        if now.searched:
            found.add(Step.SEARCH)
        if now.app_id:
            found.add(Step.OPEN)
        if now.revealed or now.copied:
            found.add(Step.REVEAL)
        if now.rotated:
            found.add(Step.REGENERATE)
        if now.app_id and now.app_id == self.last.app_id:
            found |= self._made(now)
        settled = now.app_id and now.token in (TokenState.NONE, TokenState.PRESENT)
        last = Sight(now.app_id, token=now.token, mark=now.mark) if settled else self.last
        if found == self.done and last == self.last:
            return self
        return self._replace(done=frozenset(found), last=last)

    def _made(self, now: Sight) -> set[Step]:
        """What became of the open app's token since it was seen last."""
        before = self.last
        if now.token is not TokenState.PRESENT:
            return set()
        if before.token is TokenState.NONE:
            return {Step.GENERATE}
        return {Step.REGENERATE} if now.mark != before.mark else set()

    def is_passed(self, step: Step) -> bool:
        """Whether the step was left out for good."""
        return step not in self.done and _MADE_MOOT_BY.get(step) in self.done

    def _is_over(self, step: Step) -> bool:
        return step in self.done or self.is_passed(step)
