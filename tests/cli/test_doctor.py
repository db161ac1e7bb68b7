"""`doctor`: what works, what does not, and what may be given away of it."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import CommandLine
from tests.cli.served_org import ServedOrg
from tests.salesforce_cli.fake_sf import FakeSf, login
from tui.cli import main


def levels(document: list[dict[str, str]]) -> dict[str, str]:
    return {check["check"]: check["level"] for check in document}


@pytest.fixture(autouse=True)
def without_sf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.setenv("PATH", str(empty))


def test_everything_of_a_served_org_is_checked_in_its_order(cli: CommandLine) -> None:
    said = cli("doctor", "--json")
    assert said.err == ""
    assert levels(said.document) == {
        "configuration": "ok",
        "terminal": "warn",
        "clipboard": "warn",
        "journal": "ok",
        "sf command": "skipped",
        "checked org": "ok",
        "name": "ok",
        "connection": "ok",
        "api version": "ok",
        "session": "ok",
        "org": "ok",
        "permission": "ok",
        "connected apps": "ok",
        "audit trail": "ok",
        "setup page": "ok",
    }


def test_a_line_for_each_check_and_what_to_do_below_it(cli: CommandLine) -> None:
    lines = cli("doctor").out.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("warn    terminal"))
    assert "commands work, the console does not" in lines[at]
    assert any(line.startswith("ok      session          The session is ") for line in lines)


@pytest.mark.parametrize(
    ("named", "code", "check"),
    [("offline", 8, "connection"), ("expired", 4, "session")],
)
def test_the_first_failure_is_named_and_decides_the_exit_code(
    cli: CommandLine, named: str, code: int, check: str
) -> None:
    found = levels(cli("doctor", "--json", org=named, code=code).document)
    assert [name for name, level in found.items() if level == "fail"] == [check]
    assert list(found)[-1] == check


def test_org_may_stand_behind_the_command(cli: CommandLine) -> None:
    assert "offline, as configured" in cli("doctor", "--org", "offline", org="", code=8).out


def test_an_app_is_looked_at_by_name_and_nothing_is_pressed(
    cli: CommandLine, org: ServedOrg
) -> None:
    app_id = org.new_app("Looked at", token="the-old-one")
    posts: list[str] = []
    org.face.before = lambda method, address: posts.append(method)
    assert "one button “Regenerate”" in cli("doctor", "--app", "Looked at").out
    assert set(posts) == {"GET"}
    assert org.token(app_id) == "the-old-one"


def test_an_app_that_is_not_there_is_told(cli: CommandLine) -> None:
    assert "no connected app of that name" in cli("doctor", "--app", "Nowhere", code=6).out


def test_a_guided_orgs_setup_page_is_not_read_unasked(cli: CommandLine, org: ServedOrg) -> None:
    cli.config.write_text(cli.config.read_text().replace('tokens = "setup-page"', ""))
    asked: list[str] = []
    org.face.before = lambda _, address: asked.append(address)
    said = cli("doctor", "--json")
    assert levels(said.document)["setup page"] == "skipped"
    assert not any("/0H4" in address or "/app/mgmt" in address for address in asked)


def test_a_broken_configuration_is_a_finding_and_no_org_is_asked(cli: CommandLine) -> None:
    cli.config.write_text("clipbord = 1\n")
    assert main(["--config", str(cli.config), "doctor", "--json"]) == 3
    found = cli._capsys.readouterr()
    document = json.loads(found.out)
    assert document[0]["level"] == "fail"
    assert "clipbord" in document[0]["words"]
    assert (document[-1]["check"], document[-1]["level"]) == ("org", "skipped")


def report(home: Path) -> tuple[Path, Any]:
    (path,) = (home / "state" / "connected-apps" / "reports").iterdir()
    return path, json.loads(path.read_text())


def test_the_report_is_the_users_alone_and_its_path_is_printed(
    cli: CommandLine, folders: Path
) -> None:
    said = cli("doctor", "--report")
    path, document = report(folders)
    assert f"Report: {path}" in said.out
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert document["v"] == 1
    checks = {check["check"]: check for check in document["checks"]}
    assert checks["setup page"]["ready"] is True
    assert checks["audit trail"]["generations"] > 10


def test_the_report_names_no_org_no_person_and_no_app(
    cli: CommandLine, org: ServedOrg, folders: Path
) -> None:
    org.new_app("Named in no report", token="CANARY-token")
    cli("doctor", "--report", "--app", "Named in no report")
    cli("doctor", "--report", org="expired", code=4)
    for path in (folders / "state" / "connected-apps" / "reports").iterdir():
        text = path.read_text()
        for word in (
            "CANARY",
            "Named",
            "127.0.0.1",
            "@",
            "Lindqvist",
            "main",
            "expired",
            "0H4",
            str(folders),
        ):
            assert word not in text, word


def test_the_sf_command_is_looked_at(
    tmp_path: Path,
    org: ServedOrg,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sf = FakeSf(tmp_path / "bin", login("ana@acme.example", org.url, session=org.session()))
    sf.set(version="2.100.0", face="old")
    monkeypatch.setenv("PATH", sf.environ["PATH"])
    assert main(["doctor", "--org", "ana@acme.example"]) == 0
    said = capsys.readouterr().out
    assert "2.100.0 on Node 22: an old one." in said
    assert "sf update" in said
