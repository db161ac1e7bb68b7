"""What only a process of its own shows: pipes, encodings, bugs, and that both names are one command."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.terminal import COMMAND, environment
from tui import __version__

BUG = """
import sys
import tui.cli.config_file
from tui.cli import main

def path(arguments):
    local = "a local that must not be shown"
    raise RuntimeError("a text that must not be shown")

tui.cli.config_file.path = path
sys.exit(main(["config", "path"]))
"""


def run(
    argv: list[str], home: Path, *, stdout: int = subprocess.PIPE, **more: str
) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        argv,
        env=environment(home, **more),
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        start_new_session=True,  # so that no terminal of the developer's can be reached
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize("argv", [[str(COMMAND)], [sys.executable, "-m", "tui"]], ids=len)
def test_both_names_of_the_command(folders: Path, argv: list[str]) -> None:
    done = run([*argv, "--version"], folders)
    assert (done.returncode, done.stdout.decode()) == (0, f"connected-apps {__version__}\n")


@pytest.mark.parametrize("words", [["list"], ["list", "--json"]], ids=" ".join)
def test_a_reader_that_has_gone_is_no_failure(folders: Path, words: list[str]) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = run([str(COMMAND), *words], folders, stdout=write_end)
    os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_output_that_lacks_letters_gets_escapes(folders: Path) -> None:
    done = run([str(COMMAND), "list"], folders, PYTHONIOENCODING="latin-1")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "café-crème".encode("latin-1") in done.stdout
    assert b"<U+9867><U+5BA2>" in done.stdout


def test_a_bug_names_places_and_no_values(folders: Path) -> None:
    done = run([sys.executable, "-c", BUG], folders)
    said = done.stderr.decode()
    assert (done.returncode, done.stdout) == (1, b"")
    assert "stopped because of a bug" in said
    assert "builtins.RuntimeError" in said
    assert "must not be shown" not in said


def test_without_a_terminal_there_is_no_clipboard_to_copy_to(folders: Path) -> None:
    done = run([str(COMMAND), "token", "copy", "Fleet Tracking"], folders)
    assert (done.returncode, done.stdout) == (11, b"")
    assert b"no terminal" in done.stderr
