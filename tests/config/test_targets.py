"""The targets of the configuration file."""

import pytest

from tests.config.conftest import Write
from tui.config.load import load
from tui.config.secret_source import EnvSource
from tui.config.target_model import AnypointConfig, CommandConfig, TargetConfig, VaultConfig
from tui.domain.handover import ValueForm
from tui.errors import ConfigError

ANYPOINT = """
[targets.gateway]
kind = "anypoint"
provider = "7b6a"
client_id_from = { env = "ID" }
client_secret_from = { env = "SECRET" }
"""
VAULT = """
[targets.gateway]
kind = "vault"
url = "https://vault.example:8200"
path = "gateway/salesforce"
key = "authorization"
token_from = { env = "TOKEN" }
"""
COMMAND = """
[targets.gateway]
kind = "command"
command = ["store-token"]
"""


def target(write: Write, text: str) -> TargetConfig:
    return load(write(text), {}).targets["gateway"]


def test_an_anypoint_provider_arrives(write: Write) -> None:
    found = target(write, ANYPOINT)
    assert found.form is ValueForm.HEADER
    assert found.settings == AnypointConfig("7b6a", EnvSource("ID"), EnvSource("SECRET"))
    assert not found.binding.loopback


def test_a_vault_secret_arrives(write: Write) -> None:
    found = target(write, VAULT)
    assert found.form is ValueForm.TOKEN
    assert found.settings == VaultConfig(
        "https://vault.example:8200", "gateway/salesforce", "authorization", EnvSource("TOKEN")
    )


def test_a_program_arrives(write: Write) -> None:
    more = 'verify = ["check-token"]\nenvironment = ["AWS_PROFILE"]\nseconds = 5'
    found = target(write, COMMAND + more)
    assert found.settings == CommandConfig(("store-token",), ("check-token",), ("AWS_PROFILE",), 5)


def test_without_targets_there_are_none(write: Write) -> None:
    assert not load(write(""), {}).targets


@pytest.mark.parametrize(
    ("url", "arrives"),
    [
        ("https://eu1.anypoint.mulesoft.com", "https://eu1.anypoint.mulesoft.com"),
        ("https://ca1.platform.mulesoft.com/", "https://ca1.platform.mulesoft.com"),
        ("http://127.0.0.1:8765/anypoint/", "http://127.0.0.1:8765/anypoint"),
    ],
)
def test_a_control_plane_and_this_machine_are_taken(write: Write, url: str, arrives: str) -> None:
    settings = target(write, f'{ANYPOINT}url = "{url}"').settings
    assert isinstance(settings, AnypointConfig)
    assert settings.url == arrives


@pytest.mark.parametrize(
    "url",
    ["https://anypoint.mulesoft.com.evil.example", "https://evilanypoint.mulesoft.example",
     "https://mulesoft.com"],
)  # fmt: skip
def test_another_host_needs_a_word(write: Write, url: str) -> None:
    with pytest.raises(ConfigError, match="not on a host of Anypoint"):
        target(write, f'{ANYPOINT}url = "{url}"')
    allowed = target(write, f'{ANYPOINT}url = "{url}"\nallow_host = true').settings
    assert isinstance(allowed, AnypointConfig)
    assert allowed.url == url


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (VAULT.replace("https", "http"), r"targets\.gateway\.url must begin with https://"),
        (
            VAULT.replace(":8200", ":8200/../x"),
            "must end after the host, its port, and a plain path",
        ),
        (VAULT.replace(":8200", ":8200?x=1"), "must end after"),
        (VAULT.replace('key = "authorization"\n', ""), "targets.gateway has no key"),
        (VAULT.replace('kind = "vault"\n', ""), "targets.gateway has no kind"),
        (VAULT.replace('"vault"', '"valut"'), 'must be "anypoint" or "vault" or "command"'),
        (VAULT + 'provider = "x"', 'belongs to targets of kind "anypoint"'),
        (COMMAND + 'url = "https://x.example"', 'of kind "anypoint" and "vault"'),
        (VAULT + 'mout = "kv"', "is not a key of this version"),
        (VAULT + 'value = "bearer"', 'must be "token" or "header"'),
        (VAULT + 'orgs = ["acme"]', "names an org that the file does not have"),
        (VAULT + "orgs = []", "must be a list of texts"),
        (VAULT.replace('{ env = "TOKEN" }', '"canary"'), "must be a table such as"),
        (COMMAND.replace("gateway", "practice-gateway"), "is the practice org's own gateway"),
    ],
)
def test_what_is_wrong_is_refused_by_name(write: Write, text: str, problem: str) -> None:
    with pytest.raises(ConfigError, match=problem) as caught:
        target(write, text)
    assert "canary" not in f"{caught.value.what}{caught.value.hint}"


def test_tokens_of_orgs_that_there_are_can_be_bound(write: Write) -> None:
    found = target(write, VAULT + 'orgs = ["practice", "admin@acme.example"]')
    assert found.binding.orgs == ("practice", "admin@acme.example")


@pytest.mark.parametrize(
    "text", [COMMAND, VAULT.replace('{ env = "TOKEN" }', '{ command = ["pass", "show"] }')]
)
def test_a_file_that_others_may_write_names_no_program(write: Write, text: str) -> None:
    path = write(text)
    path.chmod(0o666)
    with pytest.raises(ConfigError, match="Others may write"):
        load(path, {})
