"""The machines of the benchmark: folders of their own, practice orgs of several sizes, and the peers' data."""

import json
import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from tui.client import directory

HERE = Path(__file__).parent
PEERS = HERE / ".peers"
CONSOLE = (sys.executable, "-m", "tui")
QUERIES = (directory._APPS, directory._GENERATIONS)
"""What the console asks the org for its list."""

_ADDRESS = re.compile(rb"http://127\.0\.0\.1:\d+")


class Scene:
    """Everything that stands below one temporary folder.

    Args:
        sizes: numbers of connected apps of the practice orgs that are made.
    """

    def __init__(self, folder: Path, sizes: tuple[int, ...]) -> None:
        self.folder = folder
        for size in sizes:
            self.home(size).mkdir()
            self.run(size, "practice-org", "seed", "--apps", str(size))

    def home(self, size: int) -> Path:
        """The home folder of the machine whose practice org has that many apps."""
        return self.folder / f"home-{size}"

    def forget_lists(self, size: int) -> None:
        """As on the first day: no list of an earlier session is shown while this one's is on its way."""
        shutil.rmtree(self.home(size) / "state" / "connected-apps" / "lists", ignore_errors=True)

    def environ(self, size: int, **more: str) -> dict[str, str]:
        """What a command gets there: an admin's terminal over SSH."""
        home = self.home(size)
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(HERE.parent),
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_STATE_HOME": str(home / "state"),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "SSH_TTY": "/dev/pts/0",
            **more,
        }

    def run(self, size: int, *words: str, **more: str) -> str:
        """Run a command without a terminal; returns its standard output."""
        done = subprocess.run(
            [*CONSOLE, *words], env=self.environ(size, **more), capture_output=True, text=True,
            stdin=subprocess.DEVNULL, check=False, timeout=300,
        )  # fmt: skip
        if done.returncode:
            sys.exit(f"{' '.join(words)}: {done.stderr}")
        return done.stdout

    @contextmanager
    def served(self, size: int) -> Iterator[str]:
        """Serve the practice org of that size; gives its address. The machine's default org is then the served one."""
        process = subprocess.Popen(
            [*CONSOLE, "practice-org", "serve", "--port", "0"],
            env=self.environ(size), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        try:
            origin = _address(process)
            config = self.home(size) / "config" / "connected-apps" / "config.toml"
            config.parent.mkdir(parents=True, exist_ok=True)
            config.write_text(
                f'default_org = "served"\n\n[orgs.served]\nkind = "salesforce"\ninstance_url = "{origin}"\n'
                'access_token_from = { env = "SESSION" }\ntokens = "setup-page"\n',
                encoding="utf-8",
            )
            yield origin
            config.unlink()
        finally:
            process.terminate()
            process.wait()
            if process.stderr:
                process.stderr.close()

    @cached_property
    def rows(self) -> Path:
        """The 100,000 apps as tab-separated lines: what the peers get."""
        path = self.folder / "apps.tsv"
        apps = json.loads(self.run(100_000, "list", "--json"))
        path.write_text("".join("\t".join(_cells(app)) + "\n" for app in apps), encoding="utf-8")
        return path

    @cached_property
    def lines(self) -> Path:
        """The same as lines with the columns that the console has room for."""
        path = self.folder / "apps.txt"
        widths = (39, 16, 16, 10, 10, 16)
        with path.open("w", encoding="utf-8") as file:
            for line in self.rows.read_text(encoding="utf-8").splitlines():
                cells = line.split("\t")
                file.write("  ".join(f"{cell:<{width}.{width}}" for cell, width in zip(cells, widths, strict=False)) + "\n")  # fmt: skip  # noqa: E501
        return path


def _cells(app: dict[str, str | None]) -> list[str]:
    texts = [
        app["name"], f"· {app['token']}", app["generated_by"], (app["created_at"] or "")[:10],
        (app["changed_at"] or "")[:10], app["changed_by"], app["id"],
    ]  # fmt: skip
    return [(text or "").replace("\t", " ") for text in texts]


def _address(process: "subprocess.Popen[bytes]") -> str:
    assert process.stderr is not None
    said, deadline = b"", time.monotonic() + 20
    while time.monotonic() < deadline:
        if select.select([process.stderr], [], [], 0.2)[0]:
            said += os.read(process.stderr.fileno(), 4096)
        if b"\n" in said and (found := _ADDRESS.search(said)):
            return found[0].decode()
    sys.exit(f"the practice org was not served: {said!r}")
