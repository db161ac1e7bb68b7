"""The programs that are measured beside the console: how each is started, and what it shows when it is ready."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scene import HERE, PEERS, Scene

_SCRIPTS = HERE / "scripts"


@dataclass(frozen=True, slots=True)
class Program:
    """One program; `argv` is None where it is not installed."""

    name: str
    argv: list[str] | None
    needle: str
    """What stands on the screen when it is ready."""
    filters: bool = False
    """Whether typing filters its rows at once."""
    before: str = ""
    """Keys that give the search the focus."""
    down: str = "\x1b[B"


def tables(scene: Scene) -> list[Program]:
    """What shows the 100,000 rows of the org."""
    rows, lines = scene.rows, scene.lines
    first = lines.read_text(encoding="utf-8").partition("\n")[0][:20].strip()
    # visidata takes the first row for headings, and cuts names; Ids are all their own and shown whole.
    second_id = rows.read_text(encoding="utf-8").split("\n", 2)[1].rpartition("\t")[2]
    fzf, vd = _peer("fzf", "fzf"), _peer("visidata", "vd")
    fast = _peer("fastdatatable", "python")
    less = shutil.which("less")
    return [
        Program("less", [less, str(lines)] if less else None, first),
        Program("fzf", _piped(fzf, lines) if fzf else None, "100000/100000", filters=True),
        Program("Textual DataTable", [sys.executable, str(_SCRIPTS / "datatable.py"), str(rows)], first, filters=True),
        Program(
            "textual-fastdatatable",
            [fast, str(_SCRIPTS / "fastdatatable.py"), str(rows)] if fast else None, first, filters=True,
        ),
        Program("visidata", [vd, "-f", "tsv", str(rows)] if vd else None, second_id),
    ]  # fmt: skip


def starters(scene: Scene) -> list[Program]:
    """What is only started: floors, and full-screen programs of other trades."""
    lazygit, posting, harlequin = (
        _peer("lazygit", "lazygit"), _peer("posting", "posting"), _peer("harlequin", "harlequin"),
    )  # fmt: skip
    return [
        Program("floor: a bare print", [sys.executable, "-c", "print('hello, world')"], "hello, world"),
        Program("floor: hello-world Textual app", [sys.executable, str(_SCRIPTS / "hello.py")], "hello, world"),
        Program("lazygit", [lazygit, "-p", str(_repository(scene))] if lazygit else None, "Commits"),
        Program("posting", [posting] if posting else None, "Send"),
        Program("harlequin", [harlequin, "-a", "sqlite"] if harlequin else None, "Run Query"),
    ]  # fmt: skip


def _peer(name: str, command: str) -> str | None:
    path = PEERS / name / "bin" / command
    return str(path) if path.exists() else shutil.which(command) if command != "python" else None


def _piped(fzf: str, lines: Path) -> list[str]:
    # Exact words and the rows' own order, as in the console; the whole screen, the prompt above the rows.
    return ["/bin/sh", "-c", f"exec {fzf} --exact --no-sort --layout=reverse < {lines}"]


def _repository(scene: Scene) -> Path:
    """A git repository with some commits."""
    folder = scene.folder / "repository"
    if not folder.exists():
        folder.mkdir()
        git = ["git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run([*git, "init", "-q"], check=True)
        for number in range(20):
            words = ["commit", "-q", "--allow-empty", "-m", f"Change {number}"]
            subprocess.run([*git, *words], check=True)
    return folder
