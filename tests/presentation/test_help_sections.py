"""The help in sections: every act once, in its place, with its keys and the reason."""

import pytest

from tests.situations import standing
from tui.presentation.actions import Scope, Situation, in_scope, keymap
from tui.presentation.help_sections import Row, columns, sections

SCREENS = Scope.ALL.screens


def row(now: Situation, act: str) -> Row:
    (found,) = [row for section in sections(now) for row in section.rows if row.act == act]
    return found


@pytest.mark.parametrize("scope", SCREENS)
def test_every_act_of_a_screen_stands_in_one_section(scope: Scope) -> None:
    rows = [row.act for section in sections(standing(scope)) for row in section.rows if row.act]
    assert sorted(rows) == sorted(action.id for action in in_scope(scope))


def test_what_is_the_screen_s_own_is_first_and_what_is_everywhere_last() -> None:
    titles = [section.title for section in sections(standing(Scope.APP))]
    assert titles == ["This app", "Moving", "Token", "Targets", "Clipboard", "Everywhere"]


def test_an_act_that_cannot_be_done_says_why() -> None:
    assert row(standing(Scope.APPS), "token.copy").why_not == "Open the app first (Enter)."
    assert row(standing(Scope.APPS), "app.open").why_not == ""


def test_the_keys_are_those_of_the_keymap_in_reasons_too() -> None:
    keys = keymap({"app.open": ("l",), "token.copy": ("f6", "ctrl+y")})
    now = standing(Scope.APPS, keys=keys)
    assert row(now, "token.copy").keys == "F6 ctrl+y"
    assert row(now, "token.copy").why_not == "Open the app first (l)."


def test_an_act_without_a_key_says_where_it_is_found() -> None:
    told = row(standing(Scope.APPS, keys=keymap({"refresh": ()})), "refresh")
    assert (told.keys, told.words) == ("ctrl+p", "Refresh: Ask the org again.")


@pytest.mark.parametrize("scope", SCREENS)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_columns_have_every_section_once_and_in_order(scope: Scope, count: int) -> None:
    now = standing(scope)
    told = columns(now, count)
    assert len(told) == count
    assert tuple(section for column in told for section in column) == sections(now)
