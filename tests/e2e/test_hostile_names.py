"""A stranger chooses an app's name: it can neither act on the terminal nor mislead the reader."""

import re
import sqlite3
from functools import partial

import pytest

from tests.e2e.conftest import Machine, at_once
from tests.e2e.terminal import Terminal
from tests.e2e.test_journey import confirm
from tui.domain.text import printable
from tui.practice.seed import add_app
from tui.practice.store import Store

NAMES = {
    "sets the clipboard": "a\x1b]52;c;aGFja2Vk\x07b",
    "sets the title": "a\x1b]0;owned\x1b\\b",
    "clears the screen": "a\x1b[2J\x9b2Jb",
    "closes markup": "[/]",
    "acts on a click": "[@click=app.quit]quit[/]",
    "colours itself": "[red]danger[/red]",
    "turns the line round": "evil \u202egpj.exe",
    "breaks the line": "one\r\ntwo\tthree\x00\x7f",
    "hides letters": "ad\u200bmin\ufeff\u00ad\u2060",
    "piles marks up": "Z" + "\u0301" * 40,
    "is far too long": "long " * 1000,
    "is wide": "長い名前" * 30,
    "is a family": "👨\u200d👩\u200d👧 family",
    "has a variation selector": "I \u2764\ufe0f apps",
    "waves a flag": "🇩🇪 Portal",
    "has accents of its own": "Cafe\u0301 Re\u0301serve\u0301",
    "is Korean": "고객 관리",
    "reads from the right": "بوابة العملاء",
}
ACTS = re.compile("\x1b\\](?:0|2|8|52);|\x1b\\[2J|[\x80-\x9f\u200b\u202e\ufeff]")
"""What none of the names may bring to the terminal: title, link, clipboard, clearing, controls, invisible letters."""


_BESIDE = 3
"""Consoles that walk through the names at once."""

KINDS = ("sets the clipboard", "closes markup", "turns the line round", "is far too long", "is a family", "waves a flag")  # fmt: skip  # noqa: E501
"""One name of each kind that a screen treats in its own way."""


@pytest.fixture
def hostile(machine: Machine) -> Machine:
    with Store.open(machine.database) as store:
        for name in NAMES.values():
            add_app(store, name)
    with sqlite3.connect(machine.database) as database:
        marks = ",".join("?" * len(NAMES))
        database.execute(f"DELETE FROM apps WHERE name NOT IN ({marks})", list(NAMES.values()))
    database.close()
    return machine


def test_the_command_line_prints_them_harmlessly(hostile: Machine) -> None:
    out = hostile.run("list")
    assert len(out.splitlines()) == len(NAMES) + 1
    assert not ACTS.search(out)
    assert all(char.isprintable() or char == "\n" for char in out)
    assert max(map(len, out.splitlines())) < 220
    listed = {app["name"] for app in hostile.json("list")}
    assert listed == {printable(name) for name in NAMES.values()}


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (160, 50)], ids=str)
def test_the_table_shows_them_harmlessly(hostile: Machine, size: tuple[int, int]) -> None:
    with hostile.console(size=size) as terminal:
        terminal.wait("connected apps, read at")
        for part in (
            "[/]",
            "[@click=app.quit]",
            "[red]danger",
            "<U+001B>]52;c;",
            "<U+202E>gpj",
            "<U+200B>",
        ):
            terminal.wait(part)
        terminal.settle()
        columns = terminal.columns("· unknown")
        assert len({x for x in columns if columns.count(x) > 1}) == 1  # the side pane has one more
        assert columns.count(columns[0]) >= len(columns) - 1
        terminal.press("q")
        assert terminal.wait_end() == 0
        check(terminal.raw)


def test_the_columns_of_the_command_line_line_up(hostile: Machine) -> None:
    with hostile.console("list", size=(220, 60)) as terminal:
        assert terminal.wait_end() == 0
        columns = terminal.columns("· unknown")
        assert len(columns) == len(NAMES)
        assert (
            max(map(columns.count, columns)) == len(NAMES) - 1
        )  # a flag is what a terminal makes of it


@pytest.mark.parametrize(
    "names", [pytest.param(KINDS[:3], id="some"), pytest.param(tuple(NAMES), marks=pytest.mark.soak, id="all")]
)  # fmt: skip
def test_every_screen_of_them_is_harmless(hostile: Machine, names: tuple[str, ...]) -> None:
    ids = {app["name"]: app["id"] for app in hostile.json("list")}

    def walk(part: int, terminal: Terminal) -> None:
        terminal.wait("connected apps, read at")
        for name in [NAMES[each] for each in names[part::_BESIDE]]:
            app_id = ids[printable(name)]
            terminal.press(f"/{app_id}\r\r")
            terminal.wait(f"Id               {app_id}")
            terminal.wait("No token yet")
            terminal.press("g")
            terminal.wait("Generate the initial access token")
            confirm(terminal, "enter", "A token exists")
            terminal.press("g")
            terminal.wait("no undo")
            confirm(terminal, "n", "Nothing was changed.")
            terminal.press("\x10")
            terminal.wait("Regenerate  g")
            terminal.press("\x1b")
            terminal.wait(lambda text: "Regenerate  g" not in text)
            terminal.press("left", "\x1b")
            terminal.wait("/ Search name")
        terminal.press("q")
        assert terminal.wait_end() == 0
        check(terminal.raw)

    consoles = [hostile.console() for _ in range(_BESIDE)]
    at_once(consoles, *(partial(walk, part) for part in range(_BESIDE)))


def check(raw: bytes) -> None:
    """Whatever a console sent until it ended holds nothing that acts."""
    assert not ACTS.search(raw.decode())
