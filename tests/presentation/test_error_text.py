"""Errors become words: what happened, how long to wait, what to do next."""

import pytest

from tui.domain.usage import CallUsage
from tui.errors import BusyError, ConsoleError
from tui.presentation.error_text import low_calls, sentence


def test_what_happened_and_what_to_do() -> None:
    assert sentence(ConsoleError("It rains.", hint="Take a coat.")) == "It rains. Take a coat."
    assert sentence(ConsoleError("It rains.")) == "It rains."


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 s"), (30, "30 s"), (119.5, "2 min"), (3601, "61 min")]
)
def test_how_long_the_org_asks_to_wait(seconds: float, words: str) -> None:
    busy = BusyError("The org is overloaded.", hint="Try again.", retry_after=seconds)
    assert sentence(busy) == f"The org is overloaded. It asks to wait {words}. Try again."


def test_how_many_api_calls_are_used() -> None:
    assert "12,345 of its 15,000 API calls of 24 hours (82 %)" in low_calls(
        CallUsage(12_345, 15_000)
    )
