"""Errors to words, in one place: what happened, and what to do next."""

from tui.errors import ConsoleError


def sentence(error: ConsoleError) -> str:
    """One line for a status line or standard error: what happened, then what to do."""
    return f"{error.what} {error.hint}".strip()
