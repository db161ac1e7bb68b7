"""Counts and lengths of time as people write them; screens and command line alike."""

import math


def counted(count: int, one: str, many: str = "") -> str:
    """A count and what is counted: `1 app`, `1,204 apps`.

    Args:
        many: the plural, where it is not `one` with an s.
    """
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def duration(milliseconds: int) -> str:
    """A time that was measured, at a glance: `340 ms`, `12.4 s`, `3 min 05 s`, `2 h 07 min`."""
    if milliseconds < 1000:
        return f"{milliseconds} ms"
    if milliseconds < 59_950:  # from there on it would be rounded to 60.0
        return f"{milliseconds / 1000:.1f} s"
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    if minutes < 60:
        return f"{minutes} min {seconds:02d} s"
    return f"{minutes // 60:,} h {minutes % 60:02d} min"


def waiting(seconds: float) -> str:
    """A time to wait, never shorter than it is: `5 s`, `3 min`."""
    whole = math.ceil(seconds)
    return f"{whole} s" if whole < 120 else f"{math.ceil(whole / 60):,} min"
