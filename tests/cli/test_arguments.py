"""Where the options of every command may stand, and which one counts."""

import argparse
from pathlib import Path

import pytest

from tui.cli.arguments import parser


def given(line: str) -> argparse.Namespace:
    return parser().parse_args(line.split())


@pytest.mark.parametrize(
    "line",
    [
        "--org acme --config c.toml --read-only --log-file l.log token reveal X",
        "token reveal X --org acme --config c.toml --read-only --log-file l.log",
        "--org acme --read-only token reveal --config c.toml X --log-file l.log",
    ],
)
def test_the_options_of_every_command_stand_before_or_behind_it(line: str) -> None:
    arguments = given(line)
    assert (arguments.org, arguments.config) == ("acme", Path("c.toml"))
    assert (arguments.read_only, arguments.log_file) == (True, Path("l.log"))


@pytest.mark.parametrize("line", ["list", "token reveal X", "practice-org seed --apps 5", ""])
def test_what_is_not_said_is_empty(line: str) -> None:
    arguments = given(line)
    assert (arguments.org, arguments.config) == (None, None)
    assert (arguments.read_only, arguments.log_file) == (False, None)


@pytest.mark.parametrize(
    "line",
    [
        "--org acme token regenerate X --org zenith --yes",
        "token regenerate X --org acme --org zenith",
        "--config a.toml --config b.toml",
        "--config a.toml orgs --config b.toml",
    ],
)
def test_what_is_said_twice_and_differs_is_refused(
    line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        given(line)
    assert refused.value.code == 2
    assert "is said twice" in capsys.readouterr().err


def test_said_twice_alike_it_is_said() -> None:
    assert given("--org acme token reveal X --org acme").org == "acme"


def test_the_usage_of_a_command_has_its_own_options_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        given("list --help")
    usage, _, rest = capsys.readouterr().out.partition("\n\n")
    assert usage == "usage: connected-apps list [-h] [--search TEXT] [--due] [--json]"
    assert "--org NAME" in rest
