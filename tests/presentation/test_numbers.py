"""Counts are grouped and agree with their noun; a time to wait is never shortened."""

import pytest

from tui.presentation.numbers import counted, duration, waiting


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 apps"), (1, "1 app"), (2, "2 apps"), (100_000, "100,000 apps")]
)
def test_a_count_is_grouped(count: int, words: str) -> None:
    assert counted(count, "app") == words


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [
        (0, "0 ms"),
        (999, "999 ms"),
        (2_340, "2.3 s"),
        (59_940, "59.9 s"),
        (59_990, "1 min 00 s"),
        (185_000, "3 min 05 s"),
        (7_620_000, "2 h 07 min"),
    ],
)
def test_a_length_of_time_at_a_glance(milliseconds: int, words: str) -> None:
    assert duration(milliseconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 s"), (119, "119 s"), (120, "2 min"), (181, "4 min")]
)
def test_a_time_to_wait_is_never_shorter_than_it_is(seconds: float, words: str) -> None:
    assert waiting(seconds) == words
