"""What Textual would take from the environment is gone before it looks."""

import re
from pathlib import Path

import textual

from tui.terminal import disarm


def switches() -> set[str]:
    """Every variable of its own that the installed Textual reads."""
    folder = Path(textual.__file__).parent
    texts = (path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    return {name for text in texts for name in re.findall(r'"(TEXTUAL(?:_[A-Z_]+)?)"', text)}


def test_every_switch_of_textual_is_taken_out() -> None:
    read = switches()
    assert {"TEXTUAL_LOG", "TEXTUAL_DEBUG", "TEXTUAL_SCREENSHOT", "TEXTUAL_PRESS"} <= read
    assert {"TEXTUAL_DRIVER", "TEXTUAL_DEVTOOLS_PORT"} <= read
    environ = dict.fromkeys([*read, "COLUMNS", "LINES"], "1") | {"PATH": "/bin"}
    disarm(environ)
    assert environ == {"PATH": "/bin"}
