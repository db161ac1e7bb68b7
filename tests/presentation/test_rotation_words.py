"""Rotations in words: true in every state, and confirmed in a way that fits the risk."""

from dataclasses import replace

import pytest

from tests.fakes import PRACTICE, PRODUCTION, FakeTarget, make_app
from tui.domain.acts import Deed
from tui.domain.org import Org
from tui.domain.rotation import Check, Offer, Progress, Report, Stage, State, TargetLine
from tui.presentation.actions import KEYS
from tui.presentation.bulk_words import Going, bulk_next, bulk_summary
from tui.presentation.questions import By
from tui.presentation.rotation_questions import (
    hand_over_question,
    rotate_question,
    several_question,
)
from tui.presentation.rotation_words import (
    SIGNS,
    check_state,
    headline,
    leaving_words,
    lockout_line,
    offer_facts,
    plan_facts,
    report_lines,
    stage_words,
    standing_words,
    target_after,
    target_state,
    target_words,
)

APP = make_app(1, "Billing Sync")
CHECKS = [Check(FakeTarget("gateway").card, running=False)]


def report(*states: State, deed: Deed = Deed.REGENERATE, lockout_ms: int | None = 1234) -> Report:
    lines = tuple(
        TargetLine(f"target-{number}", "somewhere", state, milliseconds=900)
        for number, state in enumerate(states)
    )
    return Report(deed, APP.id, APP.name, "a1b2c3d4", lines, lockout_ms)


def test_every_state_has_a_sign_and_words() -> None:
    for state in State:
        assert SIGNS[state]
        assert target_words(TargetLine("x", "y", state))


def test_only_what_was_read_back_is_said_to_hold_the_token() -> None:
    holding = [s for s in State if "holds this token" in target_words(TargetLine("x", "y", s))]
    assert holding == [State.PROVEN]


def test_the_time_stands_behind_what_happened_or_in_a_column_of_its_own() -> None:
    line = report(State.UNPROVEN).targets[0]
    assert target_words(line) == "took it, after 900 ms; not proven"
    assert (target_state(line), target_after(line)) == ("took it; not proven", "after 900 ms")
    assert target_after(report(State.FAILED).targets[0]) == ""


@pytest.mark.parametrize(
    ("stage", "fingerprint", "words"),
    [
        (Stage.READY, None, "changes nothing"),
        (Stage.PRESSING, None, "leaves open whether the token was made"),
        (Stage.WRITING, "a1b2c3d4", "stops the writes"),
    ],
)
def test_what_leaving_means_is_told_at_every_stage(
    stage: Stage, fingerprint: str | None, words: str
) -> None:
    so_far = replace(report(State.WRITING), fingerprint=fingerprint)
    assert words in leaving_words(stage, so_far)


def test_while_it_is_written_it_is_counted_who_holds_it() -> None:
    half = report(State.WRITTEN, State.WRITING, deed=Deed.HAND_OVER, lockout_ms=None)
    assert stage_words(Stage.WRITING, half).endswith("1 of 2 targets holds it.")
    assert standing_words(Stage.WRITING, half) == "1 of 2 targets holds it."
    assert standing_words(Stage.READY, half) == "Nothing is changed yet."


def test_two_targets_of_a_plan_stand_below_each_other() -> None:
    (fact,) = plan_facts([*CHECKS, Check(FakeTarget("other").card)])
    assert fact == ("Targets", "gateway · memory of gateway\nother · memory of other")


def test_of_a_target_that_is_not_ready_the_reason_is_told_once_and_first() -> None:
    card = FakeTarget("gateway").card
    check = Check(card, running=False, problem="No login.", repair="Renew it.")
    facts = offer_facts(Offer(card), check)
    assert facts[:2] == (("Problem", "No login."), ("Repair", "Renew it."))
    assert check_state(check) == "✗ not ready"
    assert str(facts).count("No login.") == 1


def test_several_say_what_to_do_next_as_long_as_they_run_and_after() -> None:
    counts = {Progress.DONE: 2, Progress.INCOMPLETE: 1}
    assert bulk_next(counts, Going.ON, KEYS).startswith("s begins no other app.")
    assert "nothing else is begun" in bulk_next(counts, Going.STOPPING, KEYS)
    assert "1 app: Enter opens it, to try again." in bulk_next(counts, Going.OVER, KEYS)
    assert "Nothing is left" in bulk_next({Progress.DONE: 2}, Going.OVER, KEYS)


def test_nothing_claims_that_a_token_works() -> None:
    words = " ".join(report_lines(report(*State))).lower()
    assert "works" not in words
    assert "valid" not in words


def test_the_report_names_who_holds_it_and_how_long_the_lock_out_was() -> None:
    assert headline(report(State.PROVEN)) == "Regenerated; target-0 holds the token a1b2c3d4."
    assert lockout_line(report(State.PROVEN)) == "Lock-out at most 1.2 s (1,234 ms)."


def test_while_a_target_is_without_it_the_lock_out_is_only_so_far() -> None:
    half = report(State.PROVEN, State.UNKNOWN)
    assert headline(half).endswith("Without the new one: target-1.")
    assert lockout_line(half) == "Lock-out so far: 1.2 s. No client can register."


def test_a_hand_over_has_no_lock_out() -> None:
    assert lockout_line(report(State.PROVEN, deed=Deed.HAND_OVER, lockout_ms=None)) == ""


@pytest.mark.parametrize(("org", "by"), [(PRACTICE, By.Y), (PRODUCTION, By.TYPED_NAME)])
def test_a_rotation_is_confirmed_as_a_regenerate_is(org: Org, by: By) -> None:
    question = rotate_question(APP, org, "3 weeks ago", CHECKS)
    assert question.by is by
    assert ("Targets", "gateway · memory of gateway") in question.facts
    assert any("no undo" in warning for warning in question.warnings)


def test_a_hand_over_says_what_is_overwritten() -> None:
    question = hand_over_question(APP, PRODUCTION, CHECKS, "a1b2c3d4")
    assert question.by is By.Y
    assert "overwritten" in question.warnings[0]


def test_several_apps_in_production_want_their_number_typed() -> None:
    question = several_question(["a", "b", "c"], ["kong", "vault"], left=1, org=PRODUCTION)
    assert (question.by, question.typed) == (By.TYPED_NAME, "3")
    assert ("Left out", "1 that no target names") in question.facts
    assert ("Targets", "2: kong, vault") in question.facts


def test_the_summary_leaves_nothing_out() -> None:
    counts = {Progress.DONE: 3, Progress.FAILED: 1, Progress.LEFT: 2}
    assert bulk_summary(counts) == "3 rotated, 1 unchanged after a failure, 2 left out."
