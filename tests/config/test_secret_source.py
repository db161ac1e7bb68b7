"""A secret is taken from where it stands, and nothing of it is in an error."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tui.config.secret_source import CommandSource, EnvSource, FileSource, SecretSource
from tui.domain.secret import Secret
from tui.errors import ConfigError

TOKEN = "00D5f000000abcd!AQ0AQHjustLooksLikeOne"
WHERE = "/etc/config.toml, line 5: orgs.acme.access_token_from"
PATH = {"PATH": os.environ["PATH"]}


def failure(source: SecretSource, environ: Mapping[str, str]) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        source.resolve(environ)
    error = caught.value
    assert error.what.startswith(WHERE)
    assert TOKEN not in error.what + error.hint
    assert error.what.isprintable()
    return error


def shell(script: str) -> CommandSource:
    return CommandSource(("sh", "-c", script), WHERE)


def secret_file(tmp_path: Path, content: bytes) -> FileSource:
    path = tmp_path / "session"
    path.write_bytes(content)
    path.chmod(0o600)
    return FileSource(path, WHERE)


def test_a_variable_gives_its_value() -> None:
    assert EnvSource("SESSION").resolve({"SESSION": TOKEN}) == Secret(TOKEN)


@pytest.mark.parametrize("environ", [{}, {"SESSION": ""}])
def test_a_variable_that_is_missing_or_empty_is_named(environ: dict[str, str]) -> None:
    error = failure(EnvSource("SESSION", WHERE), environ)
    assert "environment variable SESSION is not set, or empty" in error.what


@pytest.mark.parametrize("value", [f"{TOKEN}\n{TOKEN}", f"{TOKEN}\x1b[31m", f" {TOKEN}", "  "])
def test_a_variable_that_is_not_one_plain_line_is_refused(value: str) -> None:
    failure(EnvSource("SESSION", WHERE), {"SESSION": value})


def test_a_command_gives_its_one_line() -> None:
    assert shell(f"echo '{TOKEN}'").resolve(PATH) == Secret(TOKEN)


def test_a_commands_last_line_end_may_be_missing() -> None:
    assert shell(f"printf %s '{TOKEN}'").resolve(PATH) == Secret(TOKEN)


def test_a_command_gets_the_environment_it_is_given_and_no_other() -> None:
    source = shell('echo "$SESSION-${HOME:-nobody}"')
    assert source.resolve({**PATH, "SESSION": "abc"}) == Secret("abc-nobody")


def test_a_command_gets_no_shell_and_no_input() -> None:
    source = CommandSource(
        (sys.executable, "-c", "import sys; print(sys.argv[1] + sys.stdin.read())", "$HOME;a b")
    )
    assert source.resolve(PATH) == Secret("$HOME;a b")


def test_a_command_that_fails_is_told_with_its_first_complaint() -> None:
    error = failure(shell(f"echo '{TOKEN}'; echo 'gpg: no key' >&2; echo more >&2; exit 3"), PATH)
    assert error.what.endswith("the command sh ended with status 3: gpg: no key.")


def test_a_complaint_loses_what_looks_like_a_secret() -> None:
    error = failure(shell(f"echo 'refused: {TOKEN} at /usr/bin/pass' >&2; exit 1"), PATH)
    assert error.what.endswith("refused: … at /usr/bin/pass.")


def test_a_complaint_loses_what_stood_on_standard_output() -> None:
    error = failure(shell("echo short; echo 'not short enough' >&2; exit 1"), PATH)
    assert error.what.endswith("not … enough.")


def test_a_complaint_is_printable_and_short() -> None:
    error = failure(
        shell("printf '\\033]0;x\\007'; printf '\\033[2J%0300d' 0 | tr 0 ' .' >&2; exit 1"), PATH
    )
    assert "<U+001B>" in error.what
    assert len(error.what) < 500


def test_a_command_ended_by_a_signal_says_which() -> None:
    assert "was ended by signal 15" in failure(shell("kill -TERM $$"), PATH).what


def test_a_program_that_is_not_there_is_named() -> None:
    error = failure(CommandSource(("no-such-program-here", TOKEN), WHERE), PATH)
    assert "the command no-such-program-here is not found" in error.what


def test_a_file_that_is_no_program_cannot_be_started(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_text("x")
    plain.chmod(0o644)
    assert "cannot be started" in failure(CommandSource((str(plain),), WHERE), PATH).what


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (f"echo '{TOKEN}'; echo '{TOKEN}'", "more than one line"),
        ("true", "gave nothing"),
        ("echo", "gave nothing"),
        (f"printf '{TOKEN}\\033[0m'", "control characters"),
        ("printf '\\377'", "not text"),
    ],
)
def test_an_answer_that_is_not_one_plain_line_is_refused(script: str, words: str) -> None:
    assert words in failure(shell(script), PATH).what


def test_a_command_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(ConfigError) as caught:
        CommandSource(("sleep", "600"), WHERE).resolve(PATH, limit=0)
    assert "no answer within 0 s and was stopped" in caught.value.what


def test_a_command_that_prints_without_end_is_stopped_with_all_it_started(tmp_path: Path) -> None:
    # Whatever the command starts holds the pipe open: its reader sees the end only when all of them are dead.
    pipe = tmp_path / "alive"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        error = failure(shell(f"exec 3>'{pipe}'; sleep 600 & yes '{TOKEN}'"), PATH)
        os.set_blocking(reader, True)
        assert os.read(reader, 1) == b""
    finally:
        os.close(reader)
    assert "more than one line" in error.what


def test_a_child_that_stays_behind_keeps_nobody_waiting(tmp_path: Path) -> None:
    # An agent that the command starts inherits its output and lives on: here until the test closes the pipe.
    pipe = tmp_path / "alive"
    os.mkfifo(pipe)
    writer = os.open(pipe, os.O_RDWR)
    try:
        source = shell(f"exec 4<'{pipe}'; cat <&4 & echo '{TOKEN}'")
        assert source.resolve(PATH, limit=60) == Secret(TOKEN)
    finally:
        os.close(writer)


def test_a_file_gives_its_one_line(tmp_path: Path) -> None:
    assert secret_file(tmp_path, f"{TOKEN}\r\n".encode()).resolve({}) == Secret(TOKEN)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o644])
def test_a_file_that_others_may_open_is_refused(tmp_path: Path, mode: int) -> None:
    source = secret_file(tmp_path, TOKEN.encode())
    source.path.chmod(mode)
    assert failure(source, {}).hint == f"Run: chmod 600 {source.path}"


def test_a_file_of_someone_else_is_refused(tmp_path: Path) -> None:
    source = secret_file(tmp_path, TOKEN.encode())
    values = list(source.path.stat())
    values[4] = 4711
    with pytest.raises(ConfigError, match="belongs to someone else"):
        source.refuse(os.stat_result(values), me=1000)


def test_a_missing_file_and_a_folder_are_told_in_words(tmp_path: Path) -> None:
    assert "No such file" in failure(FileSource(tmp_path / "gone", WHERE), {}).what
    assert "Is a directory" in failure(FileSource(tmp_path, WHERE), {}).what


def test_a_named_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    assert "is not a regular file" in failure(FileSource(tmp_path / "pipe", WHERE), {}).what


@pytest.mark.parametrize("content", [b"", b"\n", b"a\nb\n", b"\xff", b"x" * 70_000])
def test_a_file_that_is_not_one_plain_line_is_refused(tmp_path: Path, content: bytes) -> None:
    failure(secret_file(tmp_path, content), {})


def test_the_source_in_words_names_no_argument() -> None:
    assert CommandSource(("pass", "show", "acme")).words == "command pass"
