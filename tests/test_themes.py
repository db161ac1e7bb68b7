"""The themes by name, and what Textual's own lack."""

import pytest
from textual.theme import BUILTIN_THEMES

from tests.consoles import console, running, shown
from tests.fakes import FakeOrg, make_app
from tui.errors import ConfigError
from tui.presentation.theme_words import OWN, TEXTUALS
from tui.themes import CONSOLE, THEMES, defaults


def test_every_theme_has_a_name_and_words() -> None:
    assert [theme.name for theme in THEMES] == list(OWN)
    assert tuple(BUILTIN_THEMES) == TEXTUALS


@pytest.mark.parametrize("name", TEXTUALS)
def test_a_theme_of_textuals_gets_what_our_sheets_name(name: str) -> None:
    theme = BUILTIN_THEMES[name]
    has = theme.to_color_system().generate() | theme.variables | defaults(theme)
    assert CONSOLE.variables.keys() <= has.keys()


def test_our_own_need_nothing_beside_what_they_have() -> None:
    assert [defaults(theme) for theme in THEMES] == [{}] * len(THEMES)


@pytest.mark.parametrize("name", ["textual-light", "ansi-dark"])
async def test_the_console_begins_in_a_theme_of_textuals(name: str) -> None:
    app = console(FakeOrg([make_app(1, "Billing Sync")]), theme=name)
    async with running(app):
        assert "Billing Sync" in shown(app)
        assert app.current_theme.name == name


def test_a_theme_that_is_not_there_is_refused() -> None:
    with pytest.raises(ConfigError, match="nrod") as refused:
        console(FakeOrg(), theme="nrod")
    assert "console-light" in refused.value.hint
