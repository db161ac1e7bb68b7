"""A first-time admin's way: the practice org over HTTP taken as a real one, by a login of the stand-in for `sf`."""

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import Machine, Served
from tests.e2e.terminal import Terminal
from tests.salesforce_cli.fake_sf import FakeSf, login
from tui.domain.secret import Secret

ANA = "ana@acme.example"


@pytest.fixture
def sf(machine: Machine, served: Served) -> FakeSf:
    session = machine.run("practice-org", "session").strip()
    machine.secrets.add(session)
    made = FakeSf(machine.home / "bin", login(ANA, served.url, session=session))
    machine.environ["PATH"] = f"{machine.home / 'bin'}:{machine.environ['PATH']}"
    return made


def written(home: Path) -> str:
    """Whatever the console has written, and what `sf` was started with."""
    files = [*(home / "state").rglob("*"), home / "bin" / "calls"]
    return "\n".join(path.read_text(errors="replace") for path in files if path.is_file())


def test_from_nothing_to_an_org_of_sf_and_back_there_the_next_time(
    machine: Machine, served: Served, sf: FakeSf
) -> None:
    host = served.url.partition("://")[2]
    with machine.console() as terminal:
        terminal.wait("connected apps, read at")
        terminal.press("o")
        terminal.wait(f"ana ({ANA})")
        terminal.read_for(0.5)  # a dialog takes no key in its first moments
        terminal.press("down", "enter")
        terminal.wait(lambda text: host in text.splitlines()[0] and "read at" in text)
        assert "developer edition" in terminal.text.splitlines()[0]
        terminal.press("enter")
        terminal.wait("guided mode")
        terminal.press("q")
        assert terminal.wait_end() == 0
        shown = terminal.raw.decode(errors="replace")
    with machine.console() as terminal:
        terminal.wait(lambda text: host in text.splitlines()[0])
        terminal.press("q")
        assert terminal.wait_end() == 0
        shown += terminal.raw.decode(errors="replace")
    for secret in machine.secrets:
        assert secret not in shown + written(machine.home)


def test_leaving_does_not_wait_for_a_slow_sf(machine: Machine, sf: FakeSf) -> None:
    sf.set(face="hangs")
    with machine.console("--org", ANA) as terminal:
        terminal.wait("Asking the sf command")
        terminal.press("q")
        assert terminal.wait_end(seconds=10) == 0


def test_doctor_checks_the_org_of_a_login_and_says_nothing_of_the_session(
    machine: Machine, sf: FakeSf
) -> None:
    document = json.loads(machine.run("doctor", "--org", ANA, "--json", "--report"))
    levels = {check["check"]: check["level"] for check in document}
    assert (levels["sf command"], levels["session"], levels["setup page"]) == (
        "ok",
        "ok",
        "skipped",
    )
    for secret in machine.secrets:
        assert secret not in json.dumps(document) + written(machine.home)


def paste(terminal: Terminal, text: str) -> None:
    """As a terminal pastes, in brackets."""
    terminal.press(f"\x1b[200~{text}\x1b[201~")


def test_a_guided_rotation_by_the_admins_own_hand(machine: Machine, sf: FakeSf) -> None:
    """The person in the browser is another session of the same org; the console only sees what they paste."""
    app = machine.app_with("present")
    with machine.console("--org", ANA) as terminal:
        terminal.wait("read at")
        terminal.press("/", app["id"], "enter", "enter")
        terminal.wait("in guided mode the console does not read")
        terminal.press("g")
        terminal.wait("Open App Manager")
        machine.run("token", "regenerate", app["id"], "--yes")
        token = machine.reveal(app["id"])
        terminal.wait("Audit trail: generated")
        paste(terminal, token)
        terminal.wait("characters")
        terminal.press("enter")
        terminal.wait("Taken. New fingerprint")
        assert token not in terminal.raw.decode(errors="replace")
        terminal.press("q")
        assert terminal.wait_end() == 0
    *_, last = json.loads(machine.run("journal", "--json"))
    assert (last["result"], last["app_id"]) == ("done", app["id"])
    assert token not in written(machine.home)


def test_a_guided_token_comes_on_standard_input_where_nobody_can_be_asked(
    machine: Machine, sf: FakeSf
) -> None:
    app = machine.app_with("present")
    asked = machine.run_whole("--org", ANA, "token", "generate", app["id"])
    assert (asked.returncode, "--token-stdin" in asked.stderr) == (2, True)
    words = ["--org", ANA, "token", "regenerate", app["id"], "--token-stdin"]
    short = machine.run_whole(*words, stdin="a-part-of-it\n")
    assert (short.returncode, "It has 12 characters" in short.stderr) == (2, True)
    unreadable = machine.run_whole(*words, stdin="the-new-\udcff\udcfetoken-whole\n")
    assert (unreadable.returncode, "cannot be" in unreadable.stderr) == (2, True)
    done = machine.run_whole(*words, stdin="the-new-token-whole\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(Secret("the-new-token-whole").fingerprint)
    assert "Taken as pasted" in done.stderr
    assert "dead" not in done.stderr
    again = machine.run_whole(*words, "--json", stdin="the-new-token-whole\n")
    assert (again.returncode, "the token from before" in again.stderr) == (2, True)
    driven = machine.run_whole("token", "generate", app["id"], "--token-stdin", stdin="x")
    assert (driven.returncode, "guided mode" in driven.stderr) == (2, True)


def test_a_guided_rotation_takes_the_paste_straight_to_the_target(
    machine: Machine, served: Served, sf: FakeSf
) -> None:
    app, held = machine.app_with("present"), machine.home / "gateway"
    config = machine.home / "config.toml"
    config.write_text(
        f'[orgs.acme]\nkind = "salesforce"\nusername = "{ANA}"\n\n'
        f'[targets.gateway]\nkind = "command"\ncommand = ["tee", "{held}"]\norgs = ["acme"]\n'
    )
    config.chmod(0o600)
    elsewhere = str(machine.home / "elsewhere")  # the browser writes no journal of ours
    machine.run("token", "regenerate", app["id"], "--yes", XDG_STATE_HOME=elsewhere)
    token = machine.reveal(app["id"])
    words = ["--config", str(config), "--org", "acme", "rotate", app["id"], "--to", "gateway"]
    done = machine.run_whole(*words, "--token-stdin", "--json", stdin=f"{token}\n")
    assert done.returncode == 0, done.stderr
    assert held.read_text() == token
    assert token not in done.stdout + done.stderr + written(machine.home)
