"""Everything that is there once an org is connected, in one hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tui.domain.due import MaxAge
from tui.services.children import KnownChildren

if TYPE_CHECKING:
    from tui.domain.acts import Finding, Intent
    from tui.ports import Clock
    from tui.services.acts import Acts
    from tui.services.browse import Browse
    from tui.services.clipboard_watch import ClipboardWatch
    from tui.services.hand_overs import HandOvers
    from tui.services.token_desk import TokenDesk


class Tools(NamedTuple):
    """What acts on tokens."""

    desk: TokenDesk
    acts: Acts
    watch: ClipboardWatch
    hand_overs: HandOvers


class Workbench:
    """The services of one org.

    Args:
        tools: makes what acts on tokens, when it is first used: the list is asked for before that code is read.

    Attributes:
        reveal_seconds: how long a revealed value stays; 0 means until it is hidden.
        guided: whether a person works the org's Setup page, and not the console.
        max_age: when a token is due.
        reaches_out: whether a target on another machine can be given a token of this org, a rehearsal's too.
        children: child apps that this session knows.
    """

    def __init__(
        self,
        browse: Browse,
        tools: Callable[[], Tools],
        *,
        clock: Clock,
        reveal_seconds: int,
        guided: bool = False,
        max_age: MaxAge | None = None,
        reaches_out: bool = False,
    ) -> None:
        self.browse = browse
        self._make_tools = tools
        self.clock = clock
        self.reveal_seconds = reveal_seconds
        self.guided = guided
        self.max_age = max_age or MaxAge()
        self.reaches_out = reaches_out
        self.children = KnownChildren()

    @cached_property
    def _tools(self) -> Tools:
        return self._make_tools()

    @property
    def desk(self) -> TokenDesk:
        """Reads, shows and copies tokens."""
        return self._tools.desk

    @property
    def acts(self) -> Acts:
        """Generates and regenerates."""
        return self._tools.acts

    @property
    def watch(self) -> ClipboardWatch:
        """Takes copies off the clipboard again."""
        return self._tools.watch

    @property
    def hand_overs(self) -> HandOvers:
        """Puts tokens into targets."""
        return self._tools.hand_overs

    @property
    def may_have_copied(self) -> bool:
        """Whether anything can be on the clipboard: before the first act nothing is."""
        return "_tools" in self.__dict__

    async def look_up(self, intent: Intent) -> Finding:
        """Find out whether an act happened; see `LookUps.look_up`.

        Raises:
            NotRecordedError, JournalError.
        """
        return await self.acts.look_ups.look_up(intent)
