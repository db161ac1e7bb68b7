"""The acts of the app screen that copy: the token in its forms, and the last rung, the token alone."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from tui.domain.secret import Secret
from tui.errors import ClipboardError
from tui.presentation.clipboard_words import delivered
from tui.presentation.copy_choices import CopyChoice, values
from tui.screens.alone import AloneScreen
from tui.screens.copying_values import CopyValueActs
from tui.services.open_app import OpenApp
from tui.services.token_desk import CopyAs
from tui.services.workbench import Workbench
from tui.widgets.bars import Mood

_READING = "Reading the token…"
_NAMES = {CopyAs.TOKEN: "Token", CopyAs.HEADER: "Authorization header"}


class CopyActs(CopyValueActs):
    """A screen of one app whose token can be copied."""

    _bench: Workbench
    _open: OpenApp

    def _work(self, words: str, act: Coroutine[Any, Any, None], *, quietly: bool = False) -> None:
        """Run an act off the key press; to be filled by the screen."""
        raise NotImplementedError

    @property
    def _consumer_key(self) -> Secret | None:
        """Of the open app, where it is known; to be filled by the screen."""
        raise NotImplementedError

    def act_token_copy(self) -> None:
        """Copy the bare token."""
        self._work(_READING, self._copy(CopyAs.TOKEN))

    def act_token_copy_header(self) -> None:
        """Copy `Bearer …`."""
        self._work(_READING, self._copy(CopyAs.HEADER))

    async def act_token_copy_menu(self) -> None:
        """Choose among everything that can be copied."""
        forms: dict[CopyChoice, Callable[[], None]] = {
            CopyChoice.TOKEN: self.act_token_copy,
            CopyChoice.HEADER: self.act_token_copy_header,
            CopyChoice.ALONE: partial(self._start, _READING, self._show_alone),
        }
        org, key = self.host.surroundings.org, self._consumer_key
        known = values(self._open.app_id, self._open.name, org, key)
        await self.choose_copy(self._bench, self._open.name, known, forms)

    def _start(self, words: str, act: Any) -> None:
        self._work(words, act())

    async def _copy(self, copy_as: CopyAs) -> None:
        try:
            delivery = await self._open.copy(copy_as)
        except ClipboardError as error:
            raise self._with_last_rung(error) from None
        self.host.copied(self._bench)
        stays = "" if self._bench.watch.seconds else f" {self.key('clipboard.clear')} clears it."
        words = delivered(_NAMES[copy_as], delivery, test=self.key("clipboard.test"))
        self.say(f"{words}{stays}", Mood.GOOD)

    def _with_last_rung(self, error: ClipboardError) -> ClipboardError:
        if not self._bench.desk.may_reveal:
            return error
        menu = self.key("token.copy_menu")
        alone = f"{menu} then a shows the token alone, for the mouse or tmux's copy mode."
        return ClipboardError(error.what, hint=f"{error.hint} {alone}".strip())

    async def _show_alone(self) -> None:
        value = await self._open.reveal()
        if not (self.is_active and self.app.app_focus):
            self.say("Not shown: something else came into sight before the org had answered.")
            return
        self.say("Hidden.")
        seconds = self._bench.reveal_seconds
        self.app.push_screen(AloneScreen(self.host, value, seconds=seconds))
