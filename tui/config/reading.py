"""What a file that was read says, as a `Config`."""

from collections.abc import Mapping
from types import MappingProxyType

from tui.config import trust
from tui.config.document import Document
from tui.config.model import PRACTICE, Config, OrgConfig
from tui.config.orgs import org_config
from tui.config.schema import TOP_KEYS
from tui.config.secret_source import CommandSource
from tui.config.table import Table
from tui.config.targets import target_config
from tui.config.wording import nearest


def config_in(found: Document, environ: Mapping[str, str]) -> Config:
    """The configuration of a file.

    Raises:
        ConfigError: what stands in it cannot be used.
    """
    table = Table(found, (), found.root, environ)
    values = table.values(TOP_KEYS)
    tables: Mapping[str, Table] = values.pop("orgs", {})
    orgs = {PRACTICE: OrgConfig(PRACTICE)} if PRACTICE not in tables else {}
    orgs.update({name: org_config(name, inner) for name, inner in tables.items()})
    targets = {
        name: target_config(name, inner, orgs) for name, inner in values.pop("targets", {}).items()
    }
    runs = [isinstance(org.access_token_from, CommandSource) for org in orgs.values()]
    if any((*runs, *(target.names_a_command for target in targets.values()))):
        trust.check(found)
    _check_default(table, values.get("default_org", PRACTICE), orgs)
    named = "default_org" in values
    return Config(
        source=found.path,
        orgs=MappingProxyType(orgs),
        targets=MappingProxyType(targets),
        default_is_set=named,
        **values,
    )


def _check_default(table: Table, name: str, orgs: Mapping[str, OrgConfig]) -> None:
    if name not in orgs:
        near = nearest(name, orgs)
        hint = f"The nearest is {near}." if near else f"There are: {', '.join(orgs)}."
        raise table.error("default_org", "names an org that the file does not have", hint=hint)
