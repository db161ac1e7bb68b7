"""Whatever fails before a write is a failed preflight, and tells no value."""

import pytest

from tests.targets.errands import TOKEN
from tui.errors import ConfigError, PreflightError
from tui.targets.opening import preflight


def test_an_error_of_the_configuration_keeps_its_words() -> None:
    with pytest.raises(PreflightError) as caught, preflight():
        raise ConfigError("The agent is locked.", hint="Unlock it.")
    assert (caught.value.what, caught.value.hint) == ("The agent is locked.", "Unlock it.")


def test_what_nobody_foresaw_is_a_failed_preflight_without_its_text() -> None:
    with pytest.raises(PreflightError) as caught, preflight():
        raise RecursionError(TOKEN.expose())
    assert "RecursionError" in caught.value.what
    assert TOKEN.expose() not in f"{caught.value.what} {caught.value.hint}"
    assert caught.value.__cause__ is None
