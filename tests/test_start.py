"""What a start must not bring in, nor do twice: the first frame, or the answer of a command, waits for every import."""

import subprocess
import sys

import pytest
from textual.css.stylesheet import Stylesheet

from tests.consoles import console, running
from tests.fakes import FakeOrg, make_app
from tui.app import THEME, ConsoleApp
from tui.screens.base import ConsoleScreen

LATER = {
    "tui.client.org_client",
    "tui.journal",
    "tui.screens.app_detail",
    "tui.screens.guided",
    "tui.screens.journal",
    "tui.screens.rotation",
    "tui.services.acts",
    "tui.services.hand_overs",
    "tui.services.workbench",
    "httpx",
}


def _loaded(statement: str) -> set[str]:
    script = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_first_frame_imports_nothing_that_acts_on_a_token() -> None:
    loaded = _loaded("import tui.cli.console, tui.app")
    assert "tui.screens.apps" in loaded
    assert loaded & LATER == set()


def test_a_list_on_the_command_line_imports_no_services_of_tokens_and_no_pages() -> None:
    loaded = _loaded("import tui.cli.apps, tui.client.org_client, tui.services.browse")
    others = {"tui.client.setup_page", "tui.client.metadata", "selectolax", "textual"}
    assert loaded & ((LATER - {"tui.client.org_client"}) | others) == set()


def test_the_http_library_comes_without_its_command_line() -> None:
    loaded = _loaded("import tui.transport.connection")
    assert "httpx" in loaded
    assert loaded & {"click", "pygments", "rich"} == set()


def _title_ground(app: ConsoleApp) -> str:
    return app.screen.query_one("TitleBar").styles.background.hex.lower()


async def test_the_first_frame_has_the_colours_of_the_theme() -> None:
    app = console(FakeOrg([make_app(1)]))
    async with running(app):
        assert isinstance(app.screen, ConsoleScreen)
        assert _title_ground(app) == THEME.panel


async def test_another_theme_gives_other_colours() -> None:
    app = console(FakeOrg([make_app(1)]))
    async with running(app) as pilot:
        app.theme = "textual-light"
        await pilot.pause()
        assert _title_ground(app) == app.theme_variables["panel"].lower() != THEME.panel


async def test_the_start_parses_no_sheet_a_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    again: list[Stylesheet] = []
    monkeypatch.setattr(Stylesheet, "reparse", again.append)
    async with running(console(FakeOrg([make_app(1)]))):
        assert again == []
