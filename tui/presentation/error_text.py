"""Errors to words, in one place: what happened, and what to do next."""

from tui.domain.retry import RetryNotice
from tui.errors import ConsoleError


def sentence(error: ConsoleError) -> str:
    """One line for a status line or standard error: what happened, then what to do."""
    return f"{error.what} {error.hint}".strip()


def retrying(notice: RetryNotice) -> str:
    """What is said while a read waits to be asked again."""
    again = f"Trying again in {max(1, round(notice.seconds))} s"
    return f"{notice.why} {again} ({notice.attempt} of {notice.of})."
