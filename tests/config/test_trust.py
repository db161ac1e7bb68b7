"""A file that names a command is believed only where nobody else could have written it."""

import os
from pathlib import Path

import pytest

from tests.config.conftest import Write
from tests.config.test_load import SERVED, refused
from tui.config.load import load
from tui.config.trust import refuse
from tui.errors import ConfigError

COMMAND = SERVED.replace('{ env = "SESSION" }', '{ command = ["session"] }')


def test_0644_in_0755_is_believed(write: Write) -> None:
    assert "rehearsal" in load(write(COMMAND), {}).orgs


@pytest.mark.parametrize("mode", [0o664, 0o646, 0o666])
def test_a_file_that_others_may_write_is_refused(write: Write, mode: int) -> None:
    path = write(COMMAND)
    path.chmod(mode)
    error = refused(path)
    assert error.what.startswith(f"Others may write to the file {path},")
    assert error.hint == f"Run: chmod go-w {path}"


@pytest.mark.parametrize("mode", [0o775, 0o757, 0o1777])
def test_a_folder_that_others_may_write_is_refused(write: Write, mode: int) -> None:
    path = write(COMMAND)
    path.parent.chmod(mode)
    error = refused(path)
    assert error.what.startswith(f"Others may write to the folder {path.parent},")
    assert error.hint == f"Run: chmod go-w {path.parent}"


def test_without_a_command_others_may_write(write: Write) -> None:
    path = write(SERVED)
    path.chmod(0o666)
    path.parent.chmod(0o777)
    assert "rehearsal" in load(path, {}).orgs


def test_a_link_is_judged_by_the_file_it_leads_to(write: Write, tmp_path: Path) -> None:
    path = write(COMMAND)
    path.chmod(0o666)
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    assert f"the file {path}" in refused(link).what


def test_a_link_in_a_folder_that_others_may_write_is_refused(write: Write, tmp_path: Path) -> None:
    folder = tmp_path / "open to all"
    folder.mkdir()
    folder.chmod(0o777)
    link = folder / "link.toml"
    link.symlink_to(write(COMMAND))
    error = refused(link)
    assert f"the folder {folder}" in error.what
    assert error.hint == f"Run: chmod go-w '{folder}'"


def test_a_file_of_someone_else_is_refused(write: Write) -> None:
    path = write(COMMAND)
    theirs = _status_of_owner(path, 4711)
    with pytest.raises(ConfigError) as caught:
        refuse(path, "file", theirs, me=1000)
    assert "belongs to someone else" in caught.value.what
    assert caught.value.hint == f"Run: sudo chown 1000 {path}"


@pytest.mark.parametrize("owner", [0, 1000])
def test_a_file_of_roots_or_ones_own_is_believed(write: Write, owner: int) -> None:
    path = write(COMMAND)
    refuse(path, "file", _status_of_owner(path, owner), me=1000)
    with pytest.raises(ConfigError):
        refuse(path, "file", _status_of_owner(path, 1001), me=1000)


def _status_of_owner(path: Path, owner: int) -> os.stat_result:
    """The real status with another owner, which only root could give a file."""
    values = list(path.stat())
    values[4] = owner
    return os.stat_result(values)


def test_a_folder_higher_up_that_others_may_write_is_refused(write: Write) -> None:
    path = write(COMMAND)
    path.parent.parent.chmod(0o777)
    assert f"the folder {path.parent.parent}," in refused(path).what


def test_a_sticky_folder_higher_up_is_believed(write: Write) -> None:
    path = write(COMMAND)
    path.parent.parent.chmod(0o1777)
    assert "rehearsal" in load(path, {}).orgs


def test_a_link_in_the_middle_of_the_way_is_followed(write: Write, tmp_path: Path) -> None:
    path = write(COMMAND)
    between = tmp_path / "between"
    between.mkdir()
    (between / "linked").symlink_to(path.parent)
    outer = tmp_path / "outer"
    outer.symlink_to("between")
    assert "rehearsal" in load(outer / "linked" / path.name, {}).orgs
    between.chmod(0o777)
    assert f"the folder {between}," in refused(outer / "linked" / path.name).what
