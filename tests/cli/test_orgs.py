"""`orgs`, and orgs by a login of the `sf` command: the practice org over HTTP, taken as a real one."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine, Said
from tests.cli.served_org import ServedOrg
from tests.salesforce_cli.fake_sf import FakeSf, login
from tui.cli import main
from tui.practice.seed import seed
from tui.practice.store import Store

ANA = "ana@acme.example"


class SfLine:
    """Runs commands against the login that the stand-in for `sf` has."""

    def __init__(self, sf: FakeSf, org: ServedOrg, capsys: pytest.CaptureFixture[str]) -> None:
        self.sf = sf
        self.org = org
        self.sessions: list[str] = []
        self._capsys = capsys

    def renew(self, user: str = "admin") -> None:
        """From now on `sf` has a new session."""
        self.sessions.append(self.org.session(user))
        self.sf.renew(ANA, self.sessions[-1])

    def __call__(self, *words: str, code: int = 0) -> Said:
        """Run a command; nothing that it says or starts holds a session."""
        ended = main(["--org", ANA, *words])
        out, err = self._capsys.readouterr()
        assert ended == code, err
        for session in self.sessions:
            assert session not in out + err
            assert session not in json.dumps(self.sf.calls)
        return Said(ended, out, err)


@pytest.fixture
def line(
    tmp_path: Path,
    org: ServedOrg,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> SfLine:
    sf = FakeSf(tmp_path / "bin", login(ANA, org.url))
    monkeypatch.setenv("PATH", sf.environ["PATH"])
    made = SfLine(sf, org, capsys)
    made.renew()
    return made


# -- orgs -------------------------------------------------------------------------------------------


def test_orgs_lists_the_configuration_and_runs_nothing(cli: CommandLine, line: SfLine) -> None:
    cli.config.write_text(
        f'{cli.config.read_text()}\n[orgs.acme]\nkind = "salesforce"\nusername = "{ANA}"\n'
    )
    documents = {org["name"]: org for org in cli("orgs", "--json").document}
    assert list(documents)[:3] == ["practice", "main", "support"]
    assert documents["acme"]["tokens"] == "guided"
    assert documents["acme"]["session"] == "sf command"
    assert [name for name, org in documents.items() if org["default"]] == ["main"]
    assert [name for name, org in documents.items() if org["read_only"]] == ["locked"]
    assert line.sf.calls == []


def test_orgs_for_people_marks_the_default(cli: CommandLine) -> None:
    heading, *rows = cli("orgs").out.splitlines()
    assert heading.split() == ["Name", "Kind", "Where", "Session", "from", "Tokens"]
    assert [row.split()[1] for row in rows if row.startswith("*")] == ["main"]


# -- a login of sf ----------------------------------------------------------------------------------


def test_a_username_opens_the_org_of_its_login(line: SfLine) -> None:
    assert len(line("list", "--json").document) > 40
    assert line.sf.asked == [f"org display {ANA}", f"org auth show-access-token {ANA}"]


def test_an_older_sf_is_asked_once(line: SfLine) -> None:
    line.sf.set(face="old")
    assert len(line("list", "--json").document) > 40
    assert line.sf.asked == [f"org display {ANA}"]


def test_a_session_that_expired_is_renewed_once(line: SfLine) -> None:
    ended = "00D000000000001!ended"
    asked = 0

    def before(_: str, __: str) -> None:
        nonlocal asked
        asked += 1
        if asked == 2:  # the first asks for the versions, without a session
            line.renew()

    line.sessions.append(ended)
    line.sf.renew(ANA, ended)
    line.org.face.before = before
    assert len(line("list", "--json").document) > 40
    assert line.sf.asked.count(f"org auth show-access-token {ANA}") == 2


def test_a_session_that_ends_between_two_pages_is_renewed_and_the_list_offers_to_begin_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    served = ServedOrg(tmp_path / "many.db")
    try:
        seed(served.store, apps=2_100)
        sf = FakeSf(tmp_path / "bin", login(ANA, served.url))
        monkeypatch.setenv("PATH", sf.environ["PATH"])
        line = SfLine(sf, served, capsys)
        line.renew()

        def before(_: str, address: str) -> None:
            if "/query/01g" in address and len(line.sessions) == 1:
                _end_sessions(served.store)
                line.renew()

        served.face.before = before
        said = line("list", code=8)
    finally:
        served.close()
    assert "closed the list half-way" in said.err
    assert "Refresh to begin the list anew." in said.err
    assert len(line.sessions) == 2


def _end_sessions(store: Store) -> None:
    with store.write() as connection:
        connection.execute("DELETE FROM sessions")


def test_a_login_that_has_expired_is_told_with_the_command(line: SfLine) -> None:
    _end_sessions(line.org.store)
    said = line("list", code=4)
    assert f"The login {ANA} has expired: sf has no newer session." in said.err
    assert f"sf org login web --instance-url {line.org.url}" in said.err


def test_a_user_without_the_permission_is_told_which_one(line: SfLine) -> None:
    line.renew("support")
    app_id = line.org.new_app("Partner", token="the-old-one")
    said = line("doctor", "--app", app_id, "--json", code=5)
    levels = {check["check"]: check["level"] for check in said.document}
    assert (levels["permission"], levels["setup page"]) == ("warn", "fail")
    assert "Manage Connected Apps" in said.out


def test_a_guided_org_is_shown_and_its_setup_page_left_alone(line: SfLine) -> None:
    app_id = line.org.new_app("Guided", token="CANARY-token")
    asked: list[str] = []
    line.org.face.before = lambda method, address: asked.append(f"{method} {address}")
    shown = line("show", app_id, "--json").document
    assert (shown["token"], shown["fingerprint"]) == ("unknown", None)
    assert "guided mode" in line("show", app_id).out
    for words in (["token", "reveal"], ["token", "generate"], ["token", "regenerate", "--yes"]):
        assert "guided mode" in line(*words, app_id, code=2).err
    assert not any("apexp" in each or each.startswith("POST") for each in asked)
    assert line.org.token(app_id) == "CANARY-token"


FACES = {
    "no node": "ended with status 127",
    "old node": "ended with status 1",
    "unknown error": "refuses to answer",
    "no JSON": "no answer",
    "cannot renew": "cannot renew the login",
    "redacts": "sf update",
}


@pytest.mark.parametrize("face", FACES)
def test_4_for_every_way_in_which_sf_gives_no_session(line: SfLine, face: str) -> None:
    line.sf.set(face=face)
    said = line("list", code=4)
    assert FACES[face] in said.err
    assert said.out == ""


def test_4_without_sf(line: SfLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.defpath)
    assert "The sf command is not found in PATH." in line("list", code=4).err


def test_4_for_a_login_that_sf_does_not_know(
    line: SfLine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--org", "eve@acme.example", "list"]) == 4
    assert "sf org list shows all" in capsys.readouterr().err


def test_3_where_sf_names_an_address_that_is_no_orgs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sf = FakeSf(tmp_path / "bin", login(ANA, "https://orgs.example"))
    monkeypatch.setenv("PATH", sf.environ["PATH"])
    assert main(["--org", ANA, "list"]) == 3
    assert "is neither on this machine nor" in capsys.readouterr().err
    assert sf.asked == [f"org display {ANA}"]  # no session was asked for, so none was sent
