"""The org that the command line and the configuration name together, and what holds for it."""

from typing import NamedTuple

from tui.config.model import Config, OrgConfig


class Choice(NamedTuple):
    """The org that was chosen, and what holds for it."""

    config: Config
    org: OrgConfig
    read_only: str
    """Why nothing may be changed, in words; empty where it may."""
    console_read_only: bool = False
    """Whether the console was started so; it then holds for every org that is switched to."""


def choose(config: Config, org_name: str | None, *, read_only: bool) -> Choice:
    """The org to connect to.

    Raises:
        UsageError: no org of that name is configured.
    """
    org = config.org(org_name)
    why = ""
    if read_only:
        why = "the console was started with --read-only."
    elif config.read_only:
        why = "the configuration makes every org read only."
    elif org.read_only:
        why = f"the configuration makes the org {org.name} read only."
    return Choice(config, org, why, console_read_only=read_only)
