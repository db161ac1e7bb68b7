"""A lost answer is judged by what the org shows, and nothing is claimed that it does not show."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes import NOW
from tui.domain.acts import (
    Author,
    Basis,
    Deed,
    Intent,
    JournalEntry,
    Outcome,
    Result,
    kept_name,
)
from tui.domain.connected_app import TokenState
from tui.domain.evidence import late_row
from tui.domain.judgement import judge
from tui.domain.token import Generation

ME = Author("ana@acme.example", "Ana Souza", "host", "ana", "", 1, NOW)


def make_intent(*, replacing: str | None = "old", last_row: bool = True) -> Intent:
    deed = Deed.REGENERATE if replacing else Deed.GENERATE
    seen = NOW - timedelta(days=9) if last_row else None
    return Intent("a", NOW, deed, "00D", "Acme", "https://acme", "0H4", "App", ME, replacing, seen)


def row(by: str = "Ana Souza", seconds: float = 1, name: str = "App") -> Generation:
    return Generation(NOW + timedelta(seconds=seconds), by, name)


OLD_ROW = Generation(NOW - timedelta(days=9), "Ana Souza", "App")


def test_the_old_token_is_still_there() -> None:
    found = judge(make_intent(), TokenState.PRESENT, "old", [OLD_ROW])
    assert found.result is Result.NOT_DONE
    assert "You may try again" in found.words


def test_there_is_still_no_token() -> None:
    found = judge(make_intent(replacing=None), TokenState.NONE, None, [])
    assert found.result is Result.NOT_DONE


@pytest.mark.parametrize("replacing", ["old", None])
def test_a_new_token_and_our_row(replacing: str | None) -> None:
    found = judge(make_intent(replacing=replacing), TokenState.PRESENT, "new", [row(), OLD_ROW])
    assert (found.result, found.fingerprint) == (Result.DONE, "new")


def test_a_new_token_and_somebody_elses_row() -> None:
    found = judge(make_intent(), TokenState.PRESENT, "new", [row("Bob"), OLD_ROW])
    assert found.result is Result.NOT_DONE
    assert "Bob" in found.words


def done_by_another(intent: Intent) -> JournalEntry:
    """An act of this journal that happened in its place."""
    other = replace(intent, act_id="b", at=NOW + timedelta(seconds=1))
    return JournalEntry(other, Outcome(Result.DONE, "new", act_id="b", at=NOW), running=False)


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        (make_intent(), "a later act replaced the token that this one meant to replace."),
        (make_intent(replacing=None), "another act generated the first token."),
        (
            replace(make_intent(replacing=None), guided=True),
            "a later act replaced the token that this one meant to replace.",
        ),
    ],
    ids=["replacing", "first", "guided: whether there was one is not known"],
)
def test_what_another_act_did_in_its_place_is_said(intent: Intent, words: str) -> None:
    acts = [done_by_another(intent)]
    found = judge(intent, TokenState.PRESENT, "new", [row(), OLD_ROW], acts=acts)
    assert found.result is Result.NOT_DONE
    assert found.words == f"It did not happen: {words}"


def test_both_did_it() -> None:
    found = judge(make_intent(), TokenState.PRESENT, "new", [row("Bob", 2), row(), OLD_ROW])
    assert found.result is Result.DONE
    assert "Bob" in found.words


def test_a_row_of_ours_that_another_act_explains_proves_nothing() -> None:
    before = replace(make_intent(), act_id="b", at=NOW - timedelta(seconds=5), replacing="older")
    done = JournalEntry(before, Outcome(Result.DONE, "old", act_id="b", at=NOW), running=False)
    found = judge(make_intent(), TokenState.PRESENT, "new", [row(), OLD_ROW], acts=[done])
    assert found.result is Result.UNKNOWN


@pytest.mark.parametrize("rows", [None, [], [OLD_ROW], [row(name="Other app")]])
def test_a_new_token_that_nobody_signs_for_is_not_claimed(rows: list[Generation] | None) -> None:
    found = judge(make_intent(), TokenState.PRESENT, "new", rows)
    assert (found.result, found.fingerprint) == (Result.UNKNOWN, "new")


@pytest.mark.parametrize(
    ("rows", "result"), [([row()], Result.DONE), ([], Result.UNKNOWN), (None, Result.UNKNOWN)]
)
def test_without_the_page_the_trail_alone_decides(
    rows: list[Generation] | None, result: Result
) -> None:
    assert judge(make_intent(), None, None, rows).result is result


def test_a_page_that_contradicts_the_trail_is_not_believed() -> None:
    assert judge(make_intent(), TokenState.PRESENT, "old", [row()]).result is Result.UNKNOWN


def test_where_no_row_was_known_clocks_may_differ_a_little() -> None:
    intent = make_intent(last_row=False)
    early = row(seconds=-60)
    assert judge(intent, TokenState.PRESENT, "new", [early]).result is Result.DONE
    assert judge(intent, TokenState.PRESENT, "new", [OLD_ROW]).result is Result.UNKNOWN


@pytest.mark.parametrize(
    ("result", "running", "unresolved"),
    [
        (None, False, True),
        (None, True, False),
        (Result.UNKNOWN, False, True),
        (Result.UNKNOWN, True, False),
        (Result.DONE, False, False),
        (Result.NOT_DONE, False, False),
    ],
)
def test_what_is_unresolved(result: Result | None, running: bool, unresolved: bool) -> None:
    outcome = Outcome(result, act_id="a", at=NOW) if result else None
    assert JournalEntry(make_intent(), outcome, running).unresolved is unresolved


def test_a_namesake_is_somebody_else() -> None:
    me = replace(ME, user_id="005000000000001AAA")
    namesake = row()._replace(by_id="005000000000002AAA")
    found = judge(replace(make_intent(), author=me), TokenState.PRESENT, "new", [namesake])
    assert found.result is Result.NOT_DONE


def test_a_user_who_was_renamed_meanwhile_is_the_same() -> None:
    me = replace(ME, user_id="005000000000001AAA")
    mine = row("Ana Lima")._replace(by_id="005000000000001")
    found = judge(replace(make_intent(), author=me), TokenState.PRESENT, "new", [mine])
    assert found.result is Result.DONE


@pytest.mark.parametrize("user_id", ["005000000000001AAA", ""])
def test_a_delegate_leaves_it_open_whose_doing_it_was(user_id: str) -> None:
    author = replace(ME, user_id=user_id)
    theirs = row("Bob as Ana Souza")._replace(by_id="005000000000001AAA", delegate="Bob")
    found = judge(replace(make_intent(), author=author), TokenState.PRESENT, "new", [theirs])
    assert found.result is Result.UNKNOWN
    assert "Bob as Ana Souza" in found.words


def test_a_name_as_long_as_escapes_make_it_is_found_in_the_trail() -> None:
    name = "<U+1F468>" * 80
    subject = replace(make_intent(), app_name=kept_name(name))
    found = judge(subject, TokenState.PRESENT, "new", [row(name=name)])
    assert found.result is Result.DONE


def looked_up(**more: object) -> JournalEntry:
    """An act that a look-up did not find."""
    outcome = Outcome(Result.NOT_DONE, "old", basis=Basis.LOOK_UP, act_id="a", at=NOW)
    return JournalEntry(make_intent(), replace(outcome, **more), running=False)  # type: ignore[arg-type]


def test_a_row_after_the_look_up_is_the_acts_own() -> None:
    late = row(seconds=40)
    assert late_row(looked_up(), [late, OLD_ROW], [], NOW) == late


@pytest.mark.parametrize(
    "entry",
    [looked_up(basis=Basis.ANSWER), looked_up(basis=Basis.PERSON), looked_up(result=Result.DONE)],
    ids=["never sent", "settled by a person", "done"],
)
def test_what_is_settled_has_no_late_row(entry: JournalEntry) -> None:
    assert late_row(entry, [row(seconds=40)], [], NOW) is None


def test_a_row_that_another_act_accounts_for_is_not_late() -> None:
    again = replace(make_intent(), act_id="b", at=NOW + timedelta(seconds=30))
    done = JournalEntry(again, Outcome(Result.DONE, "new", act_id="b", at=NOW), running=False)
    assert late_row(looked_up(), [row(seconds=40)], [done], NOW) is None


def test_a_hand_over_is_never_looked_up_in_the_org_but_may_be_undelivered() -> None:
    intent = replace(make_intent(), deed=Deed.HAND_OVER, targets=("vault",))
    entry = JournalEntry(intent, None, running=False)
    assert (entry.unresolved, entry.undelivered, entry.missing) == (False, True, ("vault",))
