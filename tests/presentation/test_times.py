"""Ages are never rounded up: a credential is not made older than it is."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes import NOW
from tui.presentation.times import age, clock_time, day, exact, minute


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(days=-3), "in 3 days"),
        (timedelta(minutes=-3), "in 3 minutes"),
        (timedelta(seconds=-59), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=60), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=47), "1 day ago"),
        (timedelta(days=13), "13 days ago"),
        (timedelta(days=14), "2 weeks ago"),
        (timedelta(days=59), "8 weeks ago"),
        (timedelta(days=60), "2 months ago"),
        (timedelta(days=364), "12 months ago"),
        (timedelta(days=365), "1 year ago"),
        (timedelta(days=800), "2 years ago"),
    ],
)
def test_age(passed: timedelta, words: str) -> None:
    assert age(NOW - passed, NOW) == words


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar_are_no_crash(
    year: int, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        at = datetime(year, 1 if year == 1 else 12, 1 if year == 1 else 31, 12, tzinfo=UTC)
        assert day(at)
        assert exact(at)
        assert clock_time(at)
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25 02:30 CEST"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-25 02:30 CET"),
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "2026-07-02 00:30 CEST"),
    ],
)
def test_the_zone_tells_the_two_hours_of_a_change_apart(
    at: datetime, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        assert exact(at) == words
        assert minute(at) == words.rpartition(" ")[0]
    finally:
        monkeypatch.undo()
        time.tzset()
