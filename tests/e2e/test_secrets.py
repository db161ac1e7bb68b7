"""Every act on one machine, by console and by command; then a search for every secret that ever was, everywhere."""

import base64
import json
import os
import socket
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.e2e.conftest import Machine, Served
from tests.e2e.terminal import Terminal
from tests.e2e.test_journey import confirm, open_app
from tui.domain.secret import Secret
from tui.leaving import crash_report

LOG = "console.log"

GRAM = 12
"""So many characters of a secret in a row are a leak: the screen may break a value between two lines."""

FIRST, SECOND, THIRD = "Store Locator", "Price Book Publisher", "Fleet Tracking"
INTERNALS = (b"ViewState", b"viewstate", b"sid=", b"!AQ")
"""What the org's hidden fields, cookies and session ids cannot do without."""


def grams(text: bytes) -> set[bytes]:
    """Every run of characters of the length that counts."""
    return {text[at : at + GRAM] for at in range(len(text) - GRAM + 1)}


def forms(secret: str) -> set[bytes]:
    """The runs of a secret in every form that it could be written in, whatever stands before it."""
    value = secret.encode()
    written = {value, quote(secret, safe="").encode(), value.hex().encode()}
    for before in range(3):
        encoded = base64.b64encode(b" " * before + value)
        written |= {encoded[4:-4], encoded[4:-4].translate(bytes.maketrans(b"+/", b"-_"))}
    return set().union(*map(grams, written))


class Sweep:
    """One machine, what was heard of it, and the secrets to search for."""

    def __init__(self, home: Path) -> None:
        self.machine = Machine(home)
        self.secrets: set[str] = set()
        self.at_first = 0
        """How many tokens the org was filled with."""
        self.silent: dict[str, bytes] = {}
        """Bytes that may hold no secret, by what was going on."""
        self.shown: list[tuple[str, bytes]] = []
        """A secret that was asked for, and the bytes that came then."""
        self.processes: dict[str, set[str]] = {}
        """Files of processes that held the token while it was on the screen, by token."""

    def note(self) -> str:
        """Take up every token there is; returns that of the first app, or nothing."""
        database = sqlite3.connect(self.machine.database)
        rows = database.execute("SELECT name, value FROM tokens JOIN apps ON app = key").fetchall()
        database.close()
        self.secrets |= {value for _, value in rows}
        return str(dict(rows).get(FIRST, ""))

    def say(self, what: str, heard: bytes) -> None:
        """Take up bytes that may hold no secret."""
        self.silent[f"{len(self.silent)}: {what}"] = heard

    def run(self, *words: str, prints_secret: bool = False) -> str:
        """Run a command; only where a secret is its answer may one be on standard output."""
        done = self.machine.run_whole(*words)
        self.note()
        self.say(f"stderr of {words}", done.stderr.encode())
        if not prints_secret:
            self.say(f"stdout of {words}", done.stdout.encode())
        return done.stdout

    def leaks(self, heard: bytes) -> list[str]:
        """Fingerprints of the secrets that the bytes hold in any form."""
        there = grams(heard)
        return [Secret(each).fingerprint for each in self.secrets if forms(each) & there]

    @property
    def files(self) -> dict[str, bytes]:
        """Every file on the machine but the practice org's own database."""
        files = [path for path in self.machine.home.rglob("*") if path.is_file()]
        return {
            str(path): path.read_bytes()
            for path in files
            if path.parent != self.machine.database.parent or "practice.db" not in path.name
        }


class Tape:
    """What a terminal receives, cut where something else is allowed from then on."""

    def __init__(self, sweep: Sweep, terminal: Terminal) -> None:
        self._sweep, self._terminal, self._at = sweep, terminal, 0

    def cut(self) -> bytes:
        """The bytes since the last cut."""
        heard = self._terminal.raw[self._at :]
        self._at = len(self._terminal.raw)
        return heard

    def silent(self, what: str) -> None:
        """Nothing was asked for since the last cut."""
        self._sweep.say(f"terminal, {what}", self.cut())

    def shown(self, secret: str) -> None:
        """The secret was asked for since the last cut."""
        self._sweep.shown.append((secret, self.cut()))

    def copied(self, value: str) -> None:
        """The value was copied since the last cut: it came once, in the sequence that copies."""
        osc52 = f"\x1b]52;c;{base64.b64encode(value.encode()).decode()}\x07".encode()
        before, found, after = self.cut().partition(osc52)
        assert found
        self._sweep.say("terminal, around a copy", before + b" " + after)


def reveal_and_hide(sweep: Sweep, terminal: Terminal, tape: Tape, token: str) -> None:
    terminal.wait("just now by Ada Lindqvist")  # the trail has come, so nothing is drawn anew
    terminal.press("r")
    terminal.wait(lambda text: "Revealed." in text and token in text)
    terminal.settle()
    sweep.processes[token] = processes_with(token)
    tape.shown(token)
    terminal.press("r")
    terminal.wait("Hidden.")
    tape.silent("hidden again")


def copy_both_ways(terminal: Terminal, tape: Tape, token: str) -> None:
    for key, said, value in (
        ("c", "Token sent", token),
        ("C", "Authorization header sent", f"Bearer {token}"),
    ):
        terminal.press(key)
        terminal.wait(said)
        tape.copied(value)
    terminal.press("x")
    terminal.wait("Clipboard overwritten with a space")
    tape.silent("cleared")


def show_alone_and_copy_a_command(terminal: Terminal, tape: Tape, token: str) -> None:
    for key, said in (("u", "curl command sent"), ("a", "Mark it with the mouse")):
        terminal.press("y")
        terminal.wait("c the token")
        tape.silent("copy menu")
        confirm(terminal, key, said)
        if key == "a":
            terminal.wait(token)
            terminal.settle()  # a frame that covers it has it written again
            tape.shown(token)
            terminal.press("enter")
            terminal.wait("A token exists")
        tape.silent("after the copy menu")


def paste_into_the_test(terminal: Terminal, tape: Tape, token: str) -> None:
    """What somebody pastes there by mistake is a secret as well."""
    terminal.press("T")
    terminal.wait("A test value sent")
    terminal.settle()
    terminal.press(f"\x1b[200~{token}\x1b[201~")
    terminal.wait(f"{len(token)} characters")
    terminal.press("enter")
    terminal.wait("Something else was pasted")
    close(terminal, "Something else was pasted")
    tape.silent("test of the clipboard")


def rotate(terminal: Terminal, tape: Tape) -> None:
    terminal.press("R")
    terminal.wait("practice-gateway")
    confirm(terminal, "enter", "no undo")
    confirm(terminal, "y", "practice-gateway holds the token")
    terminal.press("left")
    terminal.wait("A token exists")
    tape.silent("rotate")


def close(terminal: Terminal, mark: str) -> None:
    """Leave what shows the mark; it takes no key at first."""
    for _ in range(20):
        terminal.read_for(0.45)
        if mark not in terminal.text:
            return
        terminal.press("escape")
    raise AssertionError(f"{mark!r} stays. On the screen:\n{terminal.text}")


def look_around(terminal: Terminal, tape: Tape) -> None:
    for key, mark in (("?", "Esc Close"), ("\x10", "Regenerate  g"), ("J", "Esc Close")):
        terminal.press(key)
        terminal.wait(mark)
        close(terminal, mark)
    terminal.press("left")
    terminal.wait("connected apps, read at")
    tape.silent("help, palette, journal, table")


def act_in_the_console(sweep: Sweep, **switches: str) -> None:
    log = str(sweep.machine.home / LOG)
    with sweep.machine.console("--log-file", log, size=(120, 40), **switches) as terminal:
        tape = Tape(sweep, terminal)
        open_app(terminal, FIRST)
        terminal.wait("No token yet")
        terminal.press("g")
        terminal.wait("Generate the initial access token")
        confirm(terminal, "enter", "New fingerprint")
        tape.silent("generate")
        reveal_and_hide(sweep, terminal, tape, sweep.note())
        copy_both_ways(terminal, tape, sweep.note())
        show_alone_and_copy_a_command(terminal, tape, sweep.note())
        paste_into_the_test(terminal, tape, sweep.note())
        terminal.press("g")
        terminal.wait("no undo")
        confirm(terminal, "y", "the old token is dead")
        tape.silent("regenerate")
        reveal_and_hide(sweep, terminal, tape, sweep.note())
        rotate(terminal, tape)
        sweep.note()
        look_around(terminal, tape)
        terminal.press("q")
        assert terminal.wait_end() == 0
        tape.silent("quit")


def act_by_commands(sweep: Sweep) -> None:
    run = sweep.run
    for words in (["list"], ["list", "--json"], ["show", FIRST], ["show", FIRST, "--json"]):
        run(*words)
    run("token", "generate", SECOND)
    for _ in range(2):
        run("token", "regenerate", SECOND, "--yes", "--json")
    log = ("--log-file", str(sweep.machine.home / LOG))
    for words in (["rotate"], ["hand-over"]):
        run(*log, *words, SECOND, "--to", "practice-gateway", "--yes", "--json")
    for words in (["targets", "--check"], ["doctor", "--json"], ["doctor", "--report"], ["orgs"]):
        run(*log, *words)
    run("token", "generate", SECOND)  # refused: it has one
    run("token", "regenerate", SECOND)  # refused: nobody can be asked
    for words in (["journal"], ["journal", "--json"], ["journal", "--resume"], ["config", "check"]):
        run(*words)
    token = run("token", "reveal", SECOND, prints_secret=True)
    sweep.shown.append((token.rstrip("\n"), token.encode()))
    with sweep.machine.console("token", "copy", SECOND) as terminal:
        tape = Tape(sweep, terminal)
        terminal.wait("ctrl+c clears it now")
        tape.copied(token.rstrip("\n"))
        terminal.press("\x03")
        assert terminal.wait_end() == 0
        tape.silent("clearing by ctrl+c")


def act_with_a_session(sweep: Sweep) -> None:
    """Use a session id as a real org's is used."""
    session = sweep.run("practice-org", "session", prints_secret=True).rstrip("\n")
    sweep.secrets.add(session.partition("!")[2])
    server = Served(sweep.machine)
    config = sweep.machine.home / "rehearsal.toml"
    config.write_text(
        f'[orgs.rehearsal]\nkind = "salesforce"\ninstance_url = "{server.url}"\n'
        'access_token_from = { env = "REHEARSAL" }\ntokens = "setup-page"\n'
    )
    config.chmod(0o600)
    sweep.machine.environ["REHEARSAL"] = session
    options = ("--config", str(config), "--org", "rehearsal")
    assert json.loads(sweep.run(*options, "show", THIRD, "--json"))["token"] == "present"
    sweep.run(*options, "token", "regenerate", THIRD, "--yes")
    with sqlite3.connect(sweep.machine.database) as database:
        database.execute("DELETE FROM sessions")
    database.close()
    sweep.run(*options, "token", "regenerate", THIRD, "--yes")  # refused: the session is over
    del sweep.machine.environ["REHEARSAL"]
    server.stop()


def processes_with(token: str) -> set[str]:
    """The files under /proc that tell a process's arguments or environment and hold the token."""
    found: set[str] = set()
    for process in Path("/proc").glob("[0-9]*"):
        for told in (process / "cmdline", process / "environ"):
            try:
                holds = token.encode() in told.read_bytes()
            except OSError:  # somebody else's, or gone
                continue
            if holds:
                found.add(str(told))
    return found


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    """Where Textual's devtools would be listening."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory, listener: socket.socket) -> Sweep:
    """A machine on which everything was done, with every switch on that makes Textual write things down."""
    home = tmp_path_factory.mktemp("machine")
    (home / "tmp").mkdir()
    sweep = Sweep(home)
    sweep.machine.environ["TMPDIR"] = str(home / "tmp")
    sweep.run("list")
    sweep.at_first = len(sweep.secrets)
    act_in_the_console(
        sweep,
        TEXTUAL="debug,devtools",
        TEXTUAL_LOG=str(home / "textual.log"),
        TEXTUAL_DEBUG="1",
        TEXTUAL_DEVTOOLS_HOST="127.0.0.1",
        TEXTUAL_DEVTOOLS_PORT=str(listener.getsockname()[1]),
        TEXTUAL_SCREENSHOT="0",
        TEXTUAL_SCREENSHOT_LOCATION=str(home / "pictures"),
        TEXTUAL_SHOW_RETURN="1",
    )
    act_by_commands(sweep)
    act_with_a_session(sweep)
    sweep.note()
    return sweep


def test_the_search_finds_what_was_asked_for(sweep: Sweep) -> None:
    assert len(sweep.shown) == 4
    for secret, heard in sweep.shown:
        assert Secret(secret).fingerprint in sweep.leaks(heard)


def test_the_search_finds_every_form() -> None:
    sweep = Sweep(Path("/nowhere"))
    sweep.secrets = {"8sGvE-n1_dummy/value+that=nobody!knows%at~all.0123456789"}
    (secret,) = sweep.secrets
    bearer = f"Bearer {secret}".encode()
    for written in (
        bearer,
        quote(secret, safe="").encode(),
        base64.b64encode(bearer),
        base64.urlsafe_b64encode(secret.encode()),
        secret.encode().hex().encode(),
        bearer[:25] + b"\x1b[2;1H" + bearer[25:],
    ):
        assert sweep.leaks(b"before " + written + b" after")
    assert not sweep.leaks(b"Bearer of bad news, and nothing else")


def test_no_file_holds_a_secret(sweep: Sweep) -> None:
    files = sweep.files
    assert any(name.endswith("journal.jsonl") for name in files), sorted(files)
    assert {name: sweep.leaks(f"{name} ".encode() + held) for name, held in files.items()} == {
        name: [] for name in files
    }


def test_the_log_tells_calls_and_acts(sweep: Sweep) -> None:
    log = (sweep.machine.home / LOG).read_text()
    assert (sweep.machine.home / LOG).stat().st_mode & 0o777 == 0o600
    for told in ("start v", "call GET localhost ", "act regenerate begun", "act regenerate done"):
        assert told in log


def test_no_secret_is_said_that_was_not_asked_for(sweep: Sweep) -> None:
    assert len(sweep.silent) > 40
    leaks = {what: sweep.leaks(heard) for what, heard in sweep.silent.items()}
    assert {what: found for what, found in leaks.items() if found} == {}


def test_what_only_the_orgs_pages_hold_is_nowhere(sweep: Sweep) -> None:
    def holding(places: Iterable[tuple[str, bytes]]) -> list[str]:
        return [place for place, held in places if any(word in held for word in INTERNALS)]

    assert holding(sweep.files.items()) == []
    assert holding(sweep.silent.items()) == []
    assert holding(sweep.shown) == []


def test_no_process_has_a_revealed_token_in_arguments_or_environment(sweep: Sweep) -> None:
    assert processes_with(os.environ["PATH"])  # so that the search could find something
    assert len(sweep.processes) == 2
    assert set().union(*sweep.processes.values()) == set()


def test_switches_that_make_textual_write_things_down_do_nothing(
    sweep: Sweep, listener: socket.socket
) -> None:
    home = sweep.machine.home
    assert not (home / "textual.log").exists()
    assert not (home / "pictures").exists()
    assert list((home / "tmp").iterdir()) == []
    listener.setblocking(False)
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_the_search_knows_every_secret_that_was_made(sweep: Sweep) -> None:
    made = {FIRST: 3, SECOND: 4, THIRD: 1, "session": 1}
    assert len(sweep.secrets) == sweep.at_first + sum(made.values())
    assert len({secret for secret, _ in sweep.shown}) == 3


def test_a_crash_report_shows_no_secret_and_no_text() -> None:
    def fail(secret: Secret) -> None:
        bare = secret.expose()
        raise RuntimeError(f"{secret} {bare}")

    with pytest.raises(RuntimeError) as failed:
        fail(Secret("8sGvE-n1-dummy-value-that-nobody-knows"))
    report = crash_report(failed.value)
    assert "test_secrets.py" in report
    assert "in fail" in report
    assert "8sGvE" not in report
