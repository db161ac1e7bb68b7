"""A configuration file in a folder of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a configuration file, mode 0644 in a folder of mode 0755, and returns its path."""
    folder = tmp_path / "configuration"
    folder.mkdir(mode=0o755)

    def write_it(text: str) -> Path:
        path = folder / "config.toml"
        path.write_text(text, encoding="utf-8")
        path.chmod(0o644)
        return path

    return write_it
