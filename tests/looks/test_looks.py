"""Eight looks of the console, kept as text: a change of a colour or of a line is seen before it is shipped."""

from collections.abc import Callable
from pathlib import Path

import pytest

from docs.scenes.scene import SHOWN_TOKENS
from tests.consoles import console, meant, opened, pressed, running
from tests.fakes import FakeClock, FakeOrg, FakeTarget, generation, make_app
from tests.looks.look import FOLDER, check_look, other_versions
from tui.app import ConsoleApp

NAMES = (
    "Billing Sync", "café-crème Réservations", "Claims Intake", "Łódź Magazyn", "Partner API Gateway", "森の倉庫",
)  # fmt: skip
APPS = [make_app(number, name) for number, name in enumerate(NAMES, 1)]
TOKEN = SHOWN_TOKENS[0]
"""An example; no look holds a token that was ever good for anything."""

Check = Callable[[ConsoleApp, str], None]


@pytest.fixture
def check(request: pytest.FixtureRequest, tmp_path: Path) -> Check:
    """Compares a screen with the look of a name."""
    if others := other_versions():
        pytest.skip(f"looks are those of constraints.txt: {others}")
    update = bool(request.config.getoption("--update-looks"))
    return lambda app, name: check_look(app, name, update=update, out=tmp_path)


def looked_at() -> ConsoleApp:
    """The console over an org with a few apps and one target."""
    clock = FakeClock()
    org = FakeOrg(
        APPS,
        tokens={APPS[0].id: TOKEN.expose()},
        trail=[generation(NAMES[0], 21), generation(NAMES[2], 130), generation(NAMES[4], 400)],
        clock=clock,
    )
    return console(org, clock=clock, targets=[FakeTarget("gateway")])


@pytest.mark.parametrize("theme", ["console", "console-light"])
async def test_the_table(theme: str, check: Check) -> None:
    app = looked_at()
    app.theme = theme
    async with running(app):
        check(app, f"table-{theme}")


async def test_the_table_without_colour(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = looked_at()
    async with running(app):
        check(app, "table-no-colour")


async def test_an_app(check: Check) -> None:
    app = looked_at()
    async with running(app) as pilot:
        await pressed(pilot, "enter")
        check(app, "app")


async def test_a_revealed_token(check: Check) -> None:
    app = looked_at()
    async with running(app) as pilot:
        await pressed(pilot, "enter", "r")
        check(app, "revealed")


async def test_the_question_before_a_regenerate(check: Check) -> None:
    app = looked_at()
    async with running(app) as pilot:
        await pressed(pilot, "enter")
        await opened(pilot, "g")
        check(app, "regenerate")


async def test_the_help(check: Check) -> None:
    app = looked_at()
    async with running(app) as pilot:
        await opened(pilot, "question_mark")
        check(app, "help")


async def test_the_report_of_a_rotation(check: Check) -> None:
    app = looked_at()
    async with running(app) as pilot:
        await opened(pilot, "R")
        await meant(pilot, "enter")
        await opened(pilot)
        await meant(pilot, "y")
        check(app, "rotated")


def test_no_look_is_left_over() -> None:
    taken = {
        "table-console",
        "table-console-light",
        "table-no-colour",
        "app",
        "revealed",
        "regenerate",
        "help",
        "rotated",
    }
    assert {file.stem for file in FOLDER.glob("*.txt")} == taken
