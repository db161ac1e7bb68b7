"""Keys of one's own, in a pseudo-terminal: everything that names a key names it, and it acts."""

from tests.e2e.conftest import Machine
from tests.e2e.test_journey import confirm

KEYS = """
[keys]
"apps.search" = "f"
"app.open" = ["enter", "l"]
"token.generate" = "ctrl+g"
"token.copy" = ["f6", "c"]
quit = "Q"
help = "ctrl+y"
refresh = []
"""
F6, CTRL_G, CTRL_Y = "\x1b[17~", "\x07", "\x19"


def test_a_journey_with_keys_of_ones_own(machine: Machine) -> None:
    name = machine.app_with("none")["name"]
    (machine.home / "config.toml").write_text(KEYS)
    with machine.console("--config", "config.toml") as terminal:
        terminal.wait("connected apps, read at")
        assert "f Search" in terminal.text
        assert "Q Quit" in terminal.text
        assert "ctrl+y Help" in terminal.text
        terminal.press(CTRL_G)
        terminal.wait("Open the app first (Enter).")
        terminal.press("f", *name)
        terminal.wait("1 of")
        terminal.press("enter", "l")
        terminal.wait("No token yet")
        terminal.press(F6)
        terminal.wait("generate one (ctrl+g)")
        terminal.press("g", CTRL_G)
        terminal.wait("Generate the initial access token")
        confirm(terminal, "enter", "A token exists")
        assert "F6 Copy" in terminal.text
        terminal.press(F6)
        terminal.wait("Token sent to the terminal clipboard")
        terminal.press(CTRL_Y)
        terminal.wait("Keys · on an app")
        confirm(terminal, "left", "Regenerate")
        terminal.press("q", "Q")
        assert terminal.wait_end() == 0
    assert machine.json("show", name)["token"] == "present"


def test_a_conflict_is_said_before_the_screen_is_taken(machine: Machine) -> None:
    (machine.home / "config.toml").write_text('[keys]\n"token.copy" = "r"\n')
    done = machine.run_whole("--config", "config.toml", "list")
    assert done.returncode == 3
    assert 'line 2: keys."token.copy" takes r, which is the key of token.reveal' in done.stderr
