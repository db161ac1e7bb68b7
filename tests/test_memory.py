"""What stays from one session of the console to the next."""

from pathlib import Path

from tui.config.model import Config
from tui.domain.five_steps import FiveSteps
from tui.memory import FirstTheme, Memory
from tui.presentation.theme_words import BY_CONFIGURATION, BY_TERMINAL


def test_the_rehearsal_is_offered_until_it_is_over_and_again_when_asked() -> None:
    assert Memory().steps() == FiveSteps()
    Memory().remember_walk(True)
    assert Memory().steps() is None
    Memory().remember_walk(False)
    assert Memory().steps() == FiveSteps()


def test_a_hidden_pane_stays_hidden() -> None:
    assert not Memory().hides_pane
    Memory().remember_pane(True)
    assert Memory().hides_pane


def test_one_thing_that_is_kept_leaves_the_others() -> None:
    memory = Memory()
    memory.remember_pane(True)
    memory.remember_walk(True)
    assert Memory().hides_pane


def test_a_state_folder_that_cannot_be_written_costs_nothing(folders: Path) -> None:
    (folders / "state").write_text("a file")
    memory = Memory()
    memory.remember_walk(True)
    assert memory.steps() is None


def test_what_another_console_has_kept_stays() -> None:
    one, other = Memory(), Memory()
    one.keep_theme(FirstTheme("console"), "console-light")
    other.remember_pane(True)
    assert Memory().theme(Config(), few_colours=False) == FirstTheme("console-light")
    assert Memory().hides_pane


def test_a_theme_that_could_not_be_kept_is_not_promised(folders: Path) -> None:
    (folders / "state").write_text("a file")
    words = Memory().keep_theme(FirstTheme("console"), "console-light")
    assert "cannot be written" in words
    assert "from now on" not in words


def test_a_theme_that_was_kept_is_worn_again() -> None:
    assert Memory().theme(Config(), few_colours=False) == FirstTheme("console")
    first = Memory().theme(Config(), few_colours=False)
    assert Memory().keep_theme(first, "console-light") == "console-light from now on."
    assert Memory().theme(Config(), few_colours=False) == FirstTheme("console-light")


def test_what_the_configuration_sets_outranks_what_was_kept() -> None:
    configured = Config(theme="nord")
    first = Memory().theme(configured, few_colours=True)
    assert first == FirstTheme("nord", BY_CONFIGURATION)
    assert "until you leave the console" in Memory().keep_theme(first, "console-light")
    assert Memory().theme(Config(), few_colours=False) == FirstTheme("console")


def test_a_terminal_of_16_colours_is_given_its_own() -> None:
    memory = Memory()
    memory.keep_theme(FirstTheme("console"), "console-light")
    assert memory.theme(Config(), few_colours=True) == FirstTheme("console-ansi", BY_TERMINAL)


def test_a_kept_theme_that_is_there_no_more_is_forgotten() -> None:
    memory = Memory()
    memory.keep_theme(FirstTheme("console"), "of a later version")
    assert Memory().theme(Config(), few_colours=False) == FirstTheme("console")
