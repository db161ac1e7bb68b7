"""The log file holds what a bug report needs, and there is no way for a secret into it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui import log
from tui.errors import ConfigError, UnreachableError

CANARY = "8sGvE-n1-dummy-value-that-nobody-knows-0123456789"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "console.log"
    log.open_file(path)
    yield path
    log.close_file()


def fields(path: Path) -> list[str]:
    """The lines without time and process."""
    return [" ".join(line.split()[2:]) for line in path.read_text().splitlines()]


def test_it_is_the_users_alone(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "open.log"
    path.touch(0o644)
    path.chmod(0o644)
    with pytest.raises(ConfigError, match="read by others"):
        log.open_file(path)


def test_calls_acts_and_errors_are_told(file: Path) -> None:
    log.started("0.1.0", "console:run")
    log.call(
        "GET", "acme.my.salesforce.com", "/services/data/query?q=SELECT", time.monotonic(), 200
    )
    log.act("generate", "not done")
    log.failed(UnreachableError("words that are not logged", status=503, code="SERVER_UNAVAILABLE"))
    log.ended(8)
    lines = fields(file)
    assert lines[1].startswith("call GET acme.my.salesforce.com /services/data/query 200 ")
    assert [lines[0], *lines[2:]] == [
        "start v0.1.0 console:run",
        "act generate not-done",
        "error UnreachableError status=503 code=SERVER_UNAVAILABLE",
        "end exit=8",
    ]


def test_no_text_from_outside_gets_in_wherever_it_stands(file: Path) -> None:
    log.started(CANARY, CANARY)
    log.call(CANARY, f"{CANARY}/", f"/{CANARY}/x?sid={CANARY}", 0.0, UnreachableError(CANARY))
    log.call("GET", "host\nforged", "/a b/\x1b]52;c;x", 0.0, 200)
    log.act(CANARY, CANARY)
    log.failed(UnreachableError(CANARY, hint=CANARY, code=CANARY))
    log.failed(RuntimeError(CANARY))
    held = file.read_text()
    assert CANARY[:12] not in held
    assert held.count("\n") == 6
    assert "\x1b" not in held


def test_without_a_file_nothing_is_written() -> None:
    log.close_file()
    log.act("generate", "done")
