"""One line for a secret: it can be pasted or typed into, and shows bullets and a length.

What is in it leaves as a `Secret` and in no other way: it is no Textual input, whose value is written to Textual's log
and can be selected, copied and cut. It knows nothing of what the secret is for.
"""

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.domain.secret import Secret
from tui.presentation.numbers import counted

MOST = 4096
"""Characters that are taken; a token has some hundred."""

_BULLETS = 24

_UNREADABLE = (
    "Some of that cannot be read in the letters of this terminal. Nothing of it was taken."
)
"""Of a paste that holds U+FFFD, as one does that was no text of the locale, or had an ESC or a NUL in it."""


class MaskedPaste(Widget, can_focus=True):
    """Takes a secret, masked.

    Keys: Enter hands it over, Backspace takes the last character away, ctrl+u all of them. A paste takes the place of
    what was there; blanks and ends of lines around it are dropped, and one of several lines is refused.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    MaskedPaste { height: 1; width: 1fr; background: $surface; color: $foreground; }
    MaskedPaste:focus { background: $panel; text-style: bold; }
    """

    class Submitted(Message):
        """Enter was pressed; `value` may be empty."""

        def __init__(self, sender: "MaskedPaste", value: Secret) -> None:
            super().__init__()
            self.sender = sender
            self.value = value

        @property
        def control(self) -> "MaskedPaste":
            """Where it came from."""
            return self.sender

    class Refused(Message):
        """What was pasted is not one line of a sensible length; `words` say so."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(self, placeholder: str = "Paste it here", *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._placeholder = placeholder
        self._held = bytearray()

    @property
    def length(self) -> int:
        """Characters in it."""
        return len(self._held.decode())

    def clear(self) -> None:
        """Forget what is in it, and overwrite it where it was."""
        for at in range(len(self._held)):
            self._held[at] = 0
        self._held = bytearray()
        self.refresh()

    def hold(self, value: Secret) -> None:
        """Put a value back that was handed over, to be handed over again."""
        self.clear()
        self._held += value.expose().encode()

    def render(self) -> RenderResult:
        """Bullets, at most a screenful of them, and how many characters they stand for."""
        length = self.length
        if not length:
            return Content.styled(self._placeholder, "$quiet")
        return Content(f"{'•' * min(length, _BULLETS)}  {counted(length, 'character')}")

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - as Textual calls it
        """Letters are typed here and are no keys of the screen."""
        return character is not None and character.isprintable()

    def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted."""
        event.stop()
        event.prevent_default()
        text = event.text.strip()
        if not text:
            return
        if "\ufffd" in text:
            self.post_message(self.Refused(_UNREADABLE))
        elif not text.isprintable():
            self.post_message(self.Refused("That is more than one line. Paste the value alone."))
        elif len(text) > MOST:
            self.post_message(self.Refused(f"That has more than {MOST:,} characters."))
        else:
            self.clear()
            self._held += text.encode()
            self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Type, take away, or hand over."""
        if event.key == "enter":
            value = Secret(self._held.decode())
            self.clear()
            self.post_message(self.Submitted(self, value))
        elif event.key in ("backspace", "ctrl+h"):
            self._shorten()
        elif event.key == "ctrl+u":
            self.clear()
        elif event.character is not None and event.is_printable and self.length < MOST:
            self._held += event.character.encode()
            self.refresh()
        else:
            return
        event.stop()
        event.prevent_default()

    def _shorten(self) -> None:
        if not self._held:
            return
        kept = self._held.decode()[:-1].encode()
        self.clear()
        self._held += kept

    def on_unmount(self) -> None:
        """Nothing of it stays with a widget that is gone."""
        self.clear()
