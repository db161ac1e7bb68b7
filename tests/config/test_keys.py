"""The table `[keys]`: what it takes, and what is refused, with file, line and key."""

import pytest

from tests.config.conftest import Write
from tests.config.test_load import refused
from tui.config.load import load


def changes(write: Write, text: str) -> dict[str, tuple[str, ...]]:
    return dict(load(write(f"[keys]\n{text}"), {}).keys)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"token.copy" = "f6"', {"token.copy": ("f6",)}),
        ('token.copy = "F6"', {"token.copy": ("f6",)}),
        ('[keys.token]\ncopy = ["c", "f6", "c"]', {"token.copy": ("c", "f6")}),
        ("refresh = []", {"refresh": ()}),
        ('help = ["?", "ctrl+y"]', {"help": ("question_mark", "ctrl+y")}),
        ('"token.copy" = "y"\n"token.copy_menu" = "c"', {"token.copy": ("y",), "token.copy_menu": ("c",)}),
        ('back = ["backspace", "esc", "left", "b"]', {"back": ("backspace", "escape", "left", "b")}),
        ('"rotation.copy" = "g"', {"rotation.copy": ("g",)}),
        ('refresh = "ctrl+b"', {"refresh": ("ctrl+b",)}),
    ],
)  # fmt: skip
def test_one_key_a_list_or_none(
    write: Write, text: str, expected: dict[str, tuple[str, ...]]
) -> None:
    assert changes(write, text) == expected


def test_without_the_table_nothing_is_changed(write: Write) -> None:
    assert dict(load(write("mouse = true"), {}).keys) == {}


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        ('"token.cpoy" = "c"', '"token.cpoy" is not an act of this version', "nearest is token.copy"),
        ('"search.leave" = "f6"', "is not an act of this version", ""),
        ('quit = "escpe"', "quit names a key that is no key", "nearest is escape"),
        ('quit = "ctrl+i"', "cannot be told from Tab", ""),
        ('quit = "ctrl+m"', "cannot be told from Enter", ""),
        ('quit = "ctrl+["', "cannot be told from Esc", ""),
        ('quit = "ctrl+shift+q"', "does not arrive in every terminal", "such as f6"),
        ('quit = "j"', "cannot have j: by it the table and every list are moved in", "another key"),
        ('quit = "Home"', "cannot have Home", ""),
        ('quit = "tab"', "cannot have Tab: it moves the focus", ""),
        ('quit = "ctrl+c"', "cannot have ctrl+c", ""),
        ('"token.generate" = "enter"', "cannot have Enter: it opens what the cursor stands on", ""),
        ('"token.generate" = "y"', "cannot have y: it answers the question that this act asks", ""),
        ('rotate = "n"', "cannot have n: it answers", ""),
        ('quit = ["q", "escape"]', "cannot have Esc: it leads back", ""),
        ('explain = "e"', "has only keys that write a character", "Add one such as f1"),
        ('explain = "ctrl+o"', "cannot have ctrl+o: dialogs need it", ""),
        ("palette = []", "palette needs a key", "found there"),
        ("quit = 3", 'must be a key such as "f6", or a list of keys', "[] means no key"),
        ('quit = ["q", 3]', "or a list of keys", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(write: Write, text: str, what: str, hint: str) -> None:
    error = refused(write(f"[keys]\n\n{text}"))
    assert "config.toml, line 3: keys." in error.what
    assert what in error.what
    assert hint in error.hint


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('"token.copy" = "y"', "takes y, which is the key of token.copy_menu on the table"),
        ('"app.key" = "left"', "takes ←, which is the key of back on the app screen"),
        ('"rotation.copy" = "a"', "takes a, which is the key of rotation.retry_all on the screen of a rotation"),
        ('"several.stop" = "q"', "takes q, which is the key of quit on the screen of several rotations"),
    ],
)  # fmt: skip
def test_two_acts_of_one_screen_on_one_key_are_refused(write: Write, text: str, what: str) -> None:
    error = refused(write(f"[keys]\n{text}"))
    assert "line 2: keys." in error.what
    assert what in error.what
    assert "another key too, or none: []" in error.hint


def test_of_two_changed_acts_on_one_key_one_is_named_with_its_line(write: Write) -> None:
    error = refused(write('[keys]\norgs = "f6"\nrefresh = "f6"'))
    assert "takes F6, which is the key of" in error.what
    assert "line " in error.what


def test_a_value_is_never_repeated(write: Write) -> None:
    error = refused(write('[keys]\nquit = "hunter2-secret"'))
    assert "hunter2" not in error.what + error.hint
