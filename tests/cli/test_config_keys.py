"""`config keys`, and what `config check` says of keys that may not arrive."""

import json
from pathlib import Path

import pytest

from tui.cli import doctor_probes, main
from tui.config.load import load
from tui.config.model import Config
from tui.presentation.actions import ACTIONS


@pytest.fixture
def remapped(tmp_path: Path) -> Path:
    """A configuration in which copying has other keys, one of them tmux's own, and refreshing none."""
    path = tmp_path / "config.toml"
    path.write_text('[keys]\n"token.copy" = ["f6", "ctrl+b"]\nrefresh = []\n')
    return path


def test_the_effective_keys_of_every_act_are_printed(
    remapped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--config", str(remapped), "config", "keys"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["Act", *(each.id for each in ACTIONS)]
    (copy,) = [line for line in lines if line.startswith("token.copy ")]
    assert copy.split(maxsplit=3) == [
        "token.copy",
        "F6",
        "ctrl+b",
        "Copy the token without showing it.",
    ]
    assert any(line.split()[:2] == ["refresh", "–"] for line in lines)


def test_as_json_too(remapped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", str(remapped), "config", "keys", "--json"]) == 0
    told = {each["id"]: each for each in json.loads(capsys.readouterr().out)}
    assert told["token.copy"]["keys"] == ["F6", "ctrl+b"]
    assert told["refresh"]["keys"] == []
    assert told["help"]["keys"] == ["?"]


@pytest.mark.parametrize("command", ["check", "keys"])
def test_a_key_that_tmux_keeps_is_taken_with_a_warning(
    command: str, remapped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--config", str(remapped), "config", command]) == 0
    assert "token.copy has ctrl+b, which tmux keeps for itself" in capsys.readouterr().err


def test_doctor_warns_of_it_too_and_is_silent_without_own_keys(remapped: Path) -> None:
    (found,) = doctor_probes.keys(load(remapped, {}))
    assert "tmux keeps for itself" in found.words
    assert "another key" in found.todo
    assert doctor_probes.keys(Config()) == []
