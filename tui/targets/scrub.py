"""Takes a secret out of a text that somebody else wrote: as it is, encoded, cut or wrapped."""

import base64
from urllib.parse import quote, quote_plus

from tui.domain.secret import Secret

_WINDOW = 8
"""Characters: a piece of the secret that is at least so long is taken out."""
BLOT = "…"


def scrubbed(text: str, *secrets: Secret) -> str:
    """`text` with every piece of the secrets replaced, in clear, in base64, hexadecimal or percent-encoded."""
    windows = {
        form[at : at + _WINDOW]
        for secret in secrets
        for form in _forms(secret)
        for at in range(max(1, len(form) - _WINDOW + 1))
    }
    sizes = {len(window) for window in windows if window}
    hit = bytearray(len(text))
    for size in sizes:
        for at in range(len(text) - size + 1):
            if text[at : at + size] in windows:
                hit[at : at + size] = b"\1" * size
    return _blotted(text, hit)


def _blotted(text: str, hit: bytearray) -> str:
    out: list[str] = []
    for char, mark in zip(text, hit, strict=True):
        if not mark:
            out.append(char)
        elif not out or out[-1] is not BLOT:
            out.append(BLOT)
    return "".join(out)


def _forms(secret: Secret) -> set[str]:
    value = secret.expose()
    content = value.encode()
    percent = quote(value, safe="")
    forms = {value, quote_plus(value), percent, percent.lower(), content.hex()}
    forms.add(content.hex().upper())
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        # Behind other text the same bytes have other letters, by one of three offsets.
        for offset in range(3):
            coded = encode(b"\0" * offset + content).decode().rstrip("=")
            forms.add(coded[-(-offset * 8 // 6) :] if offset else coded)
    return forms
