"""Terminals without UTF-8: ASCII signs in full screen and on the command line, and a keyboard that survives noise."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import Machine
from tests.e2e.terminal import Terminal

LATIN_1 = "en_US.ISO-8859-1"
NAME = "café-crème Réservations"


@pytest.fixture(scope="module")
def latin_1(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of an ISO-8859-1 locale, made for the occasion."""
    localedef = shutil.which("localedef")
    folder = tmp_path_factory.mktemp("locales")
    words = ["-f", "ISO-8859-1", "-i", "en_US", str(folder / LATIN_1)]
    if localedef is None or subprocess.run([localedef, *words], check=False).returncode > 1:
        pytest.skip("localedef cannot make an ISO-8859-1 locale here")
    return {"LC_ALL": LATIN_1, "LOCPATH": str(folder)}


def walk(terminal: Terminal) -> None:
    """Table, search, help, palette, app, question."""
    terminal.wait("connected apps, read at")
    terminal.press("?")
    terminal.wait("This table")
    while "This table" in terminal.text:  # it takes no key in its first moments
        terminal.press("left")
        terminal.read_for(0.1)
    terminal.press("\x10")
    terminal.wait("Find an act")
    terminal.press("\x1b")
    terminal.wait(lambda text: "Find an act" not in text)
    terminal.press("/price\r\r")
    terminal.wait("No token yet")
    terminal.press("g")
    terminal.wait("Generate the initial access token")


@pytest.mark.parametrize("locale", ["C", pytest.param("POSIX", marks=pytest.mark.soak)])
def test_the_console_is_ascii_to_the_last_byte(machine: Machine, locale: str) -> None:
    with machine.console(LC_ALL=locale) as terminal:
        terminal.wait("connected apps, read at")
        assert "* 2 days ago" in terminal.text
        assert re.search(r"0H4\w{15} caf<U", terminal.text)
        assert len(set(terminal.columns("* 2 "))) == 1
        walk(terminal)
        assert terminal.raw.isascii()


def test_what_the_encoding_holds_is_shown_and_typed(
    machine: Machine, latin_1: dict[str, str]
) -> None:
    machine.environ |= latin_1
    with machine.console() as terminal:
        terminal.speaks("iso8859-1")
        terminal.wait("connected apps, read at")
        assert NAME in terminal.text
        assert "· unknown" in terminal.text
        assert "* 2 days ago" in terminal.text
        os.write(terminal._fd, b"/caf\xe9-")
        terminal.wait("1 of 42")
        assert "/ café-" in terminal.text


@pytest.mark.parametrize("locale", [pytest.param("C", marks=pytest.mark.soak), "C.UTF-8"])
def test_noise_on_the_line_leaves_the_keyboard_alive(machine: Machine, locale: str) -> None:
    with machine.console(LC_ALL=locale) as terminal:
        terminal.wait("connected apps, read at")
        os.write(terminal._fd, b"\xe9\xff\x80")
        terminal.press("/price")
        terminal.wait("1 of 42")


def test_a_terminal_that_lies_is_configured(machine: Machine) -> None:
    config = machine.home / "config.toml"
    for says, locale, sign in (("true", "C.UTF-8", "* 2 days"), ("false", "C", "● 2 days")):
        config.write_text(f"ascii = {says}\n")
        config.chmod(0o600)
        with machine.console("--config", str(config), LC_ALL=locale) as terminal:
            terminal.wait(sign)
        out = machine.run("--config", str(config), "list", LC_ALL=locale)
        assert sign in out


@pytest.mark.parametrize("words", [("list",), ("journal",), ("orgs",), ("targets",), ("--help",)])
def test_commands_print_ascii(machine: Machine, words: tuple[str, ...]) -> None:
    done = machine.run_whole(*words, LC_ALL="C")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert done.stdout.isascii()
    assert done.stderr.isascii()


def test_columns_line_up_where_letters_are_named(machine: Machine) -> None:
    out = machine.run("list", LC_ALL="C")
    assert "caf<U+00E9>-cr<U+00E8>me R<U+00E9>servations" in out
    lines = out.splitlines()
    assert {line.index("0H4") for line in lines[1:]} == {lines[0].index("Id")}


def test_json_is_whole_in_every_locale(machine: Machine) -> None:
    out = machine.run("list", "--json", LC_ALL="C")
    assert out.isascii()
    assert NAME in {app["name"] for app in json.loads(out)}


def test_the_latin_command_line_prints_its_letters(
    machine: Machine, latin_1: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with out.open("wb") as file:
        environ = machine.environ | latin_1
        subprocess.run(["connected-apps", "list"], env=environ, stdout=file, check=True)
    machine.environ |= latin_1
    text = out.read_bytes().decode("iso8859-1")
    assert NAME in text
    assert re.search(r"\* \d+ \w+ ago", text)
    assert json.loads(machine.run("list", "--json"))
