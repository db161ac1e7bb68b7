"""What the rehearsal says to press, wherever it is walked."""

from itertools import product

import pytest
from rich.cells import cell_len

from tui.domain.connected_app import TokenState
from tui.domain.five_steps import STEPS, FiveSteps, Sight, Step
from tui.presentation.actions import BY_ID, KEYS, Scope, keymap
from tui.presentation.step_words import HINT_MOST, Key, counted, hint, signs

PLACES = [
    Sight(),
    Sight(typing=True),
    Sight(empty=True),
    *(Sight("app", token=token) for token in (None, *TokenState)),
]


def at(step: Step | None) -> FiveSteps:
    done = STEPS if step is None else STEPS[: STEPS.index(step)]
    return FiveSteps(frozenset(done))


def said(step: Step | None, sight: Sight) -> str:
    return "".join(hint(at(step), sight, KEYS).phrase)


@pytest.mark.parametrize(("step", "sight"), list(product((*STEPS, None), PLACES)))
def test_every_step_says_what_to_do_everywhere_in_the_room_there_is(
    step: Step | None, sight: Sight
) -> None:
    told = hint(at(step).follow(sight), sight, KEYS)
    assert 0 < cell_len("".join(told.phrase)) <= HINT_MOST
    scope = Scope.APP if sight.app_id else Scope.APPS
    if told.action_id:
        assert scope in BY_ID[told.action_id].scope.screens


@pytest.mark.parametrize(
    ("step", "sight", "words"),
    [
        (Step.SEARCH, Sight(), "Press / and type price."),
        (Step.SEARCH, Sight(typing=True), "Type price."),
        (Step.SEARCH, Sight(empty=True), "Fill the practice org first"),
        (Step.OPEN, Sight(), "Press Enter to open"),
        (Step.GENERATE, Sight("a", token=TokenState.NONE), "Press g, read the question, Enter"),
        (Step.GENERATE, Sight("a", token=TokenState.PRESENT), "It has a token: g replaces it, y confirms"),
        (Step.REVEAL, Sight("a", token=TokenState.PRESENT), "Press r to see the token, or c"),
        (Step.REVEAL, Sight("a", token=TokenState.NONE), "no token: press g"),
        (Step.REGENERATE, Sight("a", token=TokenState.PRESENT), "Press g again, read the question, y"),
        (Step.REGENERATE, Sight(), "or press R here"),
    ],
)  # fmt: skip
def test_it_names_the_key_to_press_now(step: Step, sight: Sight, words: str) -> None:
    assert words in said(step, sight)


def test_another_key_of_the_configuration_is_named() -> None:
    keys = keymap({"token.generate": ("f6",)})
    phrase = hint(at(Step.GENERATE), Sight("a", token=TokenState.NONE), keys).phrase
    assert Key("F6") in phrase


def test_done_steps_are_ticked_and_what_was_left_out_is_not() -> None:
    steps = FiveSteps(frozenset({Step.OPEN}))
    assert [sign for sign, _ in signs(steps)] == ["–", "✓", "▸", "·", "·"]
    assert counted(steps) == "Step 3 of 5"
    assert counted(at(None)) == "Done"
