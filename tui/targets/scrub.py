"""Tells whether a text that somebody else wrote holds a secret: as it is, encoded, cut, wrapped or spaced out."""

import base64
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote

from tui.domain.secret import Secret

_WINDOW = 8
"""Characters: a piece of the secret that is at least so long is found."""


def reveals(text: str, secret: Secret) -> bool:
    """Whether the text holds a piece of the secret: in clear, percent-encoded, hexadecimal, base64 or base32.

    Each is found backwards as well, in either case of letters, and with anything but letters and digits between.
    """
    forms = set(_forms(secret))
    least = min(_WINDOW, len(secret.expose()))
    folded = {short for form in forms if len(short := _folded(form)) >= least}
    return _holds(text, forms) or _holds(_folded(text), folded)


def _holds(text: str, forms: Iterable[str]) -> bool:
    windows = {
        form[at : at + _WINDOW]
        for form in forms
        for at in range(max(1, len(form) - _WINDOW + 1))
        if form
    }
    return any(
        text[at : at + size] in windows
        for size in {len(window) for window in windows}
        for at in range(len(text) - size + 1)
    )


def _folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _forms(secret: Secret) -> Iterator[str]:
    value = secret.expose()
    content = value.encode()
    for form in (
        value,
        quote(value, safe=""),
        content.hex(),
        *_coded(content, base64.b64encode, bits=6, group=3),
        *_coded(content, base64.b32encode, bits=5, group=5),
    ):
        yield form
        yield form[::-1]


def _coded(
    content: bytes, encode: Callable[[bytes], bytes], *, bits: int, group: int
) -> Iterator[str]:
    """The letters that the bytes alone decide; behind other text they are others, by one of `group` offsets."""
    for offset in range(group):
        coded = encode(b"\0" * offset + content).decode()
        yield coded[-(-offset * 8 // bits) : (offset + len(content)) * 8 // bits]
