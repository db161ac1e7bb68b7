"""The rehearsal in five steps: what a screen shows brings it on, by whatever keys it came about."""

import pytest

from tui.domain.connected_app import TokenState
from tui.domain.five_steps import FiveSteps, Sight, Step
from tui.domain.secret import Secret

FIRST, SECOND = Secret("first").mark, Secret("second").mark
NONE = Sight("app", token=TokenState.NONE)
HAS_FIRST = Sight("app", token=TokenState.PRESENT, mark=FIRST)
HAS_SECOND = Sight("app", token=TokenState.PRESENT, mark=SECOND)


def after(*sights: Sight) -> FiveSteps:
    steps = FiveSteps()
    for sight in sights:
        steps = steps.follow(sight)
    return steps


def test_it_is_walked_from_the_first_step_to_the_last() -> None:
    walked = [FiveSteps().current]
    steps = FiveSteps()
    for sight in (
        Sight(searched=True),
        NONE,
        HAS_FIRST,
        Sight("app", token=TokenState.PRESENT, mark=FIRST, revealed=True),
        HAS_SECOND,
    ):
        steps = steps.follow(sight)
        walked.append(steps.current)
    assert walked == [*Step, None]
    assert steps.is_finished


def test_what_shows_nothing_new_changes_nothing() -> None:
    steps = after(NONE)
    assert steps.follow(NONE) is steps
    assert steps.follow(Sight()) is steps


def test_who_opens_an_app_without_a_search_is_not_sent_back_to_it() -> None:
    steps = after(NONE)
    assert steps.current is Step.GENERATE
    assert steps.is_passed(Step.SEARCH)
    assert Step.SEARCH not in steps.done


def test_copying_counts_as_revealing() -> None:
    steps = after(NONE, HAS_FIRST, Sight("app", copied=True))
    assert steps.current is Step.REGENERATE


def test_a_token_that_was_there_before_was_not_generated_here() -> None:
    assert after(HAS_FIRST).current is Step.GENERATE


def test_another_apps_token_is_no_new_one() -> None:
    other = Sight("other", token=TokenState.PRESENT, mark=SECOND)
    assert Step.REGENERATE not in after(HAS_FIRST, other).done


@pytest.mark.parametrize("between", [Sight("app"), Sight("app", token=TokenState.UNKNOWN), Sight()])
def test_a_new_token_is_told_from_the_old_one_across_what_is_not_known(between: Sight) -> None:
    assert Step.REGENERATE in after(HAS_FIRST, between, HAS_SECOND).done


def test_who_regenerates_at_once_still_has_the_token_to_see() -> None:
    steps = after(HAS_FIRST, HAS_SECOND)
    assert steps.current is Step.REVEAL
    assert steps.is_passed(Step.GENERATE)


def test_a_rotation_from_the_table_regenerates() -> None:
    assert Step.REGENERATE in after(Sight(rotated=True)).done
