"""Where files are kept, and that they are the user's alone whatever the umask."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.paths import (
    config_file,
    practice_database,
    private_folder,
    remembered_file,
    write_private,
)


@pytest.fixture(params=[0o000, 0o077], ids=["umask 000", "umask 077"])
def _umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("_umask")
def test_folder_and_file_are_the_users_alone(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "state.toml"
    write_private(path, b"x")
    assert (mode(path.parent), mode(path)) == (0o700, 0o600)


@pytest.mark.usefixtures("_umask")
def test_a_file_that_others_could_read_is_replaced_by_one_they_cannot(tmp_path: Path) -> None:
    path = tmp_path / "state" / "state.toml"
    path.parent.mkdir()
    path.touch()
    path.chmod(0o666)
    write_private(path, b"x")
    assert mode(path) == 0o600


@pytest.mark.usefixtures("_umask")
def test_a_folder_that_was_open_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.mkdir()
    folder.chmod(0o755)
    assert private_folder(folder) == folder
    assert mode(folder) == 0o700


def test_a_folder_that_is_closed_enough_keeps_its_mode(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.mkdir()
    folder.chmod(0o500)
    assert mode(private_folder(folder)) == 0o500


def test_the_content_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "state" / "state.toml"
    write_private(path, b"old and longer")
    write_private(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


def test_who_has_the_old_file_open_keeps_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "state.toml"
    write_private(path, b"old")
    with path.open("rb") as reader:
        write_private(path, b"new")
        assert reader.read() == b"old"


def test_a_failure_leaves_what_was_there_and_no_other_file(tmp_path: Path) -> None:
    path = tmp_path / "state" / "taken"
    path.mkdir(parents=True)
    (path / "inside").write_bytes(b"old")
    with pytest.raises(IsADirectoryError):
        write_private(path, b"new")
    assert (path / "inside").read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


def test_a_failure_to_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "state" / "state.toml"
    write_private(path, b"old")
    with pytest.raises(TypeError):
        write_private(path, "no bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_in_the_folders_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    with pytest.raises(FileExistsError):
        write_private(tmp_path / "state" / "state.toml", b"x")


def test_the_variable_names_the_configuration_file() -> None:
    assert config_file({"CONNECTED_APPS_CONFIG": "/etc/acme.toml"}) == Path("/etc/acme.toml")


@pytest.mark.parametrize("environ", [{}, {"CONNECTED_APPS_CONFIG": ""}])
def test_without_the_variable_it_is_the_platforms_place(environ: dict[str, str]) -> None:
    assert config_file(environ).parts[-2:] == ("connected-apps", "config.toml")


def test_data_and_state_are_kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert practice_database() == tmp_path / "data" / "connected-apps" / "practice.db"
    assert remembered_file() == tmp_path / "state" / "connected-apps" / "remembered.toml"
