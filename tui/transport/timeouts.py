"""How long one call may take, step by step and in all."""

from typing import NamedTuple


class Timeouts(NamedTuple):
    """Seconds. `total` covers the whole call, so that an answer that trickles in does not last for ever."""

    connect: float = 10.0
    read: float = 15.0
    write: float = 30.0
    pool: float = 10.0
    total: float = 60.0
    idle: float = 15.0
    """How long a connection without a call is kept for the next one."""


DEFAULT_TIMEOUTS = Timeouts()
"""What a person at a terminal waits for before asking what is wrong."""
