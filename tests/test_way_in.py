"""What to do about a session that the org does not take, by where the session came from."""

from pathlib import Path

import pytest

from tui.config.model import OrgConfig, OrgType
from tui.config.secret_source import (
    CommandSource,
    EnvSource,
    FileSource,
    KeyringSource,
    SecretSource,
)
from tui.domain.login import Login
from tui.way_in import WayIn

URL = "https://acme.my.salesforce.com"


def renewal(org: OrgConfig, login: Login | None = None) -> tuple[str, str]:
    return WayIn(org, login=login, on_slow=lambda _: None).renewal()


@pytest.mark.parametrize(
    ("username", "login", "command"),
    [
        ("acme", None, "sf org login web --alias acme"),
        ("a@acme.example", None, "sf org login web as a@acme.example"),
        (
            "a@acme.example",
            Login("a@acme.example", alias="my org", instance_url=URL),
            f"sf org login web --alias 'my org' --instance-url {URL}",
        ),
    ],
)
def test_a_login_of_sf_is_made_anew(username: str, login: Login | None, command: str) -> None:
    org = OrgConfig("acme", OrgType.SALESFORCE, username=username)
    assert renewal(org, login) == (f"In a shell: {command}", "")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (EnvSource("SESSION"), "Set the environment variable SESSION to a new session"),
        (CommandSource(("pass", "show")), "The command pass of access_token_from must give a new"),
        (FileSource(Path("/run/session")), "Put a new session into the file /run/session"),
        (KeyringSource("acme", "ana"), "Put a new session into the keyring entry acme of ana"),
    ],
)
def test_any_other_source_is_named(source: SecretSource, words: str) -> None:
    org = OrgConfig("acme", OrgType.SALESFORCE, instance_url=URL, access_token_from=source)
    assert words in "".join(renewal(org))


def test_the_practice_org_is_begun_anew() -> None:
    org = OrgConfig("practice", OrgType.PRACTICE)
    assert renewal(org) == ("", "Leave the console and begin anew.")
