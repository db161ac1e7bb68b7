"""Commands in a terminal: questions, the countdown of a copy, warnings."""

import base64
import re

import pytest

from tests.e2e.conftest import Machine, Served, machine, served
from tests.e2e.terminal import Terminal

__all__ = ["machine", "served"]

APP = "Fleet Tracking"
CLEARED = b"\x1b]52;c;IA==\x07"
"""A space, which takes a token off the terminal's clipboard."""


def on_clipboard(value: str) -> bytes:
    return f"\x1b]52;c;{base64.b64encode(value.encode()).decode()}\x07".encode()


def test_copy_counts_down_and_ctrl_c_clears_now(machine: Machine) -> None:
    with machine.console("token", "copy", APP) as terminal:
        terminal.wait("ctrl+c clears it now")
        terminal.wait(" 45 s")
        copied = on_clipboard(machine.reveal(APP))
        assert copied in terminal.raw
        assert CLEARED not in terminal.raw
        terminal.press("\x03")
        assert terminal.wait_end() == 0
        assert terminal.raw.index(copied) < terminal.raw.index(CLEARED)
        assert "Clipboard overwritten with a space" in terminal.text
        assert machine.reveal(APP) not in terminal.text


def test_a_copy_is_cleared_when_its_time_is_over(machine: Machine) -> None:
    config = machine.home / "config.toml"
    config.write_text("clipboard_seconds = 1\n")
    config.chmod(0o600)
    with machine.console("--config", str(config), "token", "copy", APP) as terminal:
        assert terminal.wait_end() == 0
        assert terminal.raw.index(on_clipboard(machine.reveal(APP))) < terminal.raw.index(CLEARED)


def test_copy_as_header_without_clearing(machine: Machine) -> None:
    with machine.console("token", "copy", APP, "--as", "header", "--no-clear") as terminal:
        assert terminal.wait_end() == 0
        assert on_clipboard(f"Bearer {machine.reveal(APP)}") in terminal.raw
        assert CLEARED not in terminal.raw


def test_reveal_on_a_terminal_warns(machine: Machine) -> None:
    with machine.console("token", "reveal", APP) as terminal:
        assert terminal.wait_end() == 0
        assert "scrollback" in terminal.text
        assert terminal.raw.endswith(machine.reveal(APP).encode() + b"\r\n")


def asked(terminal: Terminal, question: str, *answer: str) -> int:
    terminal.wait(question)
    terminal.press(*answer)
    return terminal.wait_end()


def test_regenerate_asks(machine: Machine) -> None:
    before = machine.reveal(APP)
    with machine.console("token", "regenerate", APP) as terminal:
        assert asked(terminal, "Regenerate? [y/N]", "y", "enter") == 0
        assert re.search(r"Generated +\d weeks ago by Hana Okafor", terminal.text)
        assert "no undo" in terminal.text
    assert machine.reveal(APP) != before


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param("\r", 2, id="Enter"),
        pytest.param("Y\r", 2, id="Y", marks=pytest.mark.soak),
        pytest.param("yes\r", 2, id="yes"),
        pytest.param("\x04", 2, id="ctrl+d", marks=pytest.mark.soak),
        pytest.param("\x03", 130, id="ctrl+c"),
    ],
)
def test_whatever_is_not_y_changes_nothing(machine: Machine, answer: str, code: int) -> None:
    before = machine.reveal(APP)
    with machine.console("token", "regenerate", APP) as terminal:
        assert asked(terminal, "Regenerate? [y/N]", answer) == code
        assert "Traceback" not in terminal.text
    assert machine.reveal(APP) == before


def test_reset_asks(machine: Machine) -> None:
    before = machine.reveal(APP)
    with machine.console("practice-org", "reset") as terminal:
        assert asked(terminal, "[y/N]", "n", "enter") == 2
    assert machine.reveal(APP) == before
    with machine.console("practice-org", "reset") as terminal:
        assert asked(terminal, "[y/N]", "y", "enter") == 0
    assert machine.reveal(APP) != before


def test_reset_refuses_while_the_org_is_served(machine: Machine, served: Served) -> None:
    assert "in use" in machine.run_whole("practice-org", "reset", "--yes").stderr


def test_reset_refuses_while_a_console_is_open(machine: Machine) -> None:
    with machine.console() as terminal:
        terminal.wait("connected apps, read at")
        done = machine.run_whole("practice-org", "reset", "--yes")
        assert (done.returncode, done.stdout) == (3, "")
        assert "in use" in done.stderr


def test_a_terminal_that_cannot_place_the_cursor(machine: Machine) -> None:
    with machine.console(TERM="dumb", size=(160, 24)) as terminal:
        assert terminal.wait_end() == 2
        assert "TERM is empty or dumb" in terminal.text


ASKS = (
    "printf 'Passphrase:' >/dev/tty && read -r word </dev/tty "
    "&& exec connected-apps practice-org session"
)


def asking_org(machine: Machine, served: Served) -> list[str]:
    config = machine.home / "asking.toml"
    config.write_text(f"""
default_org = "rehearsal"
[orgs.rehearsal]
kind = "salesforce"
instance_url = "{served.url}"
access_token_from = {{ command = ["sh", "-c", "{ASKS}"] }}
tokens = "setup-page"
""")
    config.chmod(0o600)
    return ["--config", str(config)]


def test_a_command_that_asks_does_so_before_the_screen_is_taken(
    machine: Machine, served: Served
) -> None:
    with machine.console(*asking_org(machine, served)) as terminal:
        terminal.wait("Passphrase:")
        assert b"\x1b[?1049h" not in terminal.raw
        terminal.press("open sesame", "enter")
        terminal.wait("connected apps, read at")
        terminal.press("q")
        assert terminal.wait_end() == 0


def test_a_command_may_ask_on_the_command_line_too(machine: Machine, served: Served) -> None:
    with machine.console(*asking_org(machine, served), "list", "--search", APP) as terminal:
        assert asked(terminal, "Passphrase:", "open sesame", "enter") == 0
        assert APP in terminal.text


def test_where_nobody_can_be_asked_it_gets_no_terminal(machine: Machine, served: Served) -> None:
    done = machine.run_whole(*asking_org(machine, served), "list")
    assert (done.returncode, done.stdout) == (3, "")
    assert "the command sh ended with status" in done.stderr
