"""The pane beside the table: everything the list holds of an app, and nothing that it does not."""

import pytest

from tests.fakes import NOW, generation, make_app
from tests.situations import standing
from tui.domain.connected_app import TokenState
from tui.domain.listing import Known
from tui.presentation.actions import Scope, Situation
from tui.presentation.pane_words import PaneWords, pane_words

APP = make_app(7, "Billing")
TABLE = standing(Scope.APPS)


def words(
    known: Known = Known(APP, TokenState.UNKNOWN, None, False),  # noqa: B008 - frozen
    situation: Situation = TABLE,
    *,
    marked: bool = False,
    children: tuple[str, ...] = (),
) -> PaneWords:
    return pane_words(known, situation, NOW, marked=marked, children=children)


def test_a_token_that_the_trail_proves_has_its_age_its_exact_time_and_its_author() -> None:
    rows = words(Known(APP, TokenState.PRESENT, generation("Billing", 21), False)).rows
    assert ("Token", "● present") in rows
    at = rows.index(("Generated", "3 weeks ago"))
    assert rows[at + 1][1].startswith("2026-11-02")
    assert rows[at + 2] == ("by", "Ana Souza")


@pytest.mark.parametrize(
    ("ambiguous", "why"), [(True, "several apps bear this name"), (False, "no row")]
)
def test_what_is_not_known_says_why(ambiguous: bool, why: str) -> None:
    rows = dict(words(Known(APP, TokenState.UNKNOWN, None, ambiguous)).rows)
    assert why in rows["Generated"]
    assert rows["Token"].startswith("· unknown")


def test_an_app_without_a_token_has_no_age_of_one() -> None:
    rows = dict(words(Known(APP, TokenState.NONE, None, False)).rows)
    assert rows["Token"] == "○ none"
    assert "Generated" not in rows


def test_the_name_is_whole_and_creation_and_change_have_their_people() -> None:
    long = "A rather long name of a connected app that no column of the table has room for"
    shown = words(Known(make_app(7, long), TokenState.UNKNOWN, None, False))
    assert shown.name == long
    assert dict(shown.rows)["Changed"].endswith("by Priya Natarajan")
    assert dict(shown.rows)["Id"] == APP.id


def test_what_the_keys_would_do_and_why_not() -> None:
    acts = {act.key: act for act in words(situation=standing(Scope.APPS, read_only="Read only."))
            .acts}  # fmt: skip
    assert list(acts) == ["Enter", "h", "R"]
    assert not acts["Enter"].off
    assert acts["h"].words == "Read only."
    assert acts["R"].off


def test_a_pane_of_the_least_width_has_each_act_on_a_line() -> None:
    assert max(len(act.words) for act in words().acts) <= 32


def test_marks_are_counted_and_rotated_together() -> None:
    shown = words(situation=standing(Scope.APPS, marked=1200), marked=True)
    assert ("Marked", "▪ yes; 1,200 in all") in shown.rows
    assert shown.acts[-1].words == "rotates the 1,200 marked; asks first"
    assert "Marked" not in dict(words().rows)


def test_known_children_are_counted() -> None:
    assert ("Child apps", "not known: Salesforce does not list them") in words().rows
    assert ("Child apps", "1 known: My client") in words(children=("My client",)).rows
