"""A value that must not be seen by accident."""

import hashlib
import hmac
from typing import NoReturn

MASK = "••••••••••••••••"


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
        return hashlib.sha256(self.__value.encode()).hexdigest()[:8]

    def __eq__(self, other: object) -> bool:
        """Compare the whole values in constant time."""
        if not isinstance(other, Secret):
            return NotImplemented
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
