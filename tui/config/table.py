"""Checks one table of the file against its schema, and turns each value into what the model wants.

Messages name the key and what was expected; a value is never repeated, since a secret could have been put
there by mistake.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tui.config.document import Document
from tui.config.schema import LABEL_KEYS, MAX_DAYS, MAX_SECONDS, SECRET_KEYS, Key, Shape
from tui.config.secret_source import (
    CommandSource,
    EnvSource,
    FileSource,
    KeyringSource,
    SecretSource,
)
from tui.config.wording import LOOK_AGAIN, KeyPath, dotted, nearest
from tui.domain.setup_labels import ENGLISH, SetupLabels
from tui.errors import ConfigError
from tui.presentation.theme_words import NAMES, OWN

_NO_SECRET_HERE = "A secret never stands in the file; say where it comes from."


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the file, and where it stands."""

    document: Document
    at: KeyPath
    raw: Mapping[str, Any]
    environ: Mapping[str, str]

    def values(self, keys: Sequence[Key]) -> dict[str, Any]:
        """The values that the table sets, by key; what it leaves out is left out.

        Raises:
            ConfigError: an unknown key, or a value that is not what its key takes.
        """
        self._refuse_unknown(keys)
        return {key.name: self._value(key) for key in keys if key.name in self.raw}

    def error(self, key: str, problem: str, *, hint: str = "") -> ConfigError:
        """An error about one key of the table."""
        return self.document.error((*self.at, key), problem, hint=hint)

    def _refuse_unknown(self, keys: Sequence[Key]) -> None:
        known = [key.name for key in keys]
        for name in self.raw:
            if name not in known:
                near = nearest(name, known)
                hint = f"The nearest key is {near}." if near else f"Known: {', '.join(known)}."
                raise self.error(name, "is not a key of this version", hint=hint)

    def _value(self, key: Key) -> object:
        value = self.raw[key.name]
        converted = _CONVERTERS[key.shape](self, key, value)
        if converted is None:
            hint = _NO_SECRET_HERE if key.shape is Shape.SECRET else LOOK_AGAIN
            raise self.error(key.name, f"must be {key.shape}, not {_noun(value)}", hint=hint)
        return converted


def _noun(value: object) -> str:
    """What kind of value it is; never the value."""
    if isinstance(value, bool):
        return "a switch"
    if value in ("", [], {}):
        return "an empty one"
    nouns = {
        str: "this text",
        int: "this number",
        float: "a fraction",
        list: "a list",
        dict: "a table",
    }
    return nouns.get(type(value), "a date or time")


def _text(_: Table, __: Key, value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() and value.isprintable() else None


def _switch(_: Table, __: Key, value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _seconds(_: Table, __: Key, value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= MAX_SECONDS else None


def _days(_: Table, __: Key, value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 1 <= value <= MAX_DAYS else None


def _days_of(table: Table, key: Key, value: object) -> Mapping[str, int] | None:
    if not isinstance(value, dict):
        return None
    days = {app_id: _days(table, key, each) for app_id, each in value.items()}
    found = {app_id: each for app_id, each in days.items() if each is not None}
    return MappingProxyType(found) if len(found) == len(days) else None


def _choice(table: Table, key: Key, value: object) -> StrEnum:
    choices = key.choices or StrEnum
    names = [str(choice) for choice in choices]
    if isinstance(value, str) and value in names:
        return choices(value)
    near = nearest(value, names) if isinstance(value, str) else None
    expected = " or ".join(f'"{name}"' for name in names)
    raise table.error(
        key.name, f"must be {expected}", hint=f'The nearest is "{near}".' if near else LOOK_AGAIN
    )


def _theme(table: Table, key: Key, value: object) -> str | None:
    if not isinstance(value, str) or value in NAMES:
        return value if isinstance(value, str) else None
    near = nearest(value, NAMES)
    own = f"The console's own: {', '.join(OWN)}."
    hint = f'The nearest is "{near}". {own}' if near else own
    raise table.error(key.name, f"must be {key.shape}", hint=hint)


def _url(table: Table, key: Key, value: object) -> str | None:
    from tui.config.hosts import instance_origin

    if not isinstance(value, str):
        return None
    try:
        return instance_origin(
            value, allow_host=True
        )  # which hosts a key takes is its table's rule
    except ValueError as error:
        raise table.error(key.name, str(error), hint=LOOK_AGAIN) from None


def _server(table: Table, key: Key, value: object) -> str | None:
    from tui.config.hosts import server_address

    if not isinstance(value, str):
        return None
    try:
        return server_address(value)
    except ValueError as error:
        raise table.error(key.name, str(error), hint=LOOK_AGAIN) from None


def _file(table: Table, _: Key, value: object) -> Path | None:
    if not isinstance(value, str) or not value.isprintable():
        return None
    if value.startswith("~/"):
        home = table.environ.get("HOME")
        return (Path(home) if home else Path.home()) / value[2:]
    return Path(value) if Path(value).is_absolute() else None


def _command(_: Table, __: Key, value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not value:
        return None
    if not all(isinstance(part, str) and "\0" not in part for part in value):
        return None
    return tuple(value) if value[0].strip() else None


def _entry(_: Table, __: Key, value: object) -> tuple[str, str] | None:
    match value:
        case [str() as service, str() as user] if (
            service.strip() and (service + user).isprintable()
        ):
            return service, user
    return None


def _secret(table: Table, key: Key, value: object) -> SecretSource | None:
    if not isinstance(value, dict):
        return None
    inner = Table(table.document, (*table.at, key.name), value, table.environ)
    found = inner.values(SECRET_KEYS)
    where = table.document.where((*table.at, key.name))
    match found:
        case {"env": str() as variable, **rest} if not rest:
            return EnvSource(variable, where)
        case {"command": tuple() as argv, **rest} if not rest:
            return CommandSource(argv, where)
        case {"file": Path() as path, **rest} if not rest:
            return FileSource(path, where)
        case {"keyring": (str() as service, str() as user), **rest} if not rest:
            return KeyringSource(service, user, where)
    names = ", ".join(known.name for known in SECRET_KEYS)
    raise table.error(
        key.name, f"must hold exactly one of: {names}", hint='For example { env = "NAME" }.'
    )


def _labels(table: Table, key: Key, value: object) -> SetupLabels | None:
    if not isinstance(value, dict) or not value:
        return None
    inner = Table(table.document, (*table.at, key.name), value, table.environ)
    found = inner.values(LABEL_KEYS)
    try:
        return ENGLISH.and_also(**{name: [label] for name, label in found.items()})
    except ValueError as error:
        raise table.error(
            key.name, f"cannot be told apart: {error}", hint="Copy them from the page."
        ) from None


def _texts(_: Table, __: Key, value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not value:
        return None
    fit = all(isinstance(part, str) and part.strip() and part.isprintable() for part in value)
    return tuple(value) if fit else None


def _tables(table: Table, key: Key, value: object) -> dict[str, Table] | None:
    if not isinstance(value, dict):
        return None
    tables: dict[str, Table] = {}
    for name, raw in value.items():
        at = (*table.at, key.name, name)
        if not name.strip() or not name.isprintable():
            raise table.document.error(
                at, "is not a name that can be typed", hint="Give it another name."
            )
        if not isinstance(raw, dict):
            raise table.document.error(
                at,
                f"must be a table, not {_noun(raw)}",
                hint=f"Write [{dotted(at)}] above its keys.",
            )
        tables[name] = Table(table.document, at, raw, table.environ)
    return tables


def _keys(table: Table, key: Key, value: object) -> Mapping[str, tuple[str, ...]] | None:
    if not isinstance(value, dict):
        return None
    from tui.config.keys import key_changes

    return key_changes(table.document, (*table.at, key.name), value)


_CONVERTERS: Mapping[Shape, Callable[[Table, Key, object], object]] = {
    Shape.TEXT: _text,
    Shape.SWITCH: _switch,
    Shape.SECONDS: _seconds,
    Shape.CHOICE: _choice,
    Shape.THEME: _theme,
    Shape.URL: _url,
    Shape.FILE: _file,
    Shape.COMMAND: _command,
    Shape.SECRET: _secret,
    Shape.ENTRY: _entry,
    Shape.SERVER: _server,
    Shape.TEXTS: _texts,
    Shape.LABELS: _labels,
    Shape.DAYS: _days,
    Shape.DAYS_OF: _days_of,
    Shape.ORGS: _tables,
    Shape.TARGETS: _tables,
    Shape.KEYS: _keys,
}
"""What turns a value of each shape; None means that the value has another shape."""
