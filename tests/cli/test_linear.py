"""The command line is the way without a screen: every act has its command, and what it prints is plain lines."""

import re
import shlex

import pytest

from tests.e2e.conftest import Machine, machine
from tests.test_docs import doc, rows
from tui.cli.arguments import parser
from tui.presentation.actions import ACTIONS

__all__ = ["machine"]

APP = "Fleet Tracking"
MOVES = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2500-\u259f]")
"""Controls, and what boxes and bars are drawn with."""

TWINS = {cells[0].strip("`"): cells[1] for cells in rows(doc("accessibility"))}
EXEMPT = {
    "apps.sort", "apps.mark", "several.stop", "apps.pane", "walk", "theme", "refresh", "cancel",
    "back", "explain", "palette", "quit",
}  # fmt: skip
"""Acts that are about the screen itself; the page says of each why."""


def test_every_act_has_its_command() -> None:
    assert {action.id for action in ACTIONS} <= set(TWINS)


@pytest.mark.parametrize("act", sorted(set(TWINS) - EXEMPT - {"act", "---"}))
def test_the_command_is_one(act: str) -> None:
    written = re.findall("`([a-z-][^`]*)`", TWINS[act])
    assert written
    for words in written:
        assert words == "--help" or parser().parse_args(shlex.split(words)).run


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--search", "fleet"),
        ("show", APP, "--metadata"),
        ("orgs",),
        ("targets", "--check"),
        ("token", "regenerate", APP, "--yes"),
        ("rotate", APP, "--to", "practice-gateway", "--yes"),
        ("hand-over", APP, "--to", "practice-gateway", "--yes"),
        ("journal",),
        ("config", "check"),
    ],
    ids=" ".join,
)
def test_it_prints_plain_lines(machine: Machine, words: tuple[str, ...]) -> None:
    done = machine.run_whole(*words)
    assert done.returncode == 0, done.stderr
    assert done.stdout or done.stderr
    for text in (done.stdout, done.stderr):
        assert not MOVES.search(text)
        assert not text or text.endswith("\n")


def test_the_consumer_key_is_printed_where_it_is_asked_for(machine: Machine) -> None:
    assert "Consumer key" not in machine.run("show", APP)
    assert re.search(
        r"^Consumer key +3MVG\S+$", machine.run("show", APP, "--metadata"), re.MULTILINE
    )


def test_a_list_has_the_age_and_the_exact_time(machine: Machine) -> None:
    line = machine.run("list", "--search", APP).splitlines()[1]
    assert re.search(r"● \d+ weeks ago +20\d\d-\d\d-\d\d \d\d:\d\d UTC ", line)
