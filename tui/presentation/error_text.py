"""Errors to words, in one place: what happened, and what to do next."""

import math

from tui.domain.retry import RetryNotice
from tui.domain.text import printable
from tui.domain.usage import CallUsage
from tui.errors import BusyError, ConsoleError, NotWrittenError


def sentence(error: ConsoleError) -> str:
    """One line for a status line or standard error: what happened, how long to wait, then what to do.

    Printable once more: a path of the environment, or a reason of the system, may stand in it as it came.
    """
    asked = error.retry_after if isinstance(error, (BusyError, NotWrittenError)) else None
    wait = f"It asks to wait {duration(asked)}." if asked else ""
    return printable(" ".join(filter(None, (error.what, wait, error.hint))))


def duration(seconds: float) -> str:
    """A time to wait, as people say it; never shorter than it is."""
    whole = math.ceil(seconds)
    return f"{whole} s" if whole < 120 else f"{math.ceil(whole / 60)} min"


def low_calls(usage: CallUsage) -> str:
    """What is said when the org's API calls run low."""
    return (
        f"The org has used {usage.used:,} of its {usage.limit:,} API calls of 24 hours ({usage.percent} %)."
        " When they are used up it answers nobody's REST calls."
    )


def retrying(notice: RetryNotice) -> str:
    """What is said while a read waits to be asked again."""
    again = f"Trying again in {max(1, round(notice.seconds))} s"
    return f"{notice.why} {again} ({notice.attempt} of {notice.of})."
