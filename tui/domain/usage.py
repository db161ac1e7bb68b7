"""How many of its API calls an org has used; it counts them over 24 hours."""

from typing import NamedTuple

LOW_SHARE = 0.8
"""The share of all calls from which on they run low."""


class CallUsage(NamedTuple):
    """What an org says with each answer of its REST API."""

    used: int
    limit: int

    @property
    def runs_low(self) -> bool:
        """Whether a person should know."""
        return self.limit > 0 and self.used >= self.limit * LOW_SHARE

    @property
    def percent(self) -> int:
        """The share that is used, rounded down."""
        return self.used * 100 // self.limit if self.limit > 0 else 0
