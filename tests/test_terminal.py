"""What Textual would take from the environment is gone before it looks."""

import io
import re
from pathlib import Path

import pytest
import textual
from rich.console import Console

from tui.terminal import disarm, has_16_colours, is_colourless


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


@pytest.mark.parametrize("colorterm", ["", "truecolor", "24bit", "yes"])
@pytest.mark.parametrize("term", ["xterm", "linux", "screen-256color", "xterm-kitty", "vt100", ""])
def test_a_terminal_has_the_colours_that_are_sent_to_it(term: str, colorterm: str) -> None:
    environ = {"TERM": term, "COLORTERM": colorterm}
    console = Console(file=io.StringIO(), force_terminal=True, _environ=environ)
    assert has_16_colours(environ) is (console.color_system == "standard")


def test_an_empty_no_color_says_nothing() -> None:
    environ = {"NO_COLOR": ""}
    disarm(environ)
    assert environ == {}
    assert is_colourless({"NO_COLOR": "1"})
    assert not is_colourless(environ)
