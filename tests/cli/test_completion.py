"""Completion by TAB: what is offered, and that bash, zsh and fish take it. No org is asked and nothing is run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.terminal import COMMAND, Terminal, environment
from tui.cli import main

CONFIG = """
[orgs.acme]
kind = "salesforce"
instance_url = "https://acme.my.salesforce.com"
access_token_from = { command = ["touch", "ran"] }

[orgs.zenith]
kind = "salesforce"
username = "admin@zenith.example"

[targets.acme-gateway]
kind = "vault"
url = "https://vault.example"
path = "gateway"
key = "token"
token_from = { command = ["touch", "ran"] }
orgs = ["acme"]

[targets.anybody]
kind = "command"
command = ["true"]
"""


@pytest.fixture
def config(folders: Path) -> Path:
    """Two orgs and two targets; a command in it would leave a file `ran`."""
    file = folders / "console.toml"
    file.write_text(CONFIG)
    file.chmod(0o600)
    return file


def offered(line: str, home: Path) -> set[str]:
    """What the program answers to TAB at the end of the line."""
    return set(in_order(line, home))


def in_order(line: str, home: Path) -> list[str]:
    """The same, as it is said."""
    said = home / "offered"
    asked = {
        "COMP_LINE": line,
        "COMP_POINT": str(len(line)),
        "_ARGCOMPLETE_STDOUT_FILENAME": str(said),
    }
    environ = environment(home, _ARGCOMPLETE="1", **asked)
    subprocess.run([COMMAND], env=environ, cwd=home, timeout=30, check=True)
    return [word.strip() for word in said.read_text().split("\013") if word.strip()]


def test_commands_and_options_are_offered(folders: Path) -> None:
    first = offered("connected-apps ", folders)
    assert {"list", "token", "rotate", "completion", "--org"} <= first
    assert offered("connected-apps token re", folders) == {"regenerate", "reveal"}
    assert {"--json", "--config"} <= offered("connected-apps list --", folders)
    assert offered("connected-apps completion ", folders) >= {"bash", "zsh", "fish"}


def test_commands_come_before_options(folders: Path) -> None:
    words = in_order("connected-apps token ", folders)
    assert words == ["generate", "regenerate", "reveal", "copy", "--help"]


@pytest.mark.parametrize("line", ["--config {} --org ", "list --config {} --org "])
def test_orgs_are_those_of_the_configuration_of_the_line(config: Path, line: str) -> None:
    words = offered(f"connected-apps {line.format(config)}", config.parent)
    assert words == {"practice", "acme", "zenith"}
    assert not (config.parent / "ran").exists()


@pytest.mark.parametrize(
    ("org", "targets"),
    [
        ("acme", {"acme-gateway", "anybody"}),
        ("zenith", {"anybody"}),
        ("practice", {"anybody", "practice-gateway"}),
    ],
)
def test_targets_are_those_that_the_org_may_use(config: Path, org: str, targets: set[str]) -> None:
    line = f"connected-apps rotate X --config {config} --org {org} --to "
    assert offered(line, config.parent) == targets
    assert not (config.parent / "ran").exists()


def test_apps_are_not_asked_of_an_org(config: Path) -> None:
    words = offered(f"connected-apps --config {config} --org acme token reveal ", config.parent)
    assert all(word.startswith("--") for word in words)


def test_files_are_offered_where_a_file_is_wanted(config: Path) -> None:
    assert offered("connected-apps --config con", config.parent) == {"console.toml"}
    assert offered(f"connected-apps --config {config.parent}/con", config.parent) == {str(config)}


def test_a_file_with_control_characters_in_its_name_is_not_offered(config: Path) -> None:
    for name in ("con\ntrol", "con\x1b[2J", "con\u202etrol"):
        (config.parent / name).touch()
    assert offered("connected-apps --config con", config.parent) == {"console.toml"}


def test_a_configuration_that_is_wrong_offers_the_practice_org(folders: Path) -> None:
    (folders / "wrong.toml").write_text("orgs = 1\n")
    assert offered("connected-apps --config wrong.toml --org ", folders) == {"practice"}


def test_an_unknown_shell_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "tcsh"]) == 2
    assert "bash, zsh, fish" in capsys.readouterr().err


SHELLS = {
    "bash": (["--norc", "-i"], 'PS1="> "; source <(connected-apps completion bash)'),
    "zsh": (
        ["-f", "-i"],
        'PS1="> "; autoload -Uz compinit; compinit -D -u; source <(connected-apps completion zsh)',
    ),
    "fish": (
        ["--no-config", "-i"],
        'function fish_prompt; echo "> "; end; connected-apps completion fish | source',
    ),
}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_completes_commands_and_names(config: Path, shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    options, begin = SHELLS[shell]
    path = f"{COMMAND.parent}:{os.environ['PATH']}"
    environ = environment(config.parent, PATH=path, CONNECTED_APPS_CONFIG=str(config))
    argv = [program, *options]
    with Terminal(argv, environ=environ, size=(160, 24), cwd=config.parent) as terminal:
        terminal.press(f"{begin} && echo re''ady\r")
        terminal.wait("\nready")
        terminal.press("connected-apps hand-o\t")
        terminal.wait("> connected-apps hand-over")
        terminal.press("X --org zen\t")
        terminal.wait("hand-over X --org zenith")
        terminal.press("--to any\t")
        terminal.wait("zenith --to anybody")


def test_no_other_start_loads_what_completes() -> None:
    begin = "import sys; from tui.cli import main; main(['config', 'path']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", begin], capture_output=True, text=True, check=True)
    assert "argcomplete" not in done.stdout.split()
