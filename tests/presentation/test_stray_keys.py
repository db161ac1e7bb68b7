"""What a key says that does nothing: whose it is elsewhere, where its act has gone, or where the keys stand."""

import pytest

from tests.situations import standing
from tui.presentation.actions import Scope, keymap
from tui.presentation.stray_keys import stray

TABLE = standing(Scope.APPS)


@pytest.mark.parametrize(
    ("scope", "key", "words"),
    [
        (Scope.APPS, "l", "l does nothing here. ? shows the keys."),
        (Scope.APPS, "f9", "F9 does nothing here. ? shows the keys."),
        (Scope.APPS, "i", "i (Consumer key) is for an open app: Enter opens this one."),
        (Scope.APPS, "a", "a (Retry all) is for a rotation. ? shows the keys."),
        (Scope.APPS, "left", "This is the first screen; q leaves the console."),
        (Scope.APP, "slash", "/ (Search) is for the table: ← leads back."),
        (Scope.APP, "d", "d (Due) is for the table: ← leads back."),
        (Scope.ROTATION, "r", "r (Reveal) is for an open app: ← leads back."),
        (Scope.SEVERAL, "a", "a (Retry all) is for a rotation. ? shows the keys."),
    ],
)
def test_a_key_says_whose_it_is(scope: Scope, key: str, words: str) -> None:
    assert stray(key, standing(scope)) == words


def test_without_a_row_no_app_is_to_be_opened() -> None:
    assert stray("i", standing(Scope.APPS, current=False)) == (
        "i (Consumer key) is for an open app. ? shows the keys."
    )


def test_the_old_key_of_an_act_tells_its_new_one() -> None:
    keys = keymap({"token.copy": ("b",), "help": ("f2",), "refresh": ()})
    now = standing(Scope.APPS, keys=keys)
    assert stray("c", now) == "c does nothing here; Copy is b."
    assert stray("f5", now) == "F5 does nothing here; Refresh under ctrl+p does it."
    assert stray("l", now) == "l does nothing here. F2 shows the keys."


@pytest.mark.parametrize("key", ["left_shift", "shift+left_shift", "caps_lock", "mute_volume"])
def test_what_is_no_key_of_its_own_has_no_answer(key: str) -> None:
    assert stray(key, TABLE) == ""


@pytest.mark.parametrize("key", ["right", "pause", "left_square_bracket"])
def test_keys_that_only_sound_like_those_have_one(key: str) -> None:
    assert "does nothing here" in stray(key, TABLE)


def test_where_letters_are_typed_no_letter_is_told() -> None:
    now = standing(Scope.APPS, searching=True)
    assert stray("f9", now) == "F9 does nothing here. F1 explains this place."
