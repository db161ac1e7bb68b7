"""The hand-over targets of the configuration as frozen values. Knows no file and no TOML."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tui.config.secret_source import CommandSource, SecretSource
from tui.domain.handover import Binding, ValueForm


class TargetKind(StrEnum):
    """What a token can be handed over to."""

    ANYPOINT = "anypoint"
    VAULT = "vault"
    COMMAND = "command"


ANYPOINT_HOSTS = (
    # [documented] The United States, and the form that other control planes have had and have now.
    "anypoint.mulesoft.com",
    ".anypoint.mulesoft.com",
    ".platform.mulesoft.com",
)
"""Hosts of Anypoint's control planes; what begins with a dot stands for every host that ends so."""


@dataclass(frozen=True, slots=True)
class AnypointConfig:
    """A client provider of an Anypoint organization."""

    provider: str
    client_id_from: SecretSource
    client_secret_from: SecretSource
    organization: str | None = None
    """None: the one that the client belongs to."""
    url: str = f"https://{ANYPOINT_HOSTS[0]}"
    ca_file: Path | None = None


@dataclass(frozen=True, slots=True)
class VaultConfig:
    """A key of a secret in a KV version 2 engine."""

    url: str
    path: str
    key: str
    token_from: SecretSource
    mount: str = "secret"
    namespace: str | None = None
    ca_file: Path | None = None


@dataclass(frozen=True, slots=True)
class CommandConfig:
    """A program of the user's own."""

    command: tuple[str, ...]
    verify: tuple[str, ...] | None = None
    environment: tuple[str, ...] = ()
    seconds: int = 30


@dataclass(frozen=True, slots=True)
class TargetConfig:
    """One target of the file."""

    name: str
    kind: TargetKind
    form: ValueForm
    binding: Binding
    settings: AnypointConfig | VaultConfig | CommandConfig = field(repr=False)

    @property
    def names_a_command(self) -> bool:
        """Whether the console runs a program for it, so that the file must be nobody else's to write."""
        settings = self.settings
        if isinstance(settings, CommandConfig):
            return True
        if isinstance(settings, VaultConfig):
            return isinstance(settings.token_from, CommandSource)
        sources = (settings.client_id_from, settings.client_secret_from)
        return any(isinstance(source, CommandSource) for source in sources)
