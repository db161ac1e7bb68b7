"""A first-time admin's way: the practice org over HTTP taken as a real one, by a login of the stand-in for `sf`."""

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import Machine, Served
from tests.salesforce_cli.fake_sf import FakeSf, login

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
