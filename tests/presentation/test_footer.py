"""Which five acts matter: by the situation, and with room for them on a narrow terminal."""

from itertools import product

import pytest
from rich.cells import cell_len

from tests.situations import standing
from tui.domain.connected_app import TokenState
from tui.presentation.actions import Scope, Situation, label
from tui.presentation.footer import MOST, aside, footer, token_acts

NONE, PRESENT = TokenState.NONE, TokenState.PRESENT
MARKED = "rotate apps.mark cancel quit"
READ = "back refresh app.key quit"


def situation(scope: Scope, **facts: object) -> Situation:
    return standing(scope, **facts)


def ids(now: Situation) -> str:
    return " ".join(action.id for action in footer(now))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "app.open apps.search apps.sort apps.mark quit"),
        ({"has_max_age": True}, "app.open apps.search apps.due apps.mark quit"),
        ({"marked": 3}, MARKED),
        ({"marked": 3, "searched": True}, MARKED),
        ({"searched": True}, "app.open cancel apps.search apps.sort quit"),
        ({"searched": True, "current": False}, "cancel apps.search apps.sort quit"),
        ({"searching": True, "searched": True}, "search.leave search.clear"),
        ({"loading": True, "current": False}, "apps.search cancel orgs quit"),
        ({"loading": True}, "app.open apps.search cancel orgs quit"),
        ({"current": False}, "refresh orgs journal quit"),
        ({"read_only": "Read only."}, "app.open apps.search apps.sort orgs quit"),
        ({"read_only": "Read only.", "marked": 2}, "app.open apps.search apps.sort orgs quit"),
    ],
)
def test_on_the_table(facts: dict[str, object], expected: str) -> None:
    assert ids(situation(Scope.APPS, **facts)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"token": PRESENT}, "back hand_over rotate refresh quit"),
        ({"token": PRESENT, "gateway": True}, "back hand_over rotate gateway.register quit"),
        ({"token": PRESENT, "revealed": True}, "back hand_over rotate refresh quit"),
        ({"token": NONE}, READ),
        ({"token": None}, READ),
        ({"token": None, "busy": "Reading…"}, "back quit"),
        ({"token": PRESENT, "read_only": "Read only."}, READ),
        ({"token": None, "guided": True}, "back hand_over rotate refresh quit"),
    ],
)
def test_on_an_app_what_the_token_s_own_section_does_not_offer(
    facts: dict[str, object], expected: str
) -> None:
    assert ids(situation(Scope.APP, **facts)) == expected


@pytest.mark.parametrize(
    ("scope", "facts", "expected"),
    [
        (Scope.ROTATION, {"busy": "Under way."}, "back quit"),
        (
            Scope.ROTATION,
            {"missing": True},
            "rotation.retry rotation.retry_all rotation.another rotation.copy back",
        ),
        (Scope.ROTATION, {}, "back rotation.another rotation.copy quit"),
        (
            Scope.ROTATION,
            {"gateway": True},
            "back gateway.register rotation.another rotation.copy quit",
        ),
        (Scope.SEVERAL, {"busy": "Under way."}, "several.stop several.open back quit"),
        (Scope.SEVERAL, {"gateway": True}, "several.open gateway.register back quit"),
    ],
)
def test_during_and_after_a_rotation(scope: Scope, facts: dict[str, object], expected: str) -> None:
    assert ids(situation(scope, **facts)) == expected


def every_situation() -> list[Situation]:
    """Of every screen, with every fact that decides anything, alone and together."""
    facts = ("revealed", "searched", "loading", "guided", "has_max_age", "gateway", "missing")
    return [
        situation(
            scope, token=token, busy=busy, read_only=refused, current=current,
            marked=marked if scope is Scope.APPS else 0,
            **dict(zip(facts, flags, strict=True)),
        )
        for scope in Scope.ALL.screens
        for token in (None, *TokenState)
        for busy, refused, marked in product(("", "Busy."), ("", "Read only."), (0, 1234))
        for current in (True, False)
        for flags in product((False, True), repeat=len(facts))
    ]  # fmt: skip


def test_there_are_at_most_five_each_can_act_one_leads_out_and_none_stands_twice() -> None:
    for now in every_situation():
        told = footer(now)
        assert 0 < len(told) <= MOST
        assert all(not action.why_not(now) for action in told)
        assert {"back", "quit"} & {action.id for action in told}
        both = {action.id for action in told} & {action.id for action in token_acts(now)}
        assert now.scope is not Scope.APP or not both


def test_all_of_them_and_help_have_room_on_sixty_columns() -> None:
    for now in every_situation():
        words = [
            f"{now.keys.shown(each.id)} {label(each, now)}" for each in (*footer(now), aside(now))
        ]
        assert cell_len(f" {'  '.join(words)}") <= 60, words


def test_where_a_question_mark_is_typed_the_other_help_is_offered() -> None:
    typing = situation(Scope.APPS, searching=True)
    assert aside(typing).id == "explain"
    assert aside(situation(Scope.APPS)).id == "help"


def test_the_token_s_section_begins_with_what_comes_next() -> None:
    assert token_acts(situation(Scope.APP, token=NONE))[0].id == "token.generate"
    assert token_acts(situation(Scope.APP, token=PRESENT))[0].id == "token.reveal"
