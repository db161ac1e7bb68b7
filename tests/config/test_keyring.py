"""A secret from the system's keyring, with a keyring in memory."""

import sys
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked

from tui.config.secret_source import KeyringSource
from tui.domain.secret import Secret
from tui.errors import ConfigError

WHERE = "/etc/config.toml, line 5: orgs.acme.access_token_from"
SOURCE = KeyringSource("acme-session", "ada", WHERE)


class FakeKeyring(KeyringBackend):
    """Entries in memory."""

    priority = 1.0

    def __init__(self, entries: dict[tuple[str, str], str], *, locked: bool = False) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._entries = entries
        self._locked = locked

    def get_password(self, service: str, username: str) -> str | None:
        if self._locked:
            raise KeyringLocked("CANARY")
        return self._entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError("nothing is ever written")


@pytest.fixture(autouse=True)
def the_machines_own_stays_away() -> Iterator[None]:
    before = keyring.core._keyring_backend
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    yield
    keyring.core._keyring_backend = before


def failure() -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        SOURCE.resolve({})
    assert caught.value.what.startswith(WHERE)
    assert "CANARY" not in f"{caught.value.what}{caught.value.hint}"
    assert caught.value.__cause__ is None
    return caught.value


def test_an_entry_gives_its_value() -> None:
    keyring.set_keyring(FakeKeyring({("acme-session", "ada"): "00D!abc"}))
    assert SOURCE.resolve({}) == Secret("00D!abc")


def test_a_missing_entry_is_told_with_the_command_that_makes_it() -> None:
    keyring.set_keyring(FakeKeyring({}))
    error = failure()
    assert error.what.endswith("the keyring entry acme-session of ada does not exist.")
    assert error.hint == "Make it: keyring set acme-session ada"


def test_a_locked_keyring_is_told_in_words() -> None:
    keyring.set_keyring(FakeKeyring({}, locked=True))
    assert "locked or refuses" in failure().what


def test_a_machine_without_a_keyring_is_told_another_way() -> None:
    error = failure()
    assert "has no keyring" in error.what
    assert "a file or a command" in error.hint


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert "connected-apps-console[keyring]" in failure().hint


def test_an_entry_of_two_lines_is_refused() -> None:
    keyring.set_keyring(FakeKeyring({("acme-session", "ada"): "CANARY\nCANARY"}))
    assert "more than one line" in failure().what
