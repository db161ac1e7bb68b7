"""The configuration as frozen values: what the rest of the console reads. Knows no file and no TOML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from tui.config.secret_source import SecretSource
from tui.errors import UsageError

PRACTICE = "practice"
"""The org that always exists, whatever the file says."""


class ClipboardMode(StrEnum):
    """Which way a copied token takes."""

    AUTO = "auto"
    SYSTEM = "system"
    OSC52 = "osc52"
    NONE = "none"


class OrgType(StrEnum):
    """What stands behind an org's name: the local practice org, or an org reached as Salesforce is."""

    PRACTICE = "practice"
    SALESFORCE = "salesforce"


class TokenAccess(StrEnum):
    """How the token is seen and made."""

    SETUP_PAGE = "setup-page"


@dataclass(frozen=True, slots=True)
class OrgConfig:
    """One org of the file. What belongs to the other kind is empty."""

    name: str
    kind: OrgType = OrgType.PRACTICE
    user: str = "admin"
    """The user of the practice org whose session is taken; means nothing for `salesforce`."""
    instance_url: str | None = None
    """Origin without a slash at the end; there exactly when `kind` is `salesforce`."""
    access_token_from: SecretSource | None = None
    """Where the session comes from; there exactly when `kind` is `salesforce`."""
    tokens: TokenAccess = TokenAccess.SETUP_PAGE
    read_only: bool = False
    reveal: bool = True
    """Whether a token may be shown; without it it can still be copied."""
    clipboard: ClipboardMode | None = None
    """None takes the console's."""
    ca_file: Path | None = None


def _practice_alone() -> Mapping[str, OrgConfig]:
    return MappingProxyType({PRACTICE: OrgConfig(PRACTICE)})


@dataclass(frozen=True, slots=True)
class Config:
    """The whole configuration. `Config()` is what holds without a file: the practice org alone."""

    source: Path | None = None
    """The file it was read from, absolute."""
    default_org: str = PRACTICE
    orgs: Mapping[str, OrgConfig] = field(default_factory=_practice_alone)
    """By name, in the file's order; `practice` comes first unless the file says where."""
    mouse: bool | None = None
    """None: off over SSH, on locally."""
    read_only: bool = False
    theme: str | None = None
    reveal_seconds: int = 30
    """0: no timer."""
    clipboard: ClipboardMode = ClipboardMode.AUTO
    clipboard_seconds: int = 45
    """0: no timer."""

    def org(self, name: str | None = None) -> OrgConfig:
        """The org of that name, or the default one.

        Raises:
            UsageError: there is no org of that name.
        """
        found = self.orgs.get(self.default_org if name is None else name)
        if found is None:
            raise UsageError(
                "No org of that name is configured.",
                hint=f"The configuration has: {', '.join(self.orgs)}.",
            )
        return found

    def clipboard_of(self, org: OrgConfig) -> ClipboardMode:
        """The clipboard that a token of `org` is copied to."""
        return org.clipboard or self.clipboard
