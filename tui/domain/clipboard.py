"""What can be said of a value on its way to a clipboard and off it again. Knows no clipboard."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Clearing(StrEnum):
    """What became of an attempt to take a value off a clipboard."""

    CLEARED = "cleared"
    """It was there, and it was seen to be gone."""
    SENT = "sent"
    """The clipboard cannot be read; it was told to hold a space instead, and nothing confirms that it does."""
    CHANGED = "changed"
    """The clipboard holds something else by now, which was left alone."""
    FAILED = "failed"
    """The clipboard could be neither read nor written: the value may still be there."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A value that went to a clipboard.

    Attributes:
        way: which clipboard, by which way; goes on from "to the".
        confirmed: whether the clipboard was seen to hold the value. Where it is false nobody can know.
        caveat: what holds of this copy alone, as a sentence; empty where there is nothing to add.
        warning: what holds of every copy that goes this way, in sentences; worth saying once.
    """

    way: str
    confirmed: bool = False
    caveat: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Copied:
    """Which token a copy is of.

    Attributes:
        at: when it was read for the copy.
    """

    app_id: str
    fingerprint: str
    at: datetime

    def is_of(self, app_id: str) -> bool:
        """Whether it is a token of that app; an Id of 15 characters means the same as one of 18."""
        return self.app_id[:15] == app_id[:15]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What can be known of a way before anything is copied.

    Attributes:
        way: as in `Delivery`.
        blocked: why nothing could arrive, as a sentence with what to do; empty where something may.
        caveats: what it cannot promise, a sentence each.
        elsewhere: this way leads nowhere here, and another one may.
    """

    way: str
    blocked: str = ""
    caveats: tuple[str, ...] = ()
    elsewhere: bool = False


class Arrival(StrEnum):
    """What came back when what had been copied was pasted."""

    ARRIVED = "arrived"
    NOTHING = "nothing"
    PART = "part"
    """Only a part of it, or more than it."""
    OTHER = "other"
