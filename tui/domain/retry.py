"""What a person is told while a read waits to be asked again."""

from typing import NamedTuple


class RetryNotice(NamedTuple):
    """A read that failed in a way that may pass is about to be asked again."""

    attempt: int
    """Which attempt comes next; the first one is 1, so a notice begins at 2."""
    of: int
    """How many attempts there are at most."""
    seconds: float
    """How long the wait before it is."""
    why: str
    """What happened, as one sentence; safe to show."""
