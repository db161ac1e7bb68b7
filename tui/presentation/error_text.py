"""Errors to words, in one place: what happened, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.text import printable
from tui.errors import BusyError, ConsoleError, NotWrittenError, SessionError
from tui.presentation.numbers import waiting

if TYPE_CHECKING:
    from tui.domain.retry import RetryNotice
    from tui.domain.usage import CallUsage


def sentence(error: ConsoleError, *, again: str = "") -> str:
    """One line for a status line or standard error: what happened, how long to wait, then what to do.

    Args:
        again: the key that asks again, where there is one; said where a new session is needed first.

    Printable once more: a path of the environment, or a reason of the system, may stand in it as it came.
    """
    asked = error.retry_after if isinstance(error, (BusyError, NotWrittenError)) else None
    wait = f"It asks to wait {waiting(asked)}." if asked else ""
    renew = error.renew if isinstance(error, SessionError) else ""
    if renew:
        renew = f"{renew}, then {again}." if again else f"{renew}."
    return printable(" ".join(filter(None, (error.what, wait, error.hint, renew))))


def low_calls(usage: CallUsage) -> str:
    """What is said when the org's API calls run low."""
    return (
        f"The org has used {usage.used:,} of its {usage.limit:,} API calls of 24 hours ({usage.percent} %)."
        " When they are used up it answers nobody's REST calls."
    )


def retrying(notice: RetryNotice) -> str:
    """What is said while a read waits to be asked again."""
    again = f"Trying again in {waiting(max(1, notice.seconds))}"
    return f"{notice.why} {again} ({notice.attempt} of {notice.of})."
