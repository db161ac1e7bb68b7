"""Test the clipboard: copy a nonce, have it pasted back, say what that proves."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tui.errors import ConsoleError
from tui.presentation.clipboard_words import ARRIVALS, delivered, outlook_lines
from tui.presentation.error_text import sentence
from tui.presentation.guided_words import TOO_SOON
from tui.presentation.topics import Topic
from tui.screens.dialog import Dialog
from tui.services.clipboard_trial import ClipboardTrial
from tui.services.clipboard_watch import ClipboardWatch
from tui.widgets.choices import Choice
from tui.widgets.masked_paste import MaskedPaste


class ClipboardTestScreen(Dialog[None]):
    """What is known before, what the copy said, and what came back."""

    TOPIC = Topic.CLIPBOARD_TEST
    OPENED_BY = "clipboard.test"
    AUTO_FOCUS = "MaskedPaste"

    def __init__(self, watch: ClipboardWatch) -> None:
        super().__init__()
        self._watch = watch
        self._trial = ClipboardTrial(watch)

    def compose(self) -> ComposeResult:
        """Prospects, what happened, where to paste, how to leave."""
        with Vertical(classes="box"):
            yield Static("Test the clipboard", classes="title", markup=False)
            yield Static(classes="facts", markup=False)
            yield Static(classes="line", markup=False)
            yield MaskedPaste("Paste here what this copied, then press Enter")
            yield self.choices(Choice(("enter",), "Compare"), Choice(("escape",), "Close"))

    async def on_mount(self) -> None:
        """Say what is known, then copy."""
        self.query_one(".facts", Static).update(
            "\n".join(outlook_lines(await self._watch.outlook()))
        )
        self.run_worker(self._begin(), group="trial")

    async def _begin(self) -> None:
        try:
            self._say(delivered("A test value", await self._trial.begin()))
        except ConsoleError as error:
            self._say(sentence(error))

    @on(MaskedPaste.Submitted)
    def _pasted(self, message: MaskedPaste.Submitted) -> None:
        self._say(ARRIVALS[self._trial.judge(message.value)])

    @on(MaskedPaste.Refused)
    def _refused(self, message: MaskedPaste.Refused) -> None:
        self._say(message.words)

    def say_pasted_too_soon(self) -> None:
        """What came so early is not what was asked for."""
        self._say(TOO_SOON)

    async def on_unmount(self) -> None:
        """Nothing of the test stays on the clipboard."""
        await self._trial.end()

    def _say(self, words: str) -> None:
        if self.is_whole:
            self.query_one(".line", Static).update(words)
