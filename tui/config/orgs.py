"""One org of the file, and the rules between its keys."""

from collections.abc import Mapping
from typing import Any

from tui.config.model import PRACTICE, OrgConfig, OrgType
from tui.config.schema import ORG_KEYS
from tui.config.table import Table
from tui.config.wording import LOOK_AGAIN


def org_config(name: str, table: Table) -> OrgConfig:
    """The org that `table` describes.

    Raises:
        ConfigError: a key is wrong, missing, or belongs to the other kind of org.
    """
    values = table.values(ORG_KEYS)
    if name == PRACTICE:
        values.setdefault("kind", OrgType.PRACTICE)
        if values["kind"] is not OrgType.PRACTICE:
            raise table.error(
                "kind",
                'must be "practice": this org is always the local one',
                hint="Give the other org another name.",
            )
    _check_keys(table, values)
    if values["kind"] is OrgType.SALESFORCE:
        _check_way_in(table, values)
    return OrgConfig(name, **values)


def _check_way_in(table: Table, values: dict[str, Any]) -> None:
    """One way to a session: a login of sf, or an address and where the session id comes from."""
    from tui.config.hosts import instance_origin

    own = [name for name in ("instance_url", "access_token_from") if name in values]
    if "username" in values:
        if own:
            raise table.error(
                own[0],
                "stands beside username",
                hint="sf knows the address: take one of the two out.",
            )
        return
    if not own:
        raise table.document.error(
            table.at,
            "has no username",
            hint='Add username = "…", a login of the sf command, or instance_url and access_token_from.',
        )
    if len(own) == 1:
        missing = "access_token_from" if own == ["instance_url"] else "instance_url"
        raise table.document.error(table.at, f"has no {missing}", hint=f"Add it beside {own[0]}.")
    try:
        values["instance_url"] = instance_origin(
            values["instance_url"], allow_host=values.get("allow_host", False)
        )
    except ValueError as error:
        raise table.error("instance_url", str(error), hint=LOOK_AGAIN) from None


def _check_keys(table: Table, values: Mapping[str, Any]) -> None:
    kind = values.get("kind")  # the first key of the table, so a missing kind is said first
    for key in ORG_KEYS:
        if key.name not in values and (kind is None or kind in key.required):
            choices = [f'{key.name} = "{choice}"' for choice in key.choices or ()]
            example = " or ".join(choices) or f"{key.name} = …, {key.shape}"
            raise table.document.error(table.at, f"has no {key.name}", hint=f"Add {example}.")
        if key.name in values and key.only not in (None, kind):
            raise table.error(
                key.name, f'belongs to orgs of kind "{key.only}"', hint=f'This one is "{kind}".'
            )
