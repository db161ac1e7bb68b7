"""The kept list's file: the user's alone, and nothing where it cannot be trusted."""

import os
import stat
from pathlib import Path

import pytest

from tests.fakes import kept_list, make_app
from tui import kept
from tui.kept.file import MOST_BYTES, is_trusted

KEPT = kept_list([make_app(1), make_app(2)])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A list that was kept."""
    found = tmp_path / "state" / "lists" / "one.jsonl"
    kept.keep(found, KEPT)
    return found


def test_it_is_the_users_alone_and_comes_back(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert kept.read(path) == KEPT


def test_another_list_takes_its_place_and_leaves_nothing_beside_it(path: Path) -> None:
    other = kept_list([make_app(7)])
    kept.keep(path, other)
    assert kept.read(path) == other
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_may_write_is_not_believed(path: Path, mode: int) -> None:
    path.chmod(mode)
    assert kept.read(path) is None


def test_a_link_is_not_followed(path: Path) -> None:
    link = path.with_name("link.jsonl")
    link.symlink_to(path)
    assert kept.read(link) is None


def test_a_pipe_is_not_waited_for(path: Path) -> None:
    pipe = path.with_name("pipe.jsonl")
    os.mkfifo(pipe, 0o600)
    assert kept.read(pipe) is None


def test_a_file_of_somebody_else_is_not_believed(path: Path) -> None:
    status = path.stat()
    assert is_trusted(status, me=status.st_uid)
    assert not is_trusted(status, me=status.st_uid + 1)


def test_an_absurdly_large_file_is_not_read(path: Path) -> None:
    os.truncate(path, MOST_BYTES + 1)  # with a hole: it takes no room
    assert kept.read(path) is None


def test_garbage_and_folders_and_nothing_are_nothing(path: Path) -> None:
    path.write_bytes(os.urandom(2000))
    assert kept.read(path) is None
    assert kept.read(path.parent) is None
    assert kept.read(path.with_name("missing")) is None


def test_a_place_that_cannot_be_written_costs_nothing_but_the_file(path: Path) -> None:
    kept.keep(path / "below a file", KEPT)
    assert kept.read(path) == KEPT


def test_what_is_removed_is_gone_and_may_be_gone_before(path: Path) -> None:
    kept.remove(path)
    kept.remove(path)
    assert kept.read(path) is None
