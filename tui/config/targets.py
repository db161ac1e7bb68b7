"""The hand-over targets of the file: every key of [targets.NAME], and the rules between them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from tui.config.hosts import is_loopback
from tui.config.schema import Key, Shape
from tui.config.table import Table
from tui.config.target_model import (
    ANYPOINT_HOSTS,
    AnypointConfig,
    CommandConfig,
    TargetConfig,
    TargetKind,
    VaultConfig,
)
from tui.config.wording import nearest
from tui.domain.handover import Binding, ValueForm

RESERVED = "practice-gateway"
"""The practice org's own gateway, which is there without a table."""


@dataclass(frozen=True, slots=True)
class TargetKey(Key):
    """One key of [targets.NAME]."""

    kinds: tuple[TargetKind, ...] = ()
    """The kinds of target that the key belongs to; empty: every kind."""


_ANYPOINT, _VAULT, _COMMAND = (TargetKind.ANYPOINT,), (TargetKind.VAULT,), (TargetKind.COMMAND,)
_SERVERS = (*_ANYPOINT, *_VAULT)

TARGET_KEYS = (
    TargetKey(
        "kind",
        Shape.CHOICE,
        "What it is: a MuleSoft Anypoint client provider, a Vault or OpenBao secret, or a program.",
        choices=TargetKind,
        required=tuple(TargetKind),
    ),
    TargetKey(
        "value",
        Shape.CHOICE,
        "What is stored: the bare token, or `Bearer …`, the value of an Authorization header."
        " Unset: the header in `anypoint`, the token in the others.",
        choices=ValueForm,
    ),
    TargetKey(
        "orgs",
        Shape.TEXTS,
        "Only tokens of these orgs are taken. Unset: of any org; then a rehearsal's token is"
        " taken on this machine only, or where you name the target.",
    ),
    TargetKey(
        "apps",
        Shape.TEXTS,
        "Only tokens of connected apps of these Ids. Rotating several apps uses the targets that"
        " name them.",
    ),
    TargetKey(
        "url",
        Shape.SERVER,
        "Where it is, with a path in front if it has one. Unset in `anypoint`:"
        " `https://anypoint.mulesoft.com`.",
        kinds=_SERVERS,
        required=_VAULT,
    ),
    TargetKey(
        "allow_host",
        Shape.SWITCH,
        "Take a host that is not one of Anypoint's own.",
        False,
        kinds=_ANYPOINT,
    ),
    TargetKey(
        "ca_file",
        Shape.FILE,
        "Certificates (PEM) to trust for this target.",
        kinds=_SERVERS,
    ),
    TargetKey(
        "organization",
        Shape.TEXT,
        "The id of the root organization. Unset: the one that the client belongs to.",
        kinds=_ANYPOINT,
    ),
    TargetKey(
        "provider",
        Shape.TEXT,
        "The id of the client provider.",
        kinds=_ANYPOINT,
        required=_ANYPOINT,
    ),
    TargetKey(
        "client_id_from",
        Shape.SECRET,
        "Where the id of the Anypoint connected app comes from that the console logs in as.",
        kinds=_ANYPOINT,
        required=_ANYPOINT,
    ),
    TargetKey(
        "client_secret_from",
        Shape.SECRET,
        "Where its secret comes from.",
        kinds=_ANYPOINT,
        required=_ANYPOINT,
    ),
    TargetKey("mount", Shape.TEXT, "The KV version 2 engine.", "secret", kinds=_VAULT),
    TargetKey(
        "path",
        Shape.TEXT,
        "The secret in it. It must be there already.",
        kinds=_VAULT,
        required=_VAULT,
    ),
    TargetKey(
        "key",
        Shape.TEXT,
        "The key that gets the token. Other keys stay as they are.",
        kinds=_VAULT,
        required=_VAULT,
    ),
    TargetKey("namespace", Shape.TEXT, "The namespace.", kinds=_VAULT),
    TargetKey(
        "token_from",
        Shape.SECRET,
        "Where the Vault token comes from.",
        kinds=_VAULT,
        required=_VAULT,
    ),
    TargetKey(
        "command",
        Shape.COMMAND,
        "The program, with its arguments, that gets the token on standard input.",
        kinds=_COMMAND,
        required=_COMMAND,
    ),
    TargetKey(
        "verify",
        Shape.COMMAND,
        "A program that gets the token the same way, and ends with 0 where it is there, with 1"
        " where it is not.",
        kinds=_COMMAND,
    ),
    TargetKey(
        "environment",
        Shape.TEXTS,
        "Variables that the programs get beside `PATH`, `HOME` and `LANG`.",
        kinds=_COMMAND,
    ),
    TargetKey("seconds", Shape.SECONDS, "How long each program may take.", 30, kinds=_COMMAND),
)


def target_config(name: str, table: Table, orgs: Collection[str]) -> TargetConfig:
    """The target that `table` describes; `orgs` are the names of the orgs there are.

    Raises:
        ConfigError: a key is wrong, missing, or belongs to another kind of target.
    """
    values = table.values(TARGET_KEYS)
    _check_keys(table, values)
    if name == RESERVED:
        raise table.document.error(
            table.at, "is the practice org's own gateway", hint="Give the target another name."
        )
    _check_orgs(table, values.get("orgs", ()), orgs)
    if values["kind"] is TargetKind.ANYPOINT:
        _check_host(table, values)
    return _made(name, values)


def _made(name: str, values: dict[str, Any]) -> TargetConfig:
    kind: TargetKind = values.pop("kind")
    usual = ValueForm.HEADER if kind is TargetKind.ANYPOINT else ValueForm.TOKEN
    form: ValueForm = values.pop("value", usual)
    url = values.get("url")
    binding = Binding(
        orgs=values.pop("orgs", ()),
        apps=values.pop("apps", ()),
        loopback=url is not None and is_loopback(_host(url)),
    )
    values.pop("allow_host", None)
    settings: AnypointConfig | VaultConfig | CommandConfig
    match kind:
        case TargetKind.ANYPOINT:
            settings = AnypointConfig(**values)
        case TargetKind.VAULT:
            settings = VaultConfig(**values)
        case TargetKind.COMMAND:
            settings = CommandConfig(**values)
    return TargetConfig(name, kind, form, binding, settings)


def _check_keys(table: Table, values: Mapping[str, Any]) -> None:
    kind = values.get("kind")  # the first key of the table, so a missing kind is said first
    for key in TARGET_KEYS:
        if key.name not in values and (kind is None or kind in key.required):
            choices = [f'{key.name} = "{choice}"' for choice in key.choices or ()]
            example = " or ".join(choices) or f"{key.name} = …, {key.shape}"
            raise table.document.error(table.at, f"has no {key.name}", hint=f"Add {example}.")
        if key.name in values and key.kinds and kind not in key.kinds:
            takers = " and ".join(f'"{each}"' for each in key.kinds)
            raise table.error(
                key.name, f"belongs to targets of kind {takers}", hint=f'This one is "{kind}".'
            )


def _check_orgs(table: Table, named: Collection[str], orgs: Collection[str]) -> None:
    for name in named:
        # A username stands for the login of it that sf knows, as it does on the command line.
        if name not in orgs and "@" not in name:
            near = nearest(name, orgs)
            hint = f"The nearest is {near}." if near else f"There are: {', '.join(orgs)}."
            raise table.error("orgs", "names an org that the file does not have", hint=hint)


def _check_host(table: Table, values: Mapping[str, Any]) -> None:
    if "url" not in values or values.get("allow_host"):
        return
    host = _host(values["url"])
    known = any(
        host.endswith(each) if each.startswith(".") else host == each for each in ANYPOINT_HOSTS
    )
    if not (known or is_loopback(host)):
        raise table.error(
            "url",
            "is not on a host of Anypoint",
            hint="The login and the token go there; allow_host = true takes it all the same.",
        )


def _host(origin: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(origin).hostname or ""
