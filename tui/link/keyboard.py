"""What a terminal sends, as text: letters by its encoding, without what is none and without answers nobody waits for.

Nothing is dropped within a paste: a secret that lost a letter would be taken for whole. What cannot be read there
stays as U+FFFD, by which whoever takes the paste can refuse it.

What a terminal says of itself, unasked or too late, is no input: Textual would take its letters for keys. So
`CSI ? 62 ; 22 c`, the answer to a question of whoever had the terminal before, would press the key `c`.
[seen: Textual 8.2, XTermParser, with DA1, DA2, XTVERSION, XTGETTCAP, OSC 11 and OSC 52]
"""

import re
from codecs import getincrementaldecoder

_BEGINS = "\x1b[200~"
_ENDS = "\x1b[201~"
_UNREADABLE = "\ufffd"
_REPLY = re.compile(
    "\x1b\\[[?>=][\\d;]*[cu]"  # what it is and can; flags of its keyboard
    "|\x1b[\\]P_][^\x07\x1b]*(?:\x07|\x1b\\\\)"  # colours, names, capabilities, a clipboard
)


class Keyboard:
    """Reads bytes as they come, however they are cut.

    Args:
        encoding: the letters of the terminal's locale.
    """

    def __init__(self, encoding: str) -> None:
        self._decode = getincrementaldecoder(encoding)("replace").decode
        self._pasting = False
        self._before = ""
        """The last letters, among which the beginning of a mark may stand."""

    def text(self, data: bytes) -> str:
        """What was typed or pasted."""
        text = self._before + self._decode(data)
        at, since = len(self._before), 0
        taken: list[str] = []
        while (found := text.find(self._mark, since)) >= 0:
            since = found + len(self._mark)
            taken.append(self._kept(text[at:since]))
            self._pasting = not self._pasting
            at = since
        taken.append(self._kept(text[at:]))
        self._before = text[max(since, len(text) - len(_BEGINS) + 1) :]
        return "".join(taken)

    @property
    def _mark(self) -> str:
        return _ENDS if self._pasting else _BEGINS

    def _kept(self, text: str) -> str:
        return text if self._pasting else without_replies(text.replace(_UNREADABLE, ""))


def without_replies(text: str) -> str:
    """Input outside pastes without the answers that stand whole in it."""
    return _REPLY.sub("", text) if "\x1b" in text else text
