"""A value that must not be seen by accident.

The libraries of digests are imported when the first secret is told from another: the first frame has none.
"""

import os
from dataclasses import dataclass, field
from typing import NoReturn

MASK = "••••••••••••••••"


_KEY = os.urandom(32)
"""Of this process alone: marks of one process mean nothing in another."""


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """What may be kept in memory of a secret that was seen: its fingerprint for people, and a digest to tell it again.

    The digest is keyed, of the whole value, and compared in constant time; the value cannot be got from it.
    """

    fingerprint: str
    _digest: bytes = field(repr=False)

    def __eq__(self, other: object) -> bool:
        """Whether both are of the same value."""
        if not isinstance(other, Mark):
            return NotImplemented
        import hmac

        return hmac.compare_digest(self._digest, other._digest)

    def __hash__(self) -> int:
        return hash((Mark, self._digest))


class Secret:
    """A token, session id, client secret, ViewState or one-time URL.

    `repr`, `str` and `format` are masked, so that no f-string, log line, traceback local or widget can show it.
    `expose()` is the one way to the value: search for it to find every place where a secret leaves.
    """

    __slots__ = ("__value",)

    def __init__(self, value: str) -> None:
        self.__value = value

    def expose(self) -> str:
        """The value itself."""
        return self.__value

    @property
    def fingerprint(self) -> str:
        """First 8 hex digits of SHA-256: for people to compare; the only thing about a secret that may be stored."""
        import hashlib

        return hashlib.sha256(self.__value.encode()).hexdigest()[:8]

    @property
    def mark(self) -> Mark:
        """What may be kept to tell whether a value seen later is this one, within this process."""
        import hmac

        digest = hmac.digest(_KEY, self.__value.encode(), "sha256")
        return Mark(self.fingerprint, digest)

    def __eq__(self, other: object) -> bool:
        """Compare the whole values in constant time."""
        if not isinstance(other, Secret):
            return NotImplemented
        import hmac

        return hmac.compare_digest(self.__value.encode(), other.__value.encode())

    def __hash__(self) -> int:
        return hash((Secret, self.__value))

    def __bool__(self) -> bool:
        return bool(self.__value)

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    def __str__(self) -> str:
        return MASK

    def __format__(self, spec: str) -> str:
        return format(MASK, spec)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret is neither pickled nor copied out of the process")
