"""What F1 explains: every place has its words, in keys that are there, and short."""

import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from textwrap import wrap
from typing import Any

import pytest

from tui.presentation.actions import ACTIONS, KEYS, keymap
from tui.presentation.explanations import explanation
from tui.presentation.questions import Question
from tui.presentation.topics import Topic
from tui.screens import base, dialog

FOLDER = Path(base.__file__).parent
EXPLAIN_THEMSELVES = {"HelpScreen", "ExplanationScreen"}
"""Beside these the question of a `ConfirmScreen` says what is explained of it."""


Explained = type[base.ConsoleScreen] | type[dialog.Dialog[Any]]


def screens() -> list[Explained]:
    """Every screen and dialog of the console: the classes that no other is made of."""
    for path in FOLDER.glob("*.py"):
        import_module(f"tui.screens.{path.stem}")
    left: list[Explained] = [*base.ConsoleScreen.__subclasses__(), *dialog.Dialog.__subclasses__()]
    found: set[Explained] = set()
    while left:
        here = left.pop()
        left += here.__subclasses__()
        if not here.__subclasses__() and here.__module__.startswith("tui."):
            found.add(here)
    return sorted(found, key=lambda each: each.__name__)


@pytest.mark.parametrize("screen", screens(), ids=lambda screen: screen.__name__)
def test_every_screen_and_dialog_is_explained(
    screen: Explained,
) -> None:
    if screen.__name__ == "ConfirmScreen":
        assert "about" in {each.name for each in fields(Question)}
    else:
        assert bool(screen.TOPIC) is (screen.__name__ not in EXPLAIN_THEMSELVES)


@pytest.mark.parametrize("topic", Topic)
def test_every_topic_is_told_in_a_few_paragraphs_with_its_keys(topic: Topic) -> None:
    told = explanation(topic, KEYS)
    assert told.title
    assert told.paragraphs
    assert not any(re.search(r"[{}]", paragraph) for paragraph in told.paragraphs)


@pytest.mark.parametrize("topic", Topic)
def test_it_is_read_without_scrolling_on_eighty_by_twenty_four(topic: Topic) -> None:
    """72 cells within the box; of 24 lines two are its border, and four title, end and the lines between."""
    lines = [line for text in explanation(topic, KEYS).paragraphs for line in ["", *wrap(text, 71)]]
    assert len(lines) - 1 <= 18


def test_the_keys_in_it_are_those_of_the_keymap() -> None:
    moved = keymap({action.id: ("f20",) for action in ACTIONS})
    told = " ".join(explanation(Topic.APP, moved).paragraphs)
    assert told.count("F20") == 5
    assert not re.search(r"\b[grhR] (?:generates|shows|hands|regenerates)", told)
