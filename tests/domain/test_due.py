"""When a token is overdue: only what the trail proves, by org and by app."""

from datetime import timedelta

import pytest

from tests.fakes import NOW, generation, make_app
from tui.domain.connected_app import TokenState
from tui.domain.due import TRAIL_DAYS, MaxAge
from tui.domain.listing import Known

APP = make_app(1)


def known(
    days: float | None, state: TokenState = TokenState.PRESENT, *, shared: bool = False
) -> Known:
    latest = None if days is None else generation(APP.name, days)
    return Known(APP, state, latest, shared)


@pytest.mark.parametrize(("days", "due"), [(89, False), (90, False), (91, True)])
def test_a_token_is_due_when_it_is_older_than_it_may_be(days: int, due: bool) -> None:
    assert MaxAge(90).is_due(known(days), NOW) is due


def test_what_holds_for_one_app_outranks_what_holds_for_all() -> None:
    assert MaxAge(90, {APP.id: 10}).is_due(known(11), NOW)
    assert not MaxAge(10, {APP.id: 90}).is_due(known(11), NOW)
    assert MaxAge(None, {APP.id: 10}).is_due(known(11), NOW)


def test_without_a_limit_nothing_is_due() -> None:
    assert not MaxAge().is_due(known(10_000), NOW)
    assert not MaxAge()


def test_a_token_without_a_row_is_older_than_the_trail_reaches_back() -> None:
    assert MaxAge(TRAIL_DAYS).is_due(known(None), NOW)
    assert not MaxAge(TRAIL_DAYS + 1).is_due(known(None), NOW)


def test_what_nothing_proves_is_not_called_due() -> None:
    assert not MaxAge(1).is_due(known(None, shared=True), NOW)
    assert not MaxAge(1).is_due(known(None, TokenState.UNKNOWN), NOW)
    assert not MaxAge(1).is_due(known(None, TokenState.NONE), NOW + timedelta(days=9))
