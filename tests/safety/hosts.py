"""Machines of admins who share a served practice org, and what their journals say."""

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.e2e.terminal import COMMAND, Terminal, environment
from tests.faults.orgs import App, ServedOrg
from tui.domain.acts import Basis, JournalEntry, Result
from tui.domain.secret import Secret
from tui.journal import FileJournal
from tui.practice.audit import GENERATION

START = datetime(2026, 1, 1, tzinfo=UTC)


class Host:
    """A machine with folders of its own, configured for the org at `origin`."""

    def __init__(self, home: Path, origin: str, session: str) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        self.environ = environment(home, PRACTICE_SESSION=session)
        self._session = session
        self._config = home / "config.toml"
        self.lead_to(origin)

    def lead_to(self, origin: str) -> None:
        """Take the org at that origin from now on."""
        self._config.write_text(
            f"""
            default_org = "rehearsal"
            [orgs.rehearsal]
            kind = "salesforce"
            instance_url = "{origin}"
            access_token_from = {{ env = "PRACTICE_SESSION" }}
            tokens = "setup-page"
            """
        )
        self._config.chmod(0o600)

    @property
    def state(self) -> Path:
        """The console's state folder."""
        return self.home / "state" / "connected-apps"

    @property
    def journal(self) -> FileJournal:
        """The journal, read from outside."""
        return FileJournal(self.state / "journal", lambda: START, {}, started=START)

    # -- commands ------------------------------------------------------------------------------------

    def argv(self, *words: str) -> list[str]:
        """The command line."""
        return [str(COMMAND), "--config", str(self._config), *words]

    def start(self, *words: str, under: tuple[str, ...] = ()) -> "subprocess.Popen[str]":
        """Start a command without a terminal, `under` another one if that is given."""
        return subprocess.Popen(
            [*under, *self.argv(*words)],
            env=self.environ,
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, under: tuple[str, ...] = ()) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end."""
        process = self.start(*words, under=under)
        out, told = process.communicate(timeout=60)
        return subprocess.CompletedProcess(words, process.returncode, out, told)

    def regenerate(self, app: App) -> "subprocess.CompletedProcess[str]":
        """Regenerate without asking."""
        return self.run("token", "regenerate", app.id, "--yes")

    def console(self) -> Terminal:
        """The console in a terminal."""
        return Terminal(self.argv(), environ=self.environ, size=(120, 30), cwd=self.home)

    # -- the journal ---------------------------------------------------------------------------------

    def entries(self, app: App) -> list[JournalEntry]:
        """The acts on an app, oldest first."""
        return [entry for entry in self.journal.entries() if entry.intent.app_id == app.id]

    def results(self, app: App) -> list[Result | None]:
        """What came of each act on an app, as far as the journal knows."""
        return [entry.outcome.result if entry.outcome else None for entry in self.entries(app)]

    def journal_size(self) -> int:
        """Bytes in the journal."""
        try:
            return self.journal.file.stat().st_size
        except FileNotFoundError:
            return 0

    def records(self) -> list[dict[str, Any]]:
        """Every line of the journal that can be read."""
        read = []
        for file in sorted(self.journal.folder.glob("journal*.jsonl")):
            for line in file.read_text().splitlines():
                try:
                    read.append(json.loads(line))
                except ValueError:
                    continue
        return read


@dataclass(frozen=True)
class Site:
    """An org and a first machine."""

    org: ServedOrg
    folder: Path

    @property
    def origin(self) -> str:
        """Where the org is served."""
        return "http://{}:{}".format(*self.org.address)

    def host(self, name: str = "one") -> Host:
        """A machine of that name; the same one when it is asked for again."""
        return Host(self.folder / name, self.origin, self.org.sessions[0])

    def new_app(self) -> App:
        """An app with a token that left no row."""
        return self.org.new_app(has_token=True)

    def alive(self, app: App) -> str:
        """Fingerprint of the token that the org holds."""
        return Secret(self.org.token(app) or "").fingerprint

    def last_row(self, app: App) -> datetime | None:
        """When the trail's newest generation for the app was."""
        with self.org.store.read() as connection:
            (newest,) = connection.execute(
                "SELECT max(created) FROM audit WHERE action = ? AND display LIKE ?",
                (GENERATION, f"%{app.name}"),
            ).fetchone()
        return datetime.fromtimestamp(newest, UTC) if newest is not None else None

    def check(self, app: App, *hosts: Host, one_by_one: bool = True) -> None:
        """Journals and org agree about the app.

        Args:
            one_by_one: whether no two acts on it overlapped, so that the last one made the living token.

        Raises:
            AssertionError: they do not; says in what.
        """
        entries = [entry for host in hosts for entry in host.entries(app)]
        assert [entry for entry in entries if entry.unresolved] == []
        named = check_agreement(entries, rows=self.org.generations(app))
        if named and named[-1] is not None and one_by_one:
            assert named[-1] == self.alive(app)
        assert not named or None in named or self.alive(app) in named
        for host in hosts:
            check_outcomes(host)


def check_agreement(entries: list[JournalEntry], *, rows: int) -> list[str | None]:
    """As many acts are done as the trail has rows, and each made a token of its own; returns their fingerprints.

    Raises:
        AssertionError: it is not so.
    """
    made = [
        entry.outcome.fingerprint
        for entry in entries
        if entry.outcome is not None and entry.outcome.result is Result.DONE
    ]
    assert len(made) == rows, entries
    named = [fingerprint for fingerprint in made if fingerprint is not None]
    assert len(set(named)) == len(named), entries
    return made


def check_outcomes(host: Host) -> None:
    """No act has two outcomes that contradict each other: nothing follows one that is final.

    That a look-up did not find it is not: its request may arrive late, and then that it happened is final.

    Raises:
        AssertionError: one has.
    """
    settled: dict[str, str] = {}
    for record in host.records():
        if record["kind"] == "outcome":
            act = record["act_id"]
            assert act not in settled, record
            found = record["result"] == Result.NOT_DONE and record["basis"] == Basis.LOOK_UP
            if record["result"] != Result.UNKNOWN and not found and not record["missing"]:
                settled[act] = record["result"]


def seed() -> int:
    """The seed of a random test: another at every run, unless SAFETY_SEED names one. It is printed."""
    chosen = int(os.environ.get("SAFETY_SEED") or int.from_bytes(os.urandom(3)))
    print(f"SAFETY_SEED={chosen}")
    return chosen


def wait_for(happened: Callable[[], bool], process: "subprocess.Popen[Any]") -> bool:
    """Wait until something happened or the process has ended; returns whether it happened."""
    while not happened():
        if ended_within(process, 0.001):
            return happened()
    return True


def ended_within(process: "subprocess.Popen[Any]", seconds: float) -> bool:
    """Give a process some time; returns whether it has ended."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True
