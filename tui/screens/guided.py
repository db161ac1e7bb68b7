"""Guided mode in the console: the way to the Setup page, and the paste that comes back.

It leaves with the token, or with what the person says they did. The audit trail is looked at meanwhile, with a clock in
sight, so that whoever pressed the button in the browser sees here that the org has taken note of it.
"""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from tui.domain.guided import Errand, Walk, is_short
from tui.domain.secret import Secret
from tui.domain.text import spelt
from tui.domain.token import Generation
from tui.errors import ConsoleError
from tui.ports import Clock, TrailLook
from tui.presentation.app_words import NAME_MOST
from tui.presentation.error_text import sentence
from tui.presentation.guided_words import (
    NOT_PROVEN,
    PRESSED,
    TOO_SOON,
    row_line,
    short_words,
    steps,
    title,
    waiting_line,
    warning,
)
from tui.presentation.token_words import org_line
from tui.presentation.topics import Topic
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice, Choices
from tui.widgets.masked_paste import MaskedPaste

LOOK_SECONDS = 5.0
"""How long after one look at the audit trail the next one follows."""

OpenPage = Callable[[str], Awaitable[None]]
"""Opens a path of the org in a browser of this machine; raises `OrgError`."""

Brought = Secret | bool
"""The token; or, without one, whether the button may have been pressed."""


class GuidedScreen(Dialog[Brought]):
    """Leads through the Setup page.

    Args:
        problem: why a paste cannot be the token; empty where it may be.
        newer_row: looks for the row that pressing the button leaves.
        open_page: opens a path of the org in this machine's browser; None where nothing can.
    """

    TOPIC = Topic.GUIDED
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False, priority=True),
        Binding("ctrl+o", "open_page", "Open", show=False, priority=True),
    ]
    AUTO_FOCUS = "MaskedPaste"
    KEEPS_WORK = True

    def __init__(
        self,
        walk: Walk,
        problem: Callable[[Secret], str],
        newer_row: TrailLook,
        clock: Clock,
        open_page: OpenPage | None = None,
    ) -> None:
        super().__init__()
        self._open_page = open_page
        self._walk = walk
        self._problem = problem
        self._newer_row = newer_row
        self._clock = clock
        self._began = clock.monotonic()
        self._asked: Secret | None = None
        """A short paste that was asked about."""
        self._asks = False
        """The person leaves, and is asked whether the button was pressed."""
        self._row_is_there = False

    def compose(self) -> ComposeResult:
        """What is to be done, the steps, the paste, the trail."""
        walk = self._walk
        with Vertical(classes="box -guided"):
            yield Static(title(walk), classes="title", markup=False)
            yield Static(
                f"{spelt(walk.app_name, NAME_MOST)} · {org_line(walk.org)}",
                classes="line",
                markup=False,
            )
            with Vertical(classes="steps"):
                for number, step in enumerate(self._steps(), 1):
                    with Horizontal():
                        yield Static(f"{number}", classes="number", markup=False)
                        yield Static(step, markup=False)
            yield MaskedPaste()
            yield Static(classes="said", markup=False)
            if walk.errand is Errand.GENERATE:
                yield Static(classes="trail", markup=False)
                yield Static(warning(walk), classes="danger", markup=False)
            yield Static(NOT_PROVEN, classes="line -quiet", markup=False)
            yield self.choices()

    def on_mount(self) -> None:
        """Begin to look at the trail."""
        self._show_first_keys()
        self._say("")
        if self._walk.errand is Errand.GENERATE:
            self.run_worker(self._watch_trail(), group="trail")

    async def _watch_trail(self) -> None:
        while True:
            row = await self._newer_row()
            if row is not None:
                self._show_row(row)
                return
            for _ in range(int(LOOK_SECONDS)):
                waited = self._clock.monotonic() - self._began
                self.query_one(".trail", Static).update(Content(waiting_line(waited)))
                await self._clock.sleep(1.0)

    def _show_row(self, row: Generation) -> None:
        self._row_is_there = True
        self.query_one(".trail", Static).update(Content(row_line(row, self._clock.now())))

    # -- the browser -------------------------------------------------------------------------------

    def _steps(self) -> list[str]:
        return steps(self._walk, opens=self._open_page is not None)

    def action_open_page(self) -> None:
        """Open App Manager in the browser, where one can be opened."""
        if self._open_page is not None:
            self.run_worker(self._open(self._open_page), group="browser", exclusive=True)

    async def _open(self, open_page: OpenPage) -> None:
        self._say("Opening App Manager in the browser…")
        try:
            await open_page(self._walk.path)
        except ConsoleError as error:
            self._say(sentence(error))
        else:
            self._say("App Manager is open in the browser.")

    # -- the paste ---------------------------------------------------------------------------------

    def on_masked_paste_submitted(self, message: MaskedPaste.Submitted) -> None:
        """Take it, or say why it cannot be the token."""
        message.stop()
        pasted, asked = message.value, self._asked
        self._asked = None
        why = self._problem(pasted)
        if why:
            self._say(why)
        elif is_short(pasted) and pasted != asked:
            self._asked = pasted
            self.query_one(MaskedPaste).hold(pasted)
            self._say(short_words(pasted))
        else:
            self.dismiss(pasted)

    def on_masked_paste_refused(self, message: MaskedPaste.Refused) -> None:
        """What was pasted is no line."""
        message.stop()
        self._say(message.words)

    def say_pasted_too_soon(self) -> None:
        """It was pasted before the dialog could be read: perhaps for something else."""
        self._say(TOO_SOON)

    def _say(self, words: str) -> None:
        if self.is_whole:
            said = self.query_one(".said", Static)
            said.update(Content(words))
            said.display = bool(words)

    # -- leaving -----------------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Leave; where the button may have been pressed, ask."""
        if self._walk.errand is Errand.FETCH:
            self.dismiss(False)
        elif self._asks:
            self._ask_no_more()
        elif self._row_is_there:
            self.dismiss(True)  # the trail has answered already
        else:
            self._asks = True
            self._say(PRESSED)
            self._offer(
                Choice(("y",), "Yes, or not sure"),
                Choice(("n",), "No"),
                Choice(("escape",), "Stay"),
            )
            self.set_focus(None)

    def dismiss(self, result: Brought | None = None) -> AwaitComplete:
        """Where it is closed without an answer, nobody can tell whether the button was pressed."""
        unknown = self._walk.errand is not Errand.FETCH
        return super().dismiss(unknown if result is None else result)

    def action_cancel(self) -> None:
        """The keys that leave other dialogs are letters of a token here."""

    def _ask_no_more(self) -> None:
        self._asks = False
        self._say("")
        self._show_first_keys()
        self.query_one(MaskedPaste).focus()

    def on_key(self, event: events.Key) -> None:
        """The answer to the question at leaving."""
        if self._asks and event.key in ("y", "n"):
            event.stop()
            pressed = event.key == "y"
            self.when_alone(lambda: self.dismiss(pressed))

    def _show_first_keys(self) -> None:
        opening = (Choice(("ctrl+o",), "Open the browser"),) if self._open_page is not None else ()
        self._offer(Choice(("enter",), "Take the token"), *opening, Choice(("escape",), "Leave"))

    def _offer(self, *choices: Choice) -> None:
        self.query_one(Choices).offer(*self.with_explain(*choices))
