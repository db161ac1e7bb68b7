"""The copy menu over a screen with an app, and copying what tells which app it is. None of that is a secret."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from tui.errors import ClipboardError
from tui.screens.base import Acts
from tui.widgets.bars import Mood

if TYPE_CHECKING:
    from tui.presentation.copy_choices import CopyChoice, Value
    from tui.services.workbench import Workbench


class CopyValueActs(Acts):
    """A screen that has a current app."""

    async def choose_copy(
        self,
        bench: Workbench,
        name: str,
        known: Mapping[CopyChoice, Value],
        forms: Mapping[CopyChoice, Callable[[], None]],
    ) -> None:
        """Let the person choose among everything that can be copied, and copy it.

        Args:
            name: of the app.
            known: what tells which app it is.
            forms: what copies the token, or shows it.
        """
        from tui.presentation.clipboard_words import outlook_lines
        from tui.presentation.copy_choices import CopyChoice, command, refusals
        from tui.screens.copy_menu import CopyMenu

        copies = {**known, CopyChoice.CURL: command(self.host.surroundings.org)}

        def chosen(choice: CopyChoice | None) -> None:
            if choice is None:
                return
            if choice in forms:
                forms[choice]()
            else:
                copying = partial(self._copy_value, bench, copies[choice])
                self.run_worker(copying(), group="copy", exclusive=True)

        prospects = outlook_lines(await bench.watch.outlook())
        menu = CopyMenu(name, prospects, refusals(self.situation(), known))
        self.app.push_screen(menu, chosen)

    async def _copy_value(self, bench: Workbench, copied: Value) -> None:
        """It stays: nothing counts down."""
        from tui.presentation.clipboard_words import delivered

        try:
            delivery = await bench.watch.copy(copied.value, stays=True)
        except ClipboardError as error:
            self.say_error(error)
            return
        done = delivered(copied.what, delivery, test=self.key("clipboard.test"))
        self.say(f"{done} {copied.note}".rstrip(), Mood.GOOD)
