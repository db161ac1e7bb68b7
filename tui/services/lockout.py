"""The lock-out clock: how long no client can register.

It runs from the moment before the POST leaves, since nobody can see at which moment after that the org killed the old
token; so a lock-out is always *at most* what is said here. It ends with a target's acknowledged write.
"""

from tui.ports import Clock


class LockOut:
    """One rotation's clock. It stands still until something irreversible was begun."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._began: float | None = None

    def begin(self) -> None:
        """The POST is about to leave. Called again, the later call counts: nothing had left before it."""
        self._began = self._clock.monotonic()

    def drop(self) -> None:
        """Nothing left after all: the old token lives."""
        self._began = None

    def until(self, moment: float | None) -> int | None:
        """Milliseconds from the beginning to `moment` (monotonic seconds; None: now); None where it never began."""
        if self._began is None:
            return None
        end = self._clock.monotonic() if moment is None else moment
        return max(0, round((end - self._began) * 1000))
