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


def test_a_usage_can_be_typed_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    """What stands before `--to TARGET …` would otherwise be taken for one more target."""
    with pytest.raises(SystemExit):
        given("rotate --help")
    usage = " ".join(capsys.readouterr().out.partition("\n\n")[0].split())
    assert usage.startswith(
        "usage: connected-apps rotate APP [-h] --to TARGET … [--unbound TARGET]"
    )
    assert given("rotate APP --to a b --yes").to == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("lst", "there is no lst. Did you mean list?"),
        ("xyz", "Choose from list, show, token,"),
        ("token reval X", "there is no reval. Did you mean reveal?"),
        (
            "rotate X --to a --jsn",
            "connected-apps rotate: error: it takes no --jsn. Did you mean --json?",
        ),
        ("token copy X --no-clea=1", "it takes no --no-clea. Did you mean --no-clear?"),
        ("list extra", "connected-apps list: error: it takes no extra."),
        ("--verison", "connected-apps: error: it takes no --verison. Did you mean --version?"),
    ],
)
def test_what_is_not_known_is_refused_by_its_command_with_what_is_near(
    line: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(line.split(), capsys)
    assert words in said
    assert "usage: connected-apps" in said


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("--ogr x list", "connected-apps: error: it takes no --ogr. Did you mean --org?"),
        ("--ogr=x list", "connected-apps: error: it takes no --ogr. Did you mean --org?"),
        ("--org a --ogr x list", "connected-apps: error: it takes no --ogr. Did you mean --org?"),
        ("--ogr x show", "connected-apps: error: it takes no --ogr. Did you mean --org?"),
        ("--org list lst", "there is no lst. Did you mean list?"),
        ("token --ogr x reveal X", "connected-apps token: error: it takes no --ogr."),
        ("show -x", "connected-apps show: error: it takes no -x."),
        ("rotate X --jsn", "connected-apps rotate: error: it takes no --jsn. Did you mean --json?"),
        ("show", "connected-apps show: error: the following arguments are required: APP"),
    ],
)
def test_an_unknown_option_is_refused_before_what_stands_behind_it(
    line: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in refused(line.split(), capsys)


@pytest.mark.parametrize(
    "words",
    [["show", "--", "-x"], ["show", "-x y"], ["show", "-5"], ["show", "-"]],
    ids=["behind --", "with a blank", "a number", "a dash"],
)
def test_a_name_may_begin_with_a_dash(words: list[str]) -> None:
    assert parser().parse_args(words).app == words[-1]


@pytest.mark.parametrize("line", ["show -x --help", "--ogr --help", "--ogr --version"])
def test_whoever_asks_for_help_gets_it(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        given(line)
    assert ended.value.code == 0
    assert "connected-apps" in capsys.readouterr().out


CONTROLS = "\x1b[31mx\a\u202e"
VISIBLE = "<U+001B>[31mx<U+0007><U+202E>"


@pytest.mark.parametrize(
    "words",
    [
        ["list", CONTROLS],
        [CONTROLS],
        ["list", f"--{CONTROLS}"],
        ["--org", "a", "list", "--org", CONTROLS],
        ["token", "copy", "X", "--as", CONTROLS],
    ],
    ids=["word", "command", "option", "twice", "choice"],
)
def test_a_refusal_repeats_what_was_typed_legibly_and_not_at_length(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(words, capsys)
    assert VISIBLE in said
    assert said.replace("\n", "").isprintable()
    *before, last = words
    assert len(refused([*before, f"{last}{'a' * 3_000}"], capsys)) < 1_000


@pytest.mark.parametrize(
    "words",
    [
        ["list", "--token=abcsecret"],
        ["list", "--token", "abcsecret"],
        ["--token=abcsecret", "list"],
        ["--token=abc secret", "list"],
        ["--token", "abcsecret", "list"],
        ["list", "--token=abc secret"],
        ["list", "--json=abcsecret"],
        ["list", "--json=abc secret"],
        ["--read-only=abcsecret", "list"],
        ["list", "--help=abcsecret"],
    ],
)
def test_a_refusal_does_not_repeat_what_may_be_a_secret(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert "secret" not in refused(words, capsys)


def refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of a line that is wrong."""
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(words)
    assert ended.value.code == 2
    return capsys.readouterr().err
