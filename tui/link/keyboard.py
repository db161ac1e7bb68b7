"""What a terminal sends, as text: letters by its encoding, without what is none and without answers nobody waits for.

Nothing is dropped within a paste: a secret that lost a letter would be taken for whole. What cannot be read there
becomes U+FFFD, by which whoever takes the paste can refuse it. So do ESC and NUL: Textual ends a paste at the first ESC
and presses the rest as keys, and NUL it leaves out. Every other control reaches whoever takes the paste.
[seen: Textual 8.2, XTermParser, with each of U+0000 to U+00A0]

What a terminal says of itself, unasked or too late, is no input: Textual would take its letters for keys. So
`CSI ? 62 ; 22 c`, the answer to a question of whoever had the terminal before, would press the key `c`.
[seen: Textual 8.2, XTermParser, with DA1, DA2, XTVERSION, XTGETTCAP, OSC 11 and OSC 52]

A slow link cuts anything anywhere. What has only begun is held back until it is known what it is. What a person can
have typed is held back for a moment at most, and a lone ESC not at all: it is the key.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator

_UNREADABLE = "\ufffd"
_NOISE = re.compile(f"({_UNREADABLE})")

_BODY = "[^\x07\x1b]"
_CSI = r"\x1b\[[?>=][0-?]*[ -/]*"
_STRING = rf"(?:\x1b\][\dLl]|\x1bP[\d$+>!|r]|\x1b_{_BODY}){_BODY}*"
"""What begins like this is no chord of alt and what was typed behind it."""

_TYPED = re.compile(
    r"(?P<letters>[^\x1b]+)"
    r"|(?P<begins>\x1b\[200~)"
    r"|(?P<awaited>\x1b\[\?\d+;\d\$y)"  # which modes there are: Textual has asked for it
    r"|(?P<unfinished>(?:"
    r"(?P<chord>\x1b[\[\]P_])"
    r"|\x1b(?:\[20{0,2})?"
    rf"|(?P<said>{_CSI}|{_STRING}\x1b?)"
    r")\Z)"
    rf"|(?P<answer>{_CSI}[@-~]?"  # what it is and can; flags of its keyboard
    rf"|\x1b[\]P_]{_BODY}+(?:\x07|\x1b\\)"  # colours, names, capabilities, a clipboard
    rf"|{_STRING})"  # the same, broken off by whatever comes now
    r"|(?P<escape>\x1b)"
)
_PASTED = re.compile(
    r"(?P<letters>[^\x1b\0]+)"
    r"|(?P<ends>\x1b\[201~)"
    r"|(?P<unfinished>\x1b(?:\[(?:2(?:01?)?)?)?\Z)"
    r"|(?P<misread>[\x1b\0])"
)

_MOST = 64
"""Characters of an unfinished answer that are kept: its beginning says what it is."""

_CHORD_TICKS = 1
"""After how much silence a chord of alt was typed, and is no beginning."""
_TICKS = 10
"""After how much silence nothing more is expected of what has begun."""


class Keyboard:
    """Reads bytes as they come, however they are cut.

    Args:
        encoding: the letters of the terminal's locale.
    """

    def __init__(self, encoding: str) -> None:
        self._decode = getincrementaldecoder(encoding)("replace").decode
        self._pasting = False
        self._held = ""
        """What has begun and is not known yet."""
        self._given = 0
        """How many letters of it were passed on already: one, where it began as a lone ESC."""
        self._is_pressed = False
        """What was passed on of it is a key by now."""
        self._silence = 0

    def text(self, data: bytes) -> str:
        """What was typed or pasted, as far as it is known."""
        taken: list[str] = []
        for piece in _NOISE.split(self._decode(data)):
            if piece != _UNREADABLE or self._pasting:
                self._held += piece
                taken += self._known()
        self._silence = 0
        return "".join(taken)

    def tick(self) -> str:
        """What was typed, for nothing has come for a tenth of a second; an answer that never ends is dropped."""
        begun = None if self._pasting else _TYPED.match(self._held)
        if begun is None:
            return ""
        self._silence += 1
        self._is_pressed = self._given > 0
        if self._silence < (_CHORD_TICKS if begun["chord"] else _TICKS):
            return ""
        typed = "" if begun["said"] else self._held[self._given :]
        self._forget(len(self._held))
        return typed

    def _known(self) -> Iterator[str]:
        while found := (_PASTED if self._pasting else _TYPED).match(self._held):
            kind = found.lastgroup
            if kind == "unfinished":
                yield self._wait()
                return
            yield self._kept(kind, found[0])
            self._pasting = kind == "begins" or (self._pasting and kind != "ends")
            self._forget(found.end())

    def _kept(self, kind: str | None, found: str) -> str:
        if kind == "answer":
            return ""
        if kind == "misread":
            return _UNREADABLE
        if kind in ("begins", "awaited") and self._is_pressed:
            return found  # the ESC that it began with has become a key: Textual needs another one
        return found[self._given :]

    def _wait(self) -> str:
        """Hold back what is left; a lone ESC goes on, for it is a key in most cases."""
        if len(self._held) > _MOST:
            self._held = self._held[:_MOST] + "\x1b" * self._held.endswith("\x1b")
        if self._pasting or self._given or self._held != "\x1b":
            return ""
        self._given = 1
        return self._held

    def _forget(self, count: int) -> None:
        """Be done with the first letters of what is held."""
        self._held = self._held[count:]
        self._given, self._is_pressed = 0, False
