"""How messages about the configuration name keys and paths: printable, of sensible length, ready to be pasted."""

import re
from collections.abc import Iterable
from pathlib import Path

from tui.domain.text import printable

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_MAX_KEY = 60

LOOK_AGAIN = "Correct it; connected-apps config check says whether the file is right."
"""What to do next about a key where nothing nearer can be said."""

KeyPath = tuple[str, ...]
"""Where a key stands: the names of the tables above it, and its own."""


def dotted(at: KeyPath) -> str:
    """The key as the file could write it, printable and of sensible length."""
    return ".".join(key if _BARE_KEY.fullmatch(key) else f'"{shown(key)}"' for key in at)


def shown(text: str) -> str:
    """A text of the file, printable and of sensible length."""
    return printable(text if len(text) <= _MAX_KEY else text[:_MAX_KEY] + "…")


def in_shell(path: Path) -> str:
    """The path as a shell takes it, for a command in a hint."""
    from shlex import quote

    return printable(quote(str(path)))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like `word`, if any is like it."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return near[0] if near else None
