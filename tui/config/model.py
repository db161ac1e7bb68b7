"""The configuration as frozen values: what the rest of the console reads. Knows no file and no TOML."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.errors import UsageError

if TYPE_CHECKING:
    from tui.config.secret_source import SecretSource
    from tui.config.target_model import TargetConfig
    from tui.domain.setup_labels import SetupLabels

PRACTICE = "practice"
"""The org that always exists, whatever the file says."""


class ClipboardMode(StrEnum):
    """Which way a copied token takes."""

    AUTO = "auto"
    TMUX = "tmux"
    OSC52 = "osc52"
    SYSTEM = "system"
    NONE = "none"


class OrgType(StrEnum):
    """What stands behind an org's name: the local practice org, or an org reached as Salesforce is."""

    PRACTICE = "practice"
    SALESFORCE = "salesforce"


class TokenAccess(StrEnum):
    """How the token is seen and made."""

    GUIDED = "guided"
    """A person presses the button in a browser and brings the token by a paste."""
    SETUP_PAGE = "setup-page"
    """The console reads the app's Setup page and presses its button."""


class OrgConfig(NamedTuple):
    """One org of the file. What belongs to the other kind is empty."""

    name: str
    kind: OrgType = OrgType.PRACTICE
    user: str = "admin"
    """The user of the practice org whose session is taken; means nothing for `salesforce`."""
    username: str | None = None
    """A login that the sf command knows; a `salesforce` org has this or the next two."""
    instance_url: str | None = None
    """Origin without a slash at the end."""
    access_token_from: SecretSource | None = None
    """Where the session comes from."""
    allow_host: bool = False
    """Whether the org may be elsewhere than at Salesforce or on this machine."""
    tokens: TokenAccess = TokenAccess.GUIDED
    """Of a `salesforce` org; the practice org is always driven. Ask `guided`."""
    labels: SetupLabels | None = None
    """The words by which the token's section of a Setup page is recognised; None takes the English ones alone."""
    read_only: bool = False
    reveal: bool = True
    """Whether a token may be shown; without it it can still be copied."""
    keep_list: bool = True
    """Whether the list is kept from one session to the next, to be shown while the org is asked."""
    clipboard: ClipboardMode | None = None
    """None takes the console's."""
    ca_file: Path | None = None
    max_age: int | None = None
    """Days after which a token is due; None: never."""
    max_age_of: Mapping[str, int] | None = None
    """The same of single apps, by Id."""

    @property
    def guided(self) -> bool:
        """Whether a person works the Setup page, and not the console."""
        return self.kind is OrgType.SALESFORCE and self.tokens is TokenAccess.GUIDED


def org_of_login(username: str) -> OrgConfig:
    """An org that is not configured, by a login of the sf command; everything else is as by default."""
    return OrgConfig(username, OrgType.SALESFORCE, username=username)


_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Config(NamedTuple):
    """The whole configuration. `Config()` is what holds without a file: the practice org alone."""

    source: Path | None = None
    """The file it was read from, absolute."""
    default_org: str = PRACTICE
    default_is_set: bool = False
    """Whether the file names the default org; where it does not, the console opens the one that it was left in."""
    orgs: Mapping[str, OrgConfig] = MappingProxyType({PRACTICE: OrgConfig(PRACTICE)})
    """By name, in the file's order; `practice` comes first unless the file says where."""
    targets: Mapping[str, TargetConfig] = _NOTHING
    """By name, in the file's order; without the practice org's own gateway."""
    mouse: bool | None = None
    """None: off over SSH, on locally."""
    ascii: bool | None = None
    """Whether signs and letters are ASCII alone; None: where the locale is not UTF-8, as far as it goes."""
    read_only: bool = False
    theme: str | None = None
    keys: Mapping[str, tuple[str, ...]] = _NOTHING
    """Textual's names of the keys that acts have instead of those of the registry, by the acts' ids."""
    reveal_seconds: int = 30
    """0: no timer."""
    clipboard: ClipboardMode = ClipboardMode.AUTO
    clipboard_seconds: int = 45
    """0: no timer."""

    def org(self, name: str | None = None) -> OrgConfig:
        """The org of that name, or the default one; a username stands for the login of it that sf knows.

        Raises:
            UsageError: there is no org of that name.
        """
        wanted = self.default_org if name is None else name
        found = self.orgs.get(wanted)
        if found is None and "@" in wanted:
            return org_of_login(wanted)
        if found is None:
            raise UsageError(
                "No org of that name is configured.",
                hint=f"The configuration has: {', '.join(self.orgs)}.",
            )
        return found

    def clipboard_of(self, org: OrgConfig) -> ClipboardMode:
        """The clipboard that a token of `org` is copied to."""
        return org.clipboard or self.clipboard
