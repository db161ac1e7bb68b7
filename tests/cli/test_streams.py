"""Standard streams that are full or closed: a command ends in words, and an act that is done stays done."""

import subprocess
from pathlib import Path

import pytest

from tests.e2e.terminal import COMMAND, environment

APP = "Fleet Tracking"
ALL_READS = f"list; show '{APP}'; token reveal '{APP}'; journal --json; config path"


def shell(home: Path, script: str) -> "subprocess.CompletedProcess[str]":
    """Run a line of shell in which `connected` is the command."""
    return subprocess.run(
        ["/bin/sh", "-c", script.replace("connected ", f"{COMMAND} ")],
        env=environment(home),
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        start_new_session=True,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.mark.parametrize("full", [">/dev/full", ">&-"])
def test_an_act_whose_result_cannot_be_printed_is_done(home: Path, full: str) -> None:
    done = shell(home, f"connected token regenerate '{APP}' --yes {full}")
    assert done.returncode == 0
    assert "Standard output " in done.stderr
    assert "The act is done all the same, and in the journal: fingerprint " in done.stderr
    fingerprint = done.stderr.partition("fingerprint ")[2][:8]
    assert f"→ {fingerprint}" in shell(home, "connected journal | tail -n 1").stdout


@pytest.mark.parametrize("words", ALL_READS.split("; "))
def test_what_cannot_be_printed_is_said(home: Path, words: str) -> None:
    done = shell(home, f"connected {words} >/dev/full")
    assert done.returncode == 3
    assert done.stderr.startswith("connected-apps: Standard output cannot be written: No space")
    assert "Traceback" not in done.stderr


def test_closed_streams_are_no_bug(home: Path) -> None:
    assert shell(home, f"connected show '{APP}' >&-").returncode == 3
    told = shell(home, f"connected show '{APP}' 2>&-")
    assert (told.returncode, told.stderr) == (0, "")
    assert APP in told.stdout
    assert shell(home, f"connected token regenerate '{APP}' --yes <&- >&- 2>&-").returncode == 0
    assert shell(home, "connected token reveal nothing 2>/dev/full").returncode == 6
