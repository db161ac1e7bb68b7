"""Points in time as people say them: an age at a glance, the exact time on demand, both in the local zone.

Ages are rounded down in one unit, so that nothing is called older than it is: the libraries for this call
sixteen days a month, which is no way to tell the age of a credential.
"""

from datetime import datetime, timedelta

_UNITS = (
    ("year", timedelta(days=365)),
    ("month", timedelta(days=30)),
    ("week", timedelta(days=7)),
    ("day", timedelta(days=1)),
    ("hour", timedelta(hours=1)),
    ("minute", timedelta(minutes=1)),
)


def age(at: datetime, now: datetime) -> str:
    """How long ago: `3 minutes ago`, `2 weeks ago`, `1 year ago`.

    Units begin where two of them are full (days up to 13, weeks up to 8), except minutes, hours and years, which
    begin at one.
    """
    passed = now - at
    for unit, length in _UNITS:
        count = passed // length
        if count >= (2 if unit in ("month", "week") else 1):
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return "just now"  # also where the org's clock is a little ahead of ours


def day(at: datetime) -> str:
    """The local date, as it sorts: `2026-11-23`."""
    return _local(at).strftime("%Y-%m-%d")


def exact(at: datetime) -> str:
    """The local date and time with its zone: `2026-11-23 20:45 CET`."""
    return _local(at).strftime("%Y-%m-%d %H:%M %Z").rstrip()


def clock_time(at: datetime) -> str:
    """The local time of day: `20:45:10`."""
    return _local(at).strftime("%H:%M:%S")


def _local(at: datetime) -> datetime:
    """In the local zone; a time at either end of the calendar, which has none there, as it is."""
    try:
        return at.astimezone()
    except (OverflowError, ValueError, OSError):
        return at
