"""How keys are written, and which of them arrive: held against Textual's own tables."""

import string

import pytest
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.keys import _character_to_key

from tui.presentation.key_names import key_name, known_names, parse_key, writes_text

ARRIVING = {
    key.value for keys in ANSI_SEQUENCES_KEYS.values() if isinstance(keys, tuple) for key in keys
}


@pytest.mark.parametrize("character", [*string.printable[:95], "ö", "Ü", "ß", "§", "€"])
def test_a_character_is_the_key_that_textual_makes_of_it(character: str) -> None:
    assert parse_key(character) == _character_to_key(character)


@pytest.mark.parametrize("character", [*string.printable[:94], "ö", "§"])
def test_a_key_is_shown_as_it_is_written(character: str) -> None:
    assert key_name(parse_key(character)) == character
    assert writes_text(parse_key(character))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("F6", "f6"), ("ctrl+Y", "ctrl+y"), ("Control+y", "ctrl+y"), ("Esc", "escape"),
        ("PgUp", "pageup"), ("Return", "enter"), ("space", "space"), ("question_mark", "question_mark"),
        ("shift+k", "K"), ("shift+Tab", "shift+tab"), ("←", "left"), ("alt+x", "alt+x"), ("slash", "slash"),
    ],
)  # fmt: skip
def test_what_a_person_would_write(written: str, key: str) -> None:
    assert parse_key(written) == key


@pytest.mark.parametrize("name", known_names())
def test_every_name_that_writes_no_character_arrives(name: str) -> None:
    key = parse_key(name)
    assert writes_text(key) or key in ARRIVING


@pytest.mark.parametrize("letter", string.ascii_lowercase)
def test_ctrl_with_a_letter_arrives_or_is_refused(letter: str) -> None:
    if letter in "hijm":
        with pytest.raises(ValueError, match="cannot be told from"):
            parse_key(f"ctrl+{letter}")
    else:
        assert parse_key(f"ctrl+{letter}") in ARRIVING


@pytest.mark.parametrize("written", ["ctrl+[", "ctrl+I", "ctrl+M"])
def test_what_a_terminal_sends_for_another_key_too_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="cannot be told from"):
        parse_key(written)


@pytest.mark.parametrize("written", ["ctrl+1", "ctrl+shift+a", "shift+f5", "alt+enter", "ctrl++"])
def test_what_does_not_arrive_everywhere_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="does not arrive in every terminal"):
        parse_key(written)


@pytest.mark.parametrize("written", ["", "escpe", "hyper+x", "\x01", "\u0301", "cc"])
def test_what_is_no_key_is_said(written: str) -> None:
    with pytest.raises(ValueError, match="is no key"):
        parse_key(written)
