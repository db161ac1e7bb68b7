"""The registry: what can act when, and in whose words."""

import pytest

from tests.situations import standing
from tui.domain.connected_app import TokenState
from tui.presentation.actions import ACTIONS, BY_ID, Scope, in_scope, label

IN_APP = standing(Scope.APP, token=TokenState.PRESENT)


def why_not(action: str, **changes: object) -> str:
    situation = standing(**({"scope": Scope.APP, "token": TokenState.PRESENT} | changes))  # type: ignore[arg-type]
    return BY_ID[action].why_not(situation)


def test_ids_and_keys_are_unique_on_each_screen() -> None:
    assert len(BY_ID) == len(ACTIONS)
    for scope in Scope.ALL.screens:
        keys = [key for action in in_scope(scope) for key in action.keys]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "action", ["token.reveal", "token.copy", "token.copy_header", "token.generate"]
)
def test_on_the_table_the_token_acts_say_open_the_app_first(action: str) -> None:
    assert why_not(action, scope=Scope.APPS) == "Open the app first (Enter)."


@pytest.mark.parametrize(
    "action", ["token.reveal", "token.copy", "token.generate", "hand_over", "rotate"]
)
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"token": TokenState.UNKNOWN}, "no token section under a label"),
        ({"token": None}, "F5"),
        ({"busy": "Reading the token…"}, "Reading the token…"),
    ],
)
def test_a_key_that_cannot_act_says_why(
    action: str, changes: dict[str, object], words: str
) -> None:
    assert words in why_not(action, **changes)


def test_reading_needs_a_token_and_generating_none() -> None:
    assert "generate one" in why_not("token.reveal", token=TokenState.NONE)
    assert why_not("token.generate", token=TokenState.NONE) == ""
    assert why_not("token.generate") == ""


def test_read_only_stops_generating_alone() -> None:
    assert why_not("token.generate", read_only="Read only: so it is.") == "Read only: so it is."
    assert why_not("token.reveal", read_only="Read only: so it is.") == ""


@pytest.mark.parametrize("action", ["token.reveal", "token.copy", "token.generate"])
def test_in_guided_mode_whoever_asks_is_asked_to_bring_the_token(action: str) -> None:
    assert why_not(action, token=TokenState.UNKNOWN, guided=True) == ""
    assert "One act at a time" in why_not(action, token=None, guided=True, busy="Waiting…")


def test_no_org_is_left_in_the_middle_of_an_act() -> None:
    assert "Sending…" in why_not("orgs", busy="Sending…")
    assert why_not("orgs") == ""


def test_a_revealed_token_can_always_be_hidden() -> None:
    assert why_not("token.reveal", revealed=True, busy="Sending…") == ""


def test_the_labels_are_those_of_setup() -> None:
    assert label(BY_ID["token.generate"], IN_APP) == "Regenerate"
    assert label(BY_ID["token.generate"], standing(Scope.APP, token=TokenState.NONE)) == "Generate"


def test_a_marked_row_is_unmarked_and_the_nearest_is_searched_for() -> None:
    assert label(BY_ID["apps.mark"], standing(Scope.APPS)) == "Mark"
    assert label(BY_ID["apps.mark"], standing(Scope.APPS, marked=1, current_marked=True)) == (
        "Unmark"
    )
    near = standing(Scope.APPS, current=False, near=True)
    assert label(BY_ID["app.open"], near) == "Search the nearest"
    assert why_not("app.open", scope=Scope.APPS, current=False, near=True) == ""
