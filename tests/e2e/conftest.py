"""A machine for end-to-end tests: the installed command in folders of its own."""

import json
import os
import re
import select
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.terminal import COMMAND, Terminal, environment
from tui.practice.store import Store


class Machine:
    """Runs the installed command as an admin on a fresh machine would."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environ = environment(home)
        self.secrets: set[str] = set()
        """Every token and session id that a command printed."""

    @property
    def database(self) -> Path:
        return self.home / "data" / "connected-apps" / "practice.db"

    def run(self, *words: str, code: int = 0, **more: str) -> str:
        """Run a command without a terminal; returns its standard output."""
        done = self.run_whole(*words, **more)
        assert done.returncode == code, done.stderr
        return done.stdout

    def run_whole(
        self, *words: str, stdin: str = "", **more: str
    ) -> "subprocess.CompletedProcess[str]":
        """Run a command without a terminal; `stdin` is what stands on its standard input."""
        return subprocess.run(
            [COMMAND, *words],
            env=self.environ | more,
            cwd=self.home,
            capture_output=True,
            text=True,
            errors="surrogateescape",
            input=stdin,
            timeout=60,
            check=False,
        )

    def json(self, *words: str) -> Any:
        """Run a command with --json."""
        return json.loads(self.run(*words, "--json"))

    def reveal(self, app: str) -> str:
        """The app's token, as the org holds it; `app` is its name or its id."""
        (token,) = self._ask(
            "SELECT value FROM tokens JOIN apps ON app = key WHERE ? IN (name, id)", app
        )
        self.secrets.add(token["value"])
        return str(token["value"])

    def console(self, *words: str, size: tuple[int, int] = (80, 24), **more: str) -> Terminal:
        """The console in a terminal."""
        return Terminal(
            [str(COMMAND), *words], environ=self.environ | more, size=size, cwd=self.home
        )

    def app_with(self, token: str) -> sqlite3.Row:
        """The id and the name of an app that can have a token and whose token is in the given state."""
        has = "IN" if token == "present" else "NOT IN"
        return self._ask(
            "SELECT id, name FROM apps WHERE origin != 'installed'"
            f" AND key {has} (SELECT app FROM tokens)"
            " AND name_key IN (SELECT name_key FROM apps GROUP BY name_key HAVING count(*) = 1)"
            " ORDER BY name_key"
        )[0]

    def _ask(self, query: str, *values: str) -> list[sqlite3.Row]:
        """Rows of the practice org's own database: asking by commands would start one for each question."""
        with Store.open(self.database) as store, store.read() as connection:
            cursor = connection.cursor()
            cursor.row_factory = sqlite3.Row
            return cursor.execute(query, values).fetchall()


def at_once(consoles: Sequence[Terminal], *drives: Callable[[Terminal], None]) -> None:
    """Drive consoles beside each other, each by its own function: what takes long in a dialog is waiting.

    Raises:
        AssertionError: the first one that went wrong.
    """
    with ExitStack() as stack, ThreadPoolExecutor(len(drives)) as threads:
        opened = [stack.enter_context(console) for console in consoles]
        driven = [
            threads.submit(partial(drive, console))
            for drive, console in zip(drives, opened, strict=True)
        ]
        for each in driven:
            each.result()


class Served:
    """A practice org on a port of loopback."""

    def __init__(self, machine: Machine) -> None:
        self._process = subprocess.Popen(
            [COMMAND, "practice-org", "serve", "--port", "0"],
            env=machine.environ,
            cwd=machine.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self.url = self._await_url()

    def _await_url(self) -> str:
        assert self._process.stderr is not None
        deadline = time.monotonic() + 20
        said = b""
        while time.monotonic() < deadline:
            if select.select([self._process.stderr], [], [], 0.2)[0]:
                said += os.read(self._process.stderr.fileno(), 4096)
            if found := re.search(rb"http://127\.0\.0\.1:\d+(?= on| ,|,)", said):
                return found[0].decode()
        raise AssertionError(f"it did not start: {said!r}")

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """End it; returns its exit code."""
        self._process.send_signal(number)
        code = self._process.wait(timeout=20)
        assert self._process.stderr is not None
        self._process.stderr.close()
        return code


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine on which nothing is set up."""
    home = tmp_path / "machine"
    home.mkdir()
    return Machine(home)


@pytest.fixture
def served(machine: Machine) -> Iterator[Served]:
    """The machine's practice org, served."""
    server = Served(machine)
    yield server
    if server._process.poll() is None:
        server.stop()
