"""How a key is written: by a person in the configuration, by Textual, and on the screen.

It knows which keys arrive in every terminal, and no act.
"""

import unicodedata
from collections.abc import Mapping

_SPECIAL: Mapping[str, str] = {
    "enter": "Enter",
    "space": "Space",
    "escape": "Esc",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
}
"""Keys that write no character, by Textual's name, as they stand on the screen."""

_ALIASES: Mapping[str, str] = {
    "return": "enter",
    "esc": "escape",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "bksp": "backspace",
    "spacebar": "space",
}
_MODIFIERS: Mapping[str, str] = {
    "ctrl": "ctrl", "control": "ctrl", "shift": "shift", "alt": "alt", "meta": "alt",
}  # fmt: skip

_SAME_AS: Mapping[str, str] = {
    "ctrl+h": "Backspace",
    "ctrl+i": "Tab",
    "ctrl+j": "Enter",
    "ctrl+m": "Enter",
    "ctrl+[": "Esc",
}
"""What a terminal sends for another key as well."""

_MOVABLE = frozenset(
    ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete")
)
"""Keys that ctrl and shift change in every terminal. [seen: xterm's sequences, as Textual reads them]"""

_TEXTUAL_NAMES: Mapping[str, str] = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Where Textual's name is not Unicode's. [seen: `textual.keys`]"""

_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


def _name_of(character: str) -> str:
    """Textual's name of the key that writes a character."""
    if character.isalnum():
        return character
    name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    return _TEXTUAL_NAMES.get(name, name)


_WRITTEN: Mapping[str, str] = {
    **{_name_of(character): character for character in _PUNCTUATION},
    **_SPECIAL,
}
_BY_NAME: Mapping[str, str] = {
    **{written.lower(): key for key, written in _WRITTEN.items()},
    **{key: key for key in _WRITTEN},
}


def key_name(key: str) -> str:
    """A key, by Textual's name, as people write it."""
    *modifiers, base = key.split("+")
    return "+".join((*modifiers, _WRITTEN.get(base) or _character(base)))


def writes_text(key: str) -> bool:
    """Whether the key, by Textual's name, writes a character where text is typed."""
    return (key not in _SPECIAL and "+" not in key) or key == "space"


def parse_key(written: str) -> str:
    """Textual's name of a key as a person writes it: `c`, `C`, `/`, `ctrl+y`, `F6`, `Esc`, or that name itself.

    Raises:
        ValueError: there is no such key, or it does not arrive in every terminal; says so after the key's name.
    """
    text = written.strip() or written[:1]
    if len(text) == 1:
        return _single(text)
    *heads, base = [*text[:-1].split("+"), text[-1]] if text.endswith("++") else text.split("+")
    modifiers = sorted({_modifier(head) for head in heads if head})
    key = _base(base)
    if not modifiers:
        return key
    if modifiers == ["shift"] and len(key) == 1 and key.isalpha():
        return key.upper()
    return _modified("+".join(modifiers), key)


def _character(name: str) -> str:
    """The character that a key of this name writes; the name itself where Unicode has no such."""
    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return name


def known_names() -> tuple[str, ...]:
    """Names to be near to, for a hint."""
    return (*_SPECIAL, *_ALIASES, *_WRITTEN)


def _single(character: str) -> str:
    if character == " ":
        return "space"
    if not character.isprintable() or unicodedata.combining(character):
        raise ValueError("is no key")
    return _BY_NAME.get(character, _name_of(character))


def _modifier(head: str) -> str:
    try:
        return _MODIFIERS[head.strip().lower()]
    except KeyError:
        raise ValueError("is no key") from None


def _base(text: str) -> str:
    name = text.strip()
    if len(name) == 1:
        return _single(name)
    lowered = name.lower()
    key = _BY_NAME.get(_ALIASES.get(lowered, lowered))
    if key is None:
        raise ValueError("is no key")
    return key


def _modified(modifier: str, key: str) -> str:
    if modifier == "ctrl":
        same = _SAME_AS.get(f"ctrl+{key_name(key).lower()}")
        if same is not None:
            raise ValueError(f"cannot be told from {same}: a terminal sends the same for both")
        if len(key) == 1 and key.isascii() and key.isalpha():
            return f"ctrl+{key.lower()}"
    plain_alt = modifier == "alt" and len(key) == 1 and key.isascii() and key.isalnum()
    moved = modifier in ("ctrl", "shift") and key in _MOVABLE
    if plain_alt or moved or (modifier == "shift" and key == "tab"):
        return f"{modifier}+{key}"
    raise ValueError("does not arrive in every terminal")
