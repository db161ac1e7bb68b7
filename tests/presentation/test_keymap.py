"""The keymap: what a sentence names where an act has another key, several, or none."""

import inspect
import re
from pathlib import Path

import pytest

import tui
from tests.situations import standing
from tui.presentation import clipboard_words, token_words
from tui.presentation.actions import ACTIONS, KEYS, Scope, keymap, label


def test_the_first_key_is_shown_and_named() -> None:
    keys = keymap({"token.copy": ("f6", "c")})
    assert keys.of("token.copy") == ("f6", "c")
    assert keys.shown("token.copy") == keys.name("token.copy") == "F6"


def test_where_letters_are_typed_a_key_that_writes_none_is_shown() -> None:
    keys = keymap({"refresh": ("u", "f8")})
    assert keys.shown("refresh", typing=True) == "F8"
    assert KEYS.shown("help", typing=True) == ""


def test_an_act_without_a_key_is_named_by_where_it_is_found() -> None:
    keys = keymap({"refresh": (), "palette": ("f2",)})
    assert keys.shown("refresh") == ""
    assert keys.name("refresh") == "Refresh under F2"


def test_keys_that_a_multiplexer_keeps_are_told() -> None:
    told = keymap({"refresh": ("ctrl+b",), "orgs": ("f9", "ctrl+a")}).kept_by_multiplexers()
    assert [words.split(",")[0] for words in told] == ["orgs has ctrl+a", "refresh has ctrl+b"]
    assert KEYS.kept_by_multiplexers() == ()


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_reasons_follow_the_keymap(action: object) -> None:
    """With every key another one, no reason names a key that is gone."""
    moved = keymap({each.id: (f"alt+{number % 10}",) for number, each in enumerate(ACTIONS)})
    for scope in Scope.ALL.screens:
        why = action.why_not(standing(scope, keys=moved, may_reveal=False))  # type: ignore[attr-defined]
        assert not re.search(r"\((?:[a-zA-Z]|Enter)\)|F5|\bq leaves", why)


def test_sentences_about_the_clipboard_and_what_comes_next_follow_the_keymap() -> None:
    keys = keymap({"clipboard.clear": ("f7",), "clipboard.keep": ("f8",), "hand_over": ("f9",)})
    assert clipboard_words.countdown(9.2, keys) == "Cleared in 10 s (F7 now, F8 keeps)."
    assert "until F7 clears it" in clipboard_words.kept(keys)
    (steps,) = token_words.next_steps(None, keys, can_hand_over=True)
    assert "F9 hands it over, c and C copy it" in steps


def test_marked_rows_are_counted_in_the_label() -> None:
    (rotate,) = [action for action in ACTIONS if action.id == "rotate"]
    assert label(rotate, standing(Scope.APPS, marked=1234)) == "Rotate 1,234"


def test_the_page_of_keys_lists_the_ids_that_the_configuration_takes() -> None:
    page = (Path(inspect.getfile(tui)).parents[1] / "docs" / "keys.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([a-z_.]+)` \| ([^|`]+) \|$", page, re.MULTILINE)
    assert {each.id: each.label for each in ACTIONS}.items() <= set(told)


SPEAKING = [
    path
    for folder in ("presentation", "screens", "widgets", "services")
    for path in sorted((Path(inspect.getfile(tui)).parent / folder).glob("*.py"))
    if path.name not in ("actions.py", "key_names.py", "orgs.py", "journal.py")
]
"""Modules whose words must ask the keymap; the dialogs left out have keys of their own, which cannot be changed."""
LITERAL = re.compile(
    r'"[^"\n]*(?:\bF[15]\b|ctrl\+p|\b[Pp]ress [a-zA-Z]\b|\([gcrhRyCxK]\)|\bq leaves'
    r"|(?<!then )\b[a-zA-Z] (?:clears|hides|masks|rotates|shows|reads|copies) )"
)


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: path.name)
def test_no_sentence_holds_the_key_of_an_act(path: Path) -> None:
    text = re.sub(r'"""(?:.|\n)*?"""', "", path.read_text(encoding="utf-8"))
    assert [line for line in text.splitlines() if LITERAL.search(line)] == []
