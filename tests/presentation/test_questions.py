"""What is asked before a token is replaced."""

import pytest

from tests.fakes import PRACTICE, PRODUCTION
from tui.domain.org import Org, OrgKind
from tui.presentation.questions import By, regenerate_question
from tui.presentation.token_words import MAY_BE_REFUSED

SANDBOX = PRODUCTION._replace(kind=OrgKind.SANDBOX)
SCRATCH = PRODUCTION._replace(kind=OrgKind.SCRATCH)


@pytest.mark.parametrize("org", [PRODUCTION, SANDBOX, SCRATCH, None])
def test_in_real_orgs_it_is_said_that_registering_may_be_refused(org: Org | None) -> None:
    warnings = regenerate_question("App", "0H4", org, "").warnings
    assert any(MAY_BE_REFUSED in warning for warning in warnings)


def test_in_the_practice_org_it_is_not() -> None:
    warnings = regenerate_question("App", "0H4", PRACTICE, "").warnings
    assert not any(MAY_BE_REFUSED in warning for warning in warnings)


@pytest.mark.parametrize(
    ("org", "by"),
    [(PRODUCTION, By.TYPED_NAME), (None, By.TYPED_NAME), (SCRATCH, By.Y), (SANDBOX, By.Y)],
)
def test_what_is_at_stake_decides_how_it_is_confirmed(org: Org | None, by: By) -> None:
    assert regenerate_question("App", "0H4", org, "").by is by


def test_children_that_are_known_are_said_before_their_parent_is_touched() -> None:
    facts = dict(regenerate_question("App", "0H4", PRACTICE, "", children=["Mobile"]).facts)
    assert facts["Child apps"] == "1 known: Mobile"


def test_a_name_that_the_terminal_cannot_show_is_not_typed() -> None:
    question = regenerate_question("森", "0H4000000000001AAA", None, "today")
    assert question.in_letters(lambda _: True) is question
    asked = question.in_letters(str.isascii)
    assert (asked.typed, asked.typed_what) == ("0H4000000000001AAA", "the Id of the app")
    assert ("Id", "0H4000000000001AAA") in asked.facts
