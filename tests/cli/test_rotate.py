"""`rotate` and `hand-over` without a terminal: exit codes, one JSON document, and no token in what is said."""

import io
import json
import shlex
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.cli.served_org import ServedOrg
from tests.cli.test_tokens import fingerprint
from tui.cli.arguments import parser
from tui.cli.rotation_report import finished, finishing_command
from tui.domain.acts import Deed
from tui.domain.rotation import Report, State, TargetLine
from tui.exit_codes import ExitCode
from tui.presentation.rotation_words import headline

_TARGET = """
[targets.{name}]
kind = "command"
command = ["/bin/sh", "-c", "{script}"]
verify = ["/bin/sh", "-c", "cmp -s - {file}"]
{more}
"""


class Targets:
    """Targets that are files, written by a command."""

    def __init__(self, cli: CommandLine, folder: Path) -> None:
        self._cli = cli
        self._folder = folder

    def add(self, name: str, script: str = "cat > {file}", more: str = 'orgs = ["main"]') -> Path:
        file = self._folder / name
        entry = _TARGET.format(name=name, script=script.format(file=file), file=file, more=more)
        self._cli.config.write_text(self._cli.config.read_text() + entry)
        return file


@pytest.fixture
def targets(cli: CommandLine, tmp_path: Path) -> Targets:
    return Targets(cli, tmp_path)


def test_rotate_regenerates_and_hands_over(
    cli: CommandLine, org: ServedOrg, targets: Targets
) -> None:
    app_id = org.new_app("To rotate", token="the-old-one")
    file = targets.add("gateway")
    said = cli("rotate", "To rotate", "--to", "gateway", "--yes")
    token = org.token(app_id)
    assert token != "the-old-one"
    assert file.read_text() == token
    assert f"gateway holds the token {fingerprint(token)}" in said.out
    assert "Lock-out at most" in said.out
    assert token not in said.out + said.err


def test_rotate_as_json_has_the_lock_out_in_milliseconds(
    cli: CommandLine, org: ServedOrg, targets: Targets
) -> None:
    app_id = org.new_app("To rotate as JSON", token="the-old-one")
    targets.add("north")
    targets.add("south")
    report = cli("rotate", app_id, "--to", "north", "south", "--yes", "--json").document
    assert report["held"] == ["north", "south"]
    assert report["fingerprint"] == fingerprint(org.token(app_id))
    assert 0 <= report["lockout_ms"] < 30_000
    assert [each["state"] for each in report["targets"]] == ["proven", "proven"]
    assert (report["exit_code"], report["missing"]) == (0, [])


def test_a_failing_target_ends_with_10_and_hand_over_finishes_it(
    cli: CommandLine, org: ServedOrg, targets: Targets
) -> None:
    app_id = org.new_app("Half", token="the-old-one")
    good, bad = targets.add("good"), targets.add("bad", "test -e {file}.ready && cat > {file}")
    bad.write_text("what was there")
    said = cli(
        "rotate", app_id, "--to", "good", "--to", "bad", "--yes", "--json",
        code=ExitCode.TARGET_WITHOUT_TOKEN,
    )  # fmt: skip
    assert (said.document["held"], said.document["missing"]) == (["good"], ["bad"])
    assert good.read_text() == org.token(app_id) != "the-old-one"
    assert f"hand-over {app_id} --to bad --yes" in said.err
    Path(f"{bad}.ready").touch()
    token = org.token(app_id)
    cli("hand-over", app_id, "--to", "bad", "--yes")
    assert bad.read_text() == token == org.token(app_id)
    entries = cli("journal", "--json").document
    assert not any(entry.get("missing") for entry in entries)


def test_a_failing_preflight_ends_with_12_and_changes_nothing(
    cli: CommandLine, org: ServedOrg, targets: Targets
) -> None:
    app_id = org.new_app("Untouched", token="the-old-one")
    good = targets.add("good")
    targets.add("foreign", more='orgs = ["offline"]')
    said = cli("rotate", app_id, "--to", "good", "foreign", "--yes", code=ExitCode.PREFLIGHT_FAILED)
    assert "foreign: It takes tokens of offline only; this one is of main." in said.err
    assert org.token(app_id) == "the-old-one"
    assert not good.exists()


def test_an_unbound_target_wants_to_be_confirmed_by_name(
    cli: CommandLine, org: ServedOrg, targets: Targets
) -> None:
    app_id = org.new_app("Unbound", token="the-one")
    file = targets.add("anywhere", more="")
    words = ("hand-over", app_id, "--to", "anywhere", "--yes")
    said = cli(*words, code=ExitCode.PREFLIGHT_FAILED)
    assert "bound to no org" in said.err
    assert not file.exists()
    cli(*words, "--unbound", "anywhere")
    assert file.read_text() == "the-one"


def test_hand_over_takes_a_token_from_standard_input(
    cli: CommandLine, org: ServedOrg, targets: Targets, monkeypatch: pytest.MonkeyPatch
) -> None:
    app_id = org.new_app("Brought", token="in-the-org")
    file = targets.add("gateway")
    monkeypatch.setattr(sys, "stdin", io.StringIO("was-brought-by-hand\n"))
    said = cli("hand-over", app_id, "--to", "gateway", "--token-stdin", "--yes", "--json")
    assert file.read_text() == "was-brought-by-hand"
    assert said.document["fingerprint"] == fingerprint("was-brought-by-hand")
    assert said.document["lockout_ms"] is None
    assert "was-brought-by-hand" not in said.out + said.err


@pytest.mark.parametrize(
    "paste", ["", "two\nlines", "Bearer abc", "https://x.example", "a-part-of-it", "b" * 8193]
)
def test_what_can_be_no_token_is_refused_before_anything(
    cli: CommandLine, targets: Targets, monkeypatch: pytest.MonkeyPatch, paste: str
) -> None:
    file = targets.add("gateway")
    monkeypatch.setattr(sys, "stdin", io.StringIO(paste))
    words = ("hand-over", "Any", "--to", "gateway", "--token-stdin", "--yes")
    assert "holds no token" in cli(*words, code=ExitCode.USAGE).err
    assert not file.exists()


@pytest.mark.parametrize("command", ["rotate", "hand-over"])
def test_refusals_before_anything_is_written(
    cli: CommandLine, org: ServedOrg, targets: Targets, command: str
) -> None:
    app_id = org.new_app(f"No token for {command}")
    file = targets.add("gateway")
    usage = ExitCode.USAGE
    assert "Add --yes." in cli(command, app_id, "--to", "gateway", code=usage).err
    assert "There is no target “nope”." in cli(command, app_id, "--to", "nope", "--yes", code=2).err
    assert "no token" in cli(command, app_id, "--to", "gateway", "--yes", code=6).err
    locked = cli(command, app_id, "--to", "gateway", "--yes", org="locked", code=usage)
    assert "Refused" in locked.err
    assert not file.exists()


def test_in_production_rotate_needs_the_name_beside_yes(
    cli: CommandLine, org: ServedOrg, targets: Targets
) -> None:
    app_id = org.new_app("Rotated in production", token="the-old-one")
    file = targets.add("gateway")
    org.face.production = True
    words = ("rotate", app_id, "--to", "gateway", "--yes")
    assert "production org" in cli(*words, code=ExitCode.USAGE).err
    assert (org.token(app_id), file.exists()) == ("the-old-one", False)
    cli(*words, "--name", "Rotated in production")
    assert file.read_text() == org.token(app_id)


def test_in_production_hand_over_needs_the_name_beside_yes(
    cli: CommandLine, org: ServedOrg, targets: Targets
) -> None:
    app_id = org.new_app("Handed over in production", token="the-one")
    file = targets.add("gateway")
    org.face.production = True
    words = ("hand-over", app_id, "--to", "gateway", "--yes")
    assert "production org" in cli(*words, code=ExitCode.USAGE).err
    assert "not the name" in cli(*words, "--name", "Other", code=ExitCode.USAGE).err
    assert not file.exists()
    cli(*words, "--name", "Handed over in production")
    assert file.read_text() == "the-one"


def _report(*states: State, overtaken: bool = False) -> Report:
    lines = tuple(TargetLine(f"t{at}", "somewhere", state) for at, state in enumerate(states))
    return Report(Deed.REGENERATE, "0H4x", "Ana's App", "a1b2c3d4", lines, 5, overtaken=overtaken)


def test_the_finishing_command_goes_to_the_same_org_with_what_was_confirmed() -> None:
    given = ["--config", "/etc/my apps.toml", "--org", "acme", "rotate", "0H4x", "--to", "t0", "t1"]
    arguments = parser().parse_args([*given, "--unbound", "t1"])
    command = finishing_command(_report(State.PROVEN, State.FAILED), arguments)
    again = parser().parse_args(shlex.split(command)[1:])
    assert (again.config, again.org) == (Path("/etc/my apps.toml"), "acme")
    assert (again.app, again.to, again.unbound) == ("0H4x", ["t1"], ["t1"])
    assert (again.yes, again.name) == (True, "Ana's App")


def test_a_token_that_is_known_to_be_dead_ends_with_7(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = parser().parse_args(["rotate", "0H4x", "--to", "t0", "--json"])
    report = _report(State.PROVEN, overtaken=True)
    assert finished(report, arguments) == ExitCode.CONFLICT
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert (document["complete"], document["overtaken"]) == (False, True)
    assert "hand-over 0H4x --to t0" in err
    assert "is dead" in headline(report)
