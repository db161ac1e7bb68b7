"""From the command line's file, or the environment's, or the platform's, to a `Config`."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from tui.config import document, trust
from tui.config.document import Document
from tui.config.model import PRACTICE, Config, OrgConfig
from tui.config.orgs import org_config
from tui.config.schema import TOP_KEYS
from tui.config.secret_source import CommandSource
from tui.config.table import Table
from tui.config.targets import target_config
from tui.config.wording import nearest
from tui.domain.text import printable
from tui.errors import ConfigError
from tui.paths import config_file


def load(path: Path | None, environ: Mapping[str, str]) -> Config:
    """The configuration in `path`, else in `$CONNECTED_APPS_CONFIG`, else in the platform's place.

    No file in the platform's place means the practice org alone. Nothing is run and no secret is read.

    Raises:
        ConfigError: a file that was named is missing, or what stands in it cannot be used.
    """
    named = path is not None or bool(environ.get("CONNECTED_APPS_CONFIG"))
    wanted = config_file(environ) if path is None else path
    try:
        found = document.read(wanted)
    except FileNotFoundError:
        if named or wanted.is_symlink():
            raise _missing(wanted, by_option=path is not None) from None
        return Config()
    return _config(found, environ)


def _missing(path: Path, *, by_option: bool) -> ConfigError:
    named = "--config" if by_option else "$CONNECTED_APPS_CONFIG"
    return ConfigError(
        f"There is no configuration file {printable(str(path))}.",
        hint=f"Correct {named}; without it and without a file there is the practice org.",
    )


def _config(found: Document, environ: Mapping[str, str]) -> Config:
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
