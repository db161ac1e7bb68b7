"""Every exit code that this version can end with, by the case that leads to it; a refusal prints nothing as data."""

import re
import signal
import socket
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.cli.served_org import ServedOrg
from tests.e2e.terminal import COMMAND, environment
from tui.domain.secret import Secret
from tui.exit_codes import ExitCode

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_documented_codes_are_those_of_the_program() -> None:
    rows = re.findall(r"^\| *(\d+) *\|", (DOCS / "exit-codes.md").read_text(), re.MULTILINE)
    assert [int(row) for row in rows] == [code.value for code in ExitCode]


WRONG = [
    ["nonsense"],
    ["list", "--nonsense"],
    ["show"],
    ["token"],
    ["token", "copy", "App", "--as", "qr"],
    ["practice-org", "seed"],
    ["practice-org", "seed", "--apps", "0"],
    ["practice-org", "serve", "--port", "65536"],
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_2_for_words_it_does_not_know(cli: CommandLine, words: list[str]) -> None:
    said = cli(*words, code=2)
    assert said.out == ""
    assert said.err.startswith("usage: connected-apps")


def test_2_for_the_console_without_a_terminal(cli: CommandLine) -> None:
    assert "needs a terminal" in cli(code=2).err


def test_2_for_an_org_that_is_not_configured(cli: CommandLine) -> None:
    assert "main, support" in cli("list", org="other", code=2).err


def test_2_where_nobody_can_be_asked(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("Asked for", token="the-old-one")
    assert "--yes" in cli("token", "regenerate", app_id, code=2).err
    assert "--yes" in cli("practice-org", "reset", code=2).err
    assert org.token(app_id) == "the-old-one"


def test_2_for_another_name_beside_yes(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("Its own name", token="the-old-one")
    said = cli("token", "regenerate", app_id, "--yes", "--name", "Another name", code=2)
    assert "“Its own name”" in said.err
    assert org.token(app_id) == "the-old-one"


@pytest.mark.parametrize(
    "words",
    [["show"], ["token", "generate"], ["token", "regenerate", "--yes"], ["token", "reveal"]],
    ids=" ".join,
)
def test_2_for_a_name_that_several_apps_bear(
    cli: CommandLine, org: ServedOrg, words: list[str]
) -> None:
    name = f"Twins of {words}"
    twins = [org.new_app(name), org.new_app(name)]
    said = cli(*words, name, code=2)
    assert said.out == ""
    assert all(app_id in said.err for app_id in twins)
    assert [org.token(app_id) for app_id in twins] == ["", ""]


@pytest.mark.parametrize("how", ["option", "configuration"])
def test_2_for_read_only(cli: CommandLine, org: ServedOrg, how: str) -> None:
    app_id = org.new_app(f"Read only by {how}")
    option = ("--read-only",) if how == "option" else ()
    name = "main" if how == "option" else "locked"
    assert "Refused" in cli(*option, "token", "generate", app_id, org=name, code=2).err
    org.put_token(app_id, "stays")
    cli(*option, "token", "regenerate", app_id, "--yes", org=name, code=2)
    assert cli(*option, "token", "reveal", app_id, org=name).out == "stays\n"


def test_2_where_tokens_are_never_shown(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("Never shown", token="never-shown")
    said = cli("token", "reveal", app_id, org="secretive", code=2)
    assert said.out == ""


def test_3_for_a_wrong_configuration(cli: CommandLine) -> None:
    cli.config.write_text(cli.config.read_text() + "\ncolour = 1\n")
    said = cli("list", code=3)
    assert said.out == ""
    assert "config.toml" in said.err


def test_3_for_a_secret_that_is_not_there(cli: CommandLine) -> None:
    cli.config.with_name("session-of-main").unlink()
    assert "cannot be read" in cli("list", code=3).err


def test_3_for_a_practice_org_of_a_newer_version(cli: CommandLine, folders: Path) -> None:
    database = folders / "data" / "connected-apps" / "practice.db"
    database.parent.mkdir(parents=True)
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    assert "newer version" in cli("practice-org", "session", code=3).err


def test_4_for_a_session_that_is_over(cli: CommandLine) -> None:
    for words in (["list"], ["token", "reveal", "Fleet Tracking"]):
        said = cli(*words, org="expired", code=4)
        assert said.out == ""


def test_5_without_the_permission(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("Not for support", token="not-for-support")
    assert cli("list", "--json", org="support").document
    for words in (["show", app_id], ["token", "reveal", app_id], ["token", "generate", app_id]):
        said = cli(*words, org="support", code=5)
        assert said.out == ""
        assert "Manage Connected Apps" in said.err


def test_6_for_an_app_that_does_not_exist(cli: CommandLine) -> None:
    assert "“Fleet Tracking”" in cli("show", "Flet Tracking", code=6).err
    for words in (["show", "0H4Qy0000000000"], ["token", "reveal", "0H4Qy0000000000"]):
        assert "no connected app" in cli(*words, code=6).err


def test_6_for_an_app_without_a_token(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("Without a token")
    for words in (["reveal", app_id], ["copy", app_id], ["regenerate", app_id, "--yes"]):
        said = cli("token", *words, code=6)
        assert said.out == ""
    assert org.token(app_id) == ""


def test_7_for_generate_when_a_token_exists(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("Has one", token="the-one")
    said = cli("token", "generate", app_id, code=7)
    assert said.out == ""
    assert org.token(app_id) == "the-one"


def test_7_when_someone_else_was_quicker(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("Contended", token="the-one-that-was-looked-at")

    def someone_else(method: str, address: str) -> None:
        if "Organization" in address:  # asked between the look and the press
            org.put_token(app_id, "someone-elses")

    org.face.before = someone_else
    cli("token", "regenerate", app_id, "--yes", code=7)
    assert org.token(app_id) == "someone-elses"


def test_8_for_an_org_that_is_not_there(cli: CommandLine) -> None:
    said = cli("list", "--json", org="offline", code=8)
    assert said.out == ""
    assert "127.0.0.1" in said.err


def test_8_for_an_app_whose_page_has_no_button(cli: CommandLine) -> None:
    assert (
        "Nothing was changed." in cli("token", "generate", "Ledgerline Accounting Sync", code=8).err
    )


def test_9_when_the_answer_to_a_press_is_lost(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("Lost", token="the-old-one")
    org.face.dies_at_post = True
    said = cli("token", "regenerate", app_id, "--yes", code=9)
    assert said.out == ""
    assert org.token(app_id) != "the-old-one"  # it happened, and nobody could tell


def test_0_when_the_answer_is_lost_and_the_look_up_proves_it(
    cli: CommandLine, org: ServedOrg
) -> None:
    app_id = org.new_app("Lost and found", token="the-old-one")
    org.face.loses_posts = True
    made = cli("token", "regenerate", app_id, "--yes", "--json").document
    assert made["fingerprint"] == Secret(org.token(app_id)).fingerprint
    assert org.token(app_id) != "the-old-one"


def test_8_when_the_look_up_proves_that_nothing_happened(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("Never arrived", token="the-old-one")
    org.face.drops_posts = True
    said = cli("token", "regenerate", app_id, "--yes", code=8)
    assert said.out == ""
    assert org.token(app_id) == "the-old-one"


def test_11_where_there_is_no_clipboard(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("To copy", token="not-to-be-copied")
    said = cli("token", "copy", app_id, code=11)
    assert said.out == ""
    assert "clipboard" in said.err


def test_13_when_the_intent_cannot_be_recorded(
    cli: CommandLine, org: ServedOrg, folders: Path
) -> None:
    app_id = org.new_app("Not recorded", token="the-old-one")
    (folders / "state").write_text("no folder")
    said = cli("token", "regenerate", app_id, "--yes", code=13)
    assert "journal" in said.err
    assert org.token(app_id) == "the-old-one"


def test_130_when_it_is_interrupted(folders: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        config = folders / "config.toml"
        config.write_text(
            f'default_org = "o"\n[orgs.o]\nkind = "salesforce"\ninstance_url = "{url}"\n'
            'access_token_from = { env = "S" }\ntokens = "setup-page"\n'
        )
        config.chmod(0o600)
        command = [str(COMMAND), "--config", str(config), "list"]
        with subprocess.Popen(
            command, env=environment(folders, S="x"), stderr=subprocess.PIPE, text=True
        ) as process:
            connection, _ = silent.accept()
            with connection:
                connection.recv(1)
                process.send_signal(signal.SIGINT)
                _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (130, "")
