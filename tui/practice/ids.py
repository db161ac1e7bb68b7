"""Salesforce record ids: 15 case-sensitive characters and 3 that make them safe where case is lost.

Knows nothing of what the ids stand for but their key prefixes.
"""

import random
from typing import Final

APP: Final = "0H4"  # ConnectedApplication.Id
SETUP: Final = "06P"  # applicationId in Setup addresses
CONSUMER: Final = "0Ci"  # id in Setup addresses
USER: Final = "005"
ORG: Final = "00D"
AUDIT: Final = "0Ym"
LOCATOR: Final = "01g"

_BASE62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_UPPER = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_CHARACTERS = frozenset(_BASE62)


def with_checksum(short: str) -> str:
    """Return the 18-character form of a 15-character id: each check character says which of five are capitals."""
    check = ""
    for start in (0, 5, 10):
        bits = 0
        for position, char in enumerate(short[start : start + 5]):
            if char in _UPPER:
                bits |= 1 << position
        check += _CHECK[bits]
    return short + check


def normal_id(text: str) -> str | None:
    """Return the 18-character form of a well-formed id of 15 or 18 characters, else None."""
    if len(text) not in {15, 18} or not _CHARACTERS.issuperset(text):
        return None
    full = with_checksum(text[:15])
    return full if len(text) == 15 or text == full else None


class IdSource:
    """Makes new ids. A seeded generator gives the same ids again; `LIVE` never does."""

    def __init__(self, generator: random.Random) -> None:
        self._generator = generator

    def new(self, prefix: str) -> str:
        """Return a new 18-character id with the key prefix."""
        return with_checksum(f"{prefix}Qy0" + "".join(self._generator.choices(_BASE62, k=9)))


LIVE: Final = IdSource(random.SystemRandom())
