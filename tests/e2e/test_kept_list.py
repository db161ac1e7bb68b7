"""The list of the last session, in a terminal, of an org that does not answer any more."""

import stat

from tests.e2e.conftest import Machine, Served
from tests.salesforce_cli.fake_sf import FakeSf, login

ANA = "admin@practice.example"


def test_an_org_that_is_away_leaves_the_list_of_the_last_time_with_its_age_and_the_error(
    machine: Machine, served: Served
) -> None:
    session = machine.run("practice-org", "session").strip()
    machine.secrets.add(session)
    FakeSf(machine.home / "bin", login(ANA, served.url, session=session))
    machine.environ["PATH"] = f"{machine.home / 'bin'}:{machine.environ['PATH']}"
    with machine.console("--org", ANA) as terminal:
        terminal.wait("connected apps, read at")
        terminal.press("q")
        assert terminal.wait_end() == 0
    (kept,) = (machine.home / "state" / "connected-apps" / "lists").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert all(secret not in kept.read_text() for secret in machine.secrets)
    served.stop()
    with machine.console("--org", ANA) as terminal:
        terminal.wait(lambda text: "42, as of" in text and "Billing Reconciliation" in text)
        terminal.wait("F5 asks again", seconds=40)
        assert "42, as of" in terminal.text
        assert "▸ Billing Reconciliation" in terminal.text
        terminal.settle()  # the words come a moment before the load is over
        terminal.press("R")
        terminal.wait("The list is as it was kept.")
        terminal.press("q")
        assert terminal.wait_end() == 0
