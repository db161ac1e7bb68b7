"""`practice-org` and `config`: always the local database, whatever the configuration says."""

import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tui.practice.sessions import find_session
from tui.practice.store import Store


@pytest.fixture
def database(folders: Path) -> Path:
    return folders / "data" / "connected-apps" / "practice.db"


def count(database: Path) -> int:
    connection = sqlite3.connect(database)
    try:
        return int(connection.execute("SELECT count(*) FROM apps").fetchone()[0])
    finally:
        connection.close()


def test_seed_fills_up_to_a_number(cli: CommandLine, database: Path) -> None:
    said = cli("practice-org", "seed", "--apps", "100")
    assert (count(database), said.out) == (100, "")
    assert "58 connected apps added" in said.err
    assert cli("practice-org", "seed", "--apps", "100").err.startswith("0 connected apps added")


def test_session_prints_a_session_id_alone(cli: CommandLine, database: Path) -> None:
    said = cli("practice-org", "session", org="offline")
    assert said.err == ""
    with Store.open(database) as store, store.read() as connection:
        session = find_session(connection, said.out.removesuffix("\n"), at=store.clock())
    assert session is not None
    assert session.user.login == "admin"


def test_session_of_another_user(cli: CommandLine, database: Path) -> None:
    session_id = cli("practice-org", "session", "--user", "support").out.strip()
    with Store.open(database) as store, store.read() as connection:
        session = find_session(connection, session_id, at=store.clock())
    assert session is not None
    assert session.user.login == "support"


def test_a_user_that_is_not_there(cli: CommandLine) -> None:
    said = cli("practice-org", "session", "--user", "root", code=3)
    assert said.out == ""
    assert "admin" in said.err


def test_reset_puts_the_org_back(cli: CommandLine, database: Path) -> None:
    cli("practice-org", "seed", "--apps", "60")
    said = cli("practice-org", "reset", "--yes")
    assert (count(database), said.out) == (42, "")


def test_reset_refuses_while_someone_uses_the_org(cli: CommandLine, database: Path) -> None:
    cli("practice-org", "seed", "--apps", "60")
    with Store.open(database):  # as a console's child process and a served org hold it
        said = cli("practice-org", "reset", "--yes", code=3)
    assert "in use" in said.err
    assert count(database) == 60


def test_serve_on_a_port_that_is_taken(cli: CommandLine) -> None:
    port = cli.config.read_text().partition("127.0.0.1:")[2].partition('"')[0]
    said = cli("practice-org", "serve", "--port", port, code=3)
    assert f"port {port}" in said.err


def test_serve_with_a_face_that_is_not_there(cli: CommandLine) -> None:
    said = cli("practice-org", "serve", "--port", "0", "--face", "smiling", code=2)
    assert "step-up" in said.err


def test_config_path_and_check(cli: CommandLine) -> None:
    assert cli("config", "path").out == f"{cli.config}\n"
    assert "main, support, expired" in cli("config", "check").out


def test_config_check_reads_no_secret(cli: CommandLine) -> None:
    cli.config.with_name("session-of-main").unlink()
    assert "is right" in cli("config", "check").out


def test_config_check_does_not_send_one_to_itself(cli: CommandLine) -> None:
    cli.config.write_text("mouse = 3\n")
    assert "Correct it and check again." in cli("config", "check", code=3).err
    assert "connected-apps config check says" in cli("orgs", code=3).err


def test_config_check_of_a_wrong_file_names_the_line(cli: CommandLine) -> None:
    lines = cli.config.read_text().replace("read_only = true", "read_olny = true")
    cli.config.write_text(lines)
    number = lines[: lines.index("read_olny")].count("\n") + 1
    said = cli("config", "check", code=3)
    assert f"config.toml, line {number}:" in said.err
    assert "read_only" in said.err
