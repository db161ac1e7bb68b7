"""A copied token's stay on the clipboard, as the screens tell it: counted down, cleared, kept.

What is on the clipboard, and for how long, `tui.services.clipboard_watch` knows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.screens.base import ConsoleScreen

if TYPE_CHECKING:
    from tui.presentation.keymap import Keymap
    from tui.services.workbench import Workbench


class Countdown:
    """Counts on every open screen and says on the topmost what became of the copy.

    Args:
        bench: the services of the org, None where it is not connected.
        screens: the open full screens, the topmost last.
        speaking: the screen that has the person's eyes, None where that is a dialog.
        keys: for the words that name a key.
    """

    def __init__(
        self,
        bench: Callable[[], Workbench | None],
        screens: Callable[[], Sequence[ConsoleScreen]],
        speaking: Callable[[], ConsoleScreen | None],
        keys: Keymap,
    ) -> None:
        self._bench = bench
        self._screens = screens
        self._speaking = speaking
        self._keys = keys

    async def run(self, workbench: Workbench) -> None:
        """Count down to the moment at which the copy is cleared."""
        from tui.presentation.clipboard_words import cleared, countdown

        clearing = await workbench.watch.wait(lambda left: self._show(countdown(left, self._keys)))
        if not workbench.watch.counting:  # also where the copy went with its token
            self._show("")
        if clearing is not None:
            screen = self._speaking()
            if screen is not None:
                screen.say(cleared(clearing))

    async def clear(self) -> str:
        """Take the copy off the clipboard now; returns what happened, in words."""
        from tui.presentation.clipboard_words import cleared

        bench = self._bench()
        clearing = await bench.watch.clear() if bench else None
        self._show("")
        return cleared(clearing)

    def keep(self) -> str:
        """Let the copy stay; returns what happened, in words."""
        from tui.presentation.clipboard_words import NOTHING_TO_KEEP, kept

        bench = self._bench()
        stays = bench is not None and bench.watch.keep()
        self._show("")
        return kept(self._keys) if stays else NOTHING_TO_KEEP

    async def end(self) -> None:
        """The console is left: nothing of ours stays on the clipboard."""
        bench = self._bench()
        if bench is not None and bench.may_have_copied:
            await bench.watch.clear()

    def _show(self, words: str) -> None:
        for screen in self._screens():
            screen.count_down(words)
