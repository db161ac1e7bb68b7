"""What the console remembers survives; what it cannot understand costs nothing."""

import stat
import tomllib
from pathlib import Path

import pytest

from tui.config.remembered import Remembered, load, save

ALL = Remembered("token", True, "acme", "light", hides_pane=True, walk_is_over=True)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "state" / "remembered.toml"
    save(path, ALL)
    assert load(path) == ALL


def test_what_is_as_it_was_at_first_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "remembered.toml"
    save(path, Remembered(sort_descending=True))
    assert tomllib.loads(path.read_text()) == {
        "v": 1,
        "sort_descending": True,
    }


def test_the_file_is_the_users_alone(tmp_path: Path) -> None:
    path = tmp_path / "state" / "remembered.toml"
    save(path, ALL)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"theme = ", b"\xff", b"a = " + b"[" * 5000])
def test_a_broken_file_gives_the_defaults(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "remembered.toml"
    path.write_bytes(content)
    assert load(path) == Remembered()


def test_a_missing_file_and_a_folder_give_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "gone.toml") == load(tmp_path) == Remembered()


def test_a_later_version_gives_what_can_be_understood(tmp_path: Path) -> None:
    path = tmp_path / "remembered.toml"
    path.write_text('v = 9\nsort_descending = true\nsort_column = 3\ncolumns = ["a"]\n')
    assert load(path) == Remembered(sort_descending=True)


def test_a_file_of_version_1_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "remembered.toml"
    path.write_text('v = 1\nsort_column = "token"\nsort_descending = true\n')
    assert load(path) == Remembered("token", True)


def test_a_folder_that_cannot_be_written_is_the_callers_to_judge(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    with pytest.raises(OSError, match="exists"):
        save(tmp_path / "state" / "remembered.toml", ALL)
