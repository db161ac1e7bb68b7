"""`targets`: where tokens can be handed over to, and whether that would work."""

from pathlib import Path

import pytest

from tui.cli import main
from tui.exit_codes import ExitCode

FILE = """
[targets.store]
kind = "vault"
url = "http://127.0.0.1:9"
path = "gateway/salesforce"
key = "authorization"
token_from = { env = "NO_SUCH_VARIABLE" }
orgs = ["practice"]
apps = ["0H4Qy00000000001AA"]

[targets.script]
kind = "command"
command = ["true"]
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(FILE)
    path.chmod(0o600)
    return path


def test_they_are_listed_without_being_asked(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--config", str(config), "targets"]) == ExitCode.DONE
    rows = [line.split("  ") for line in capsys.readouterr().out.splitlines()]
    assert [row[0] for row in rows] == ["Name", "store", "script", "practice-gateway"]
    assert rows[1][-1] == "practice, 1 app"


def test_each_is_checked_and_one_that_fails_does_not_hide_another(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import json

    code = main(["--config", str(config), "targets", "--check", "--json"])
    listed = {each["name"]: each for each in json.loads(capsys.readouterr().out)}
    assert code == ExitCode.PREFLIGHT_FAILED
    assert [each["ready"] for each in listed.values()] == [False, True, True]
    assert "NO_SUCH_VARIABLE is not set" in listed["store"]["problem"]
    assert listed["practice-gateway"]["findings"][0] == "Logged in at the practice gateway."


def test_a_check_tells_findings_and_what_stays_open(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--config", str(config), "targets", "--check"])
    out = capsys.readouterr().out
    assert "store: cannot take a token now\n" in out
    assert "script: could take a token now\n" in out
    assert "  Not checked: Whether the target holds the token: there is no verify program.\n" in out


def test_an_org_without_targets_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[orgs.acme]\nkind = "salesforce"\nusername = "admin@acme.example"\n')
    path.chmod(0o600)
    assert main(["--config", str(path), "--org", "acme", "targets"]) == ExitCode.DONE
    assert "No targets are configured" in capsys.readouterr().err
