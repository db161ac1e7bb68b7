"""The job of the Help article, by keys alone, on a machine where nothing is set up."""

import base64
import sqlite3
from contextlib import closing

from tests.e2e.conftest import Machine
from tests.e2e.terminal import Terminal


def confirm(terminal: Terminal, key: str, until: str) -> None:
    """Press a confirming key once the dialog takes keys; again where a slow machine was slower than that."""
    terminal.read_for(0.45)
    for _ in range(20):
        terminal.press(key)
        try:
            terminal.wait(until, seconds=0.7)
        except AssertionError:
            continue
        return
    raise AssertionError(f"{key} was never taken. On the screen:\n{terminal.text}")


def token_on(screen: str) -> str:
    """The revealed value, put together again where the screen wrapped it."""
    lines = [line.strip(" │┃") for line in screen.splitlines()]
    start = next(at for at, line in enumerate(lines) if "hides itself" in line)
    end = next(at for at, line in enumerate(lines) if line.startswith("Generated"))
    return "".join(lines[start + 1 : end])


def open_app(terminal: Terminal, name: str) -> None:
    terminal.wait("connected apps, read at")
    terminal.press("/")
    terminal.press(*name)
    terminal.wait(lambda text: f"/ {name}" in text)
    terminal.press("enter", "enter")
    terminal.wait(f"› {name}")


def test_search_open_generate_reveal_copy_regenerate_quit(machine: Machine) -> None:
    name = machine.app_with("none")["name"]
    with machine.console() as terminal:
        open_app(terminal, name)
        terminal.wait("No token yet")
        terminal.press("g")
        terminal.wait("Generate the initial access token")
        confirm(terminal, "enter", "A token exists")
        first = machine.reveal(name)
        terminal.press("r")
        assert token_on(terminal.wait("Revealed.")) == first

        terminal.press("c")
        terminal.wait("Token sent to the terminal clipboard")
        assert f"\x1b]52;c;{base64.b64encode(first.encode()).decode()}\x07".encode() in terminal.raw

        terminal.press("g")
        terminal.wait("no undo")
        confirm(terminal, "y", "the old token is dead")
        second = machine.reveal(name)
        assert second != first
        terminal.press("r")
        assert token_on(terminal.wait("Revealed.")) == second

        terminal.press("q")
        assert terminal.wait_end() == 0
        terminal.check_left(second)
        assert b"\x1b]52;c;IA==\x07" in terminal.raw  # the clipboard was overwritten on leaving
    assert machine.json("show", name)["token"] == "present"


def test_keys_that_arrive_in_one_burst_act_one_after_the_other(machine: Machine) -> None:
    with machine.console() as terminal:
        terminal.wait("connected apps, read at")
        terminal.press("/fleet track\r\r")
        terminal.wait("› Fleet Tracking")
        terminal.press("\x1b[D" + "\x1b[B" * 3 + "\r")
        terminal.wait("›")


def test_the_state_survives_and_the_table_says_it(machine: Machine) -> None:
    name = machine.app_with("none")["name"]
    machine.run("token", "generate", name)
    with machine.console() as terminal:
        terminal.wait("connected apps, read at")
        terminal.press("/")
        terminal.press(*name)
        assert "● just now" in terminal.wait(lambda text: "1 of" in text or "2 of" in text)


def test_without_a_terminal_it_says_so_and_waits_for_nothing(machine: Machine) -> None:
    done = machine.run_whole()
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr


def test_read_only_refuses_in_the_console(machine: Machine) -> None:
    name = machine.app_with("none")["name"]
    with machine.console("--read-only") as terminal:
        open_app(terminal, name)
        terminal.wait("No token yet")
        terminal.press("g")
        terminal.wait("started with --read-only")
    assert machine.json("show", name)["token"] == "none"


def test_a_user_without_the_permission_is_told_at_once(machine: Machine) -> None:
    config = machine.home / "config.toml"
    config.write_text('default_org = "s"\n[orgs.s]\nkind = "practice"\nuser = "support"\n')
    config.chmod(0o600)
    with machine.console("--config", str(config)) as terminal:
        terminal.wait("lacks the permission Manage Connected Apps")
        terminal.press("enter")
        terminal.wait("›")
        terminal.press("g")
        terminal.wait("lacks the permission")


def test_the_mouse_opens_an_app(machine: Machine) -> None:
    with machine.console() as terminal:
        terminal.wait("connected apps, read at")
        for _ in range(2):
            terminal.press("\x1b[<0;5;6M", "\x1b[<0;5;6m")
        terminal.wait("›")


def test_over_ssh_the_mouse_stays_the_terminals(machine: Machine) -> None:
    with machine.console(SSH_CONNECTION="1 2 3 4") as terminal:
        terminal.wait("connected apps, read at")
        assert b"\x1b[?1003h" not in terminal.raw


def test_a_newer_practice_org_is_refused_in_words(machine: Machine) -> None:
    machine.database.parent.mkdir(parents=True)
    with closing(sqlite3.connect(machine.database)) as database:
        database.execute("PRAGMA user_version = 999")
    done = machine.run_whole("list")
    assert done.returncode == 3
    assert "newer version" in done.stderr
    with machine.console() as terminal:
        terminal.wait("newer version")
