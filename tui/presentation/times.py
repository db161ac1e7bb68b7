"""Points in time as people say them: an age at a glance, the exact time on demand, both in the local zone.

Ages are rounded down in one unit, so that nothing is called older than it is: the libraries for this call
sixteen days a month, which is no way to tell the age of a credential.
"""

from datetime import datetime, timedelta

from tui.presentation.numbers import counted

_UNITS = (
    ("year", timedelta(days=365)),
    ("month", timedelta(days=30)),
    ("week", timedelta(days=7)),
    ("day", timedelta(days=1)),
    ("hour", timedelta(hours=1)),
    ("minute", timedelta(minutes=1)),
)


def age(at: datetime, now: datetime) -> str:
    """How long ago: `3 minutes ago`, `2 weeks ago`, `1 year ago`; `in 3 minutes` where the clocks differ.

    Units begin where two of them are full (days up to 13, weeks up to 8), except minutes, hours and years, which
    begin at one. Less than a minute to either side is `just now`: no two clocks are the same.
    """
    passed = now - at
    if passed < timedelta(0):
        ahead = _length(-passed)
        return f"in {ahead}" if ahead else "just now"
    length = _length(passed)
    return f"{length} ago" if length else "just now"


def _length(passed: timedelta) -> str:
    """In full units of the largest that fits; empty below a minute."""
    for unit, length in _UNITS:
        count = passed // length
        if count >= (2 if unit in ("month", "week") else 1):
            return counted(count, unit)
    return ""


def day(at: datetime) -> str:
    """The local date, as it sorts: `2026-11-23`."""
    return _local(at).date().isoformat()


def exact(at: datetime) -> str:
    """The local date and time with its zone: `2026-11-23 20:45 CET`."""
    return _local(at).strftime("%Y-%m-%d %H:%M %Z").rstrip()


def minute(at: datetime) -> str:
    """The local date and time, for columns whose zone is said elsewhere: `2026-11-23 20:45`."""
    return _local(at).strftime("%Y-%m-%d %H:%M")


def clock_time(at: datetime) -> str:
    """The local time of day: `20:45:10`."""
    return _local(at).strftime("%H:%M:%S")


def _local(at: datetime) -> datetime:
    """In the local zone; a time at either end of the calendar, which has none there, as it is."""
    try:
        return at.astimezone()
    except (OverflowError, ValueError, OSError):
        return at
