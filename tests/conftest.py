"""Every test stands alone: its own folders, a scrubbed environment, no real clipboard, no keyring, no network."""

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import _wait
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_SCRUBBED = (
    "CONNECTED_APPS_CONFIG",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "SSH_CONNECTION",
    "SSH_TTY",
    "TMUX",
    "STY",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "no_proxy",
    "NO_COLOR",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """What is asked of single tests."""
    parser.addoption(
        "--update-looks", action="store_true", help="keep the looks of tests/looks as they are now"
    )


def pytest_collection_finish() -> None:
    """Have the collector walk what a test made, and seldom: the rest of the suite is a sixth of what it takes."""
    gc.set_threshold(100_000, 50, 50)
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def ctrl_c_is_heard() -> None:
    """Also where the tests were begun in the background, by a shell that has programs there ignore it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def silence_is_short() -> Iterator[None]:
    """Textual's tests wait until an app has been idle for a fiftieth of a second, after each key several times."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_wait, "SLEEP_GRANULARITY", 0.004)
        patch.setattr(_wait, "SLEEP_IDLE", 0.0004)
        yield


@pytest.fixture(autouse=True, scope="session")
def sheets_are_parsed_once() -> Iterator[None]:
    """Every app parses the same sheets: a sixth of what a test of a screen takes."""
    parsed: dict[Any, list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def parse_once(self: Stylesheet, *sheet: Any, **more: Any) -> list[RuleSet]:
        key = (frozenset(self._variables.items()), *sheet, *more.items())
        if key not in parsed:
            parsed[key] = parse(self, *sheet, **more)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of one test: configuration, data and state below it."""
    home = tmp_path / "home"
    home.mkdir()
    for name in _SCRUBBED:
        monkeypatch.delenv(name, raising=False)
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("TZ", "UTC")
    return home
