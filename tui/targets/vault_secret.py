"""A secret of a KV version 2 engine as the interface answers it, and what may be done with it. Knows no HTTP.

Source: Vault's API documentation, KV secrets engine version 2; measured on OpenBao 2.7.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from tui.domain.secret import Secret
from tui.domain.text import printable
from tui.transport import json_body


@dataclass(frozen=True, slots=True)
class Place:
    """Which key of which secret."""

    base: str
    """What stands before `/v1`; empty where the server is at the root."""
    mount: str
    path: str
    key: str
    namespace: str | None

    @property
    def words(self) -> str:
        """The place for people."""
        within = f"{self.namespace.strip('/')}/" if self.namespace else ""
        secret = f"{within}{self.mount.strip('/')}/{self.path.strip('/')}"
        return printable(f"{secret}, key {self.key}")

    def api(self, rest: str) -> str:
        """The address of something of the server, which `rest` names as policies do."""
        return f"{self.base}/v1/{quote(rest, safe='/')}"

    @property
    def data(self) -> str:
        """The secret's data, as policies name it."""
        return f"{self.mount.strip('/')}/data/{self.path.strip('/')}"

    @property
    def metadata(self) -> str:
        """The secret's metadata, as policies name it."""
        return f"{self.mount.strip('/')}/metadata/{self.path.strip('/')}"


@dataclass(frozen=True, slots=True)
class Found:
    """What the secret holds."""

    version: int
    value: Secret | None
    """Of our key; None where it has none, or holds no text."""
    data: Mapping[str, Any] = field(repr=False)
    """Every key; texts are `Secret`."""
    labels: Mapping[str, str] = field(repr=False)
    """Its custom metadata."""

    def with_value(self, key: str, value: Secret) -> Mapping[str, Any]:
        """Every key, one of them changed."""
        return {**self.data, key: value}


def read_found(content: Mapping[str, Any], key: str) -> Found | None:
    """The secret in the answer to a read; None where the answer is not of that shape."""
    outer = content.get("data")
    if not isinstance(outer, dict):
        return None
    data, about = outer.get("data"), outer.get("metadata")
    if not isinstance(data, dict) or not isinstance(about, dict):
        return None
    version, labels = about.get("version"), about.get("custom_metadata")
    if not isinstance(version, int) or isinstance(version, bool):
        return None
    wrapped = {name: _wrapped(value) for name, value in data.items()}
    value = wrapped.get(key)
    return Found(
        version,
        value if isinstance(value, Secret) else None,
        wrapped,
        {name: text for name, text in labels.items() if isinstance(text, str)}
        if isinstance(labels, dict)
        else {},
    )


def written_version(content: Mapping[str, Any] | None) -> int | None:
    """The version that a write made, by its answer."""
    data = (content or {}).get("data")
    version = data.get("version") if isinstance(data, dict) else None
    return version if isinstance(version, int) and not isinstance(version, bool) else None


def says(content: Mapping[str, Any] | None, words: str) -> bool:
    """Whether the errors of an answer say so; their text goes nowhere else."""
    errors = (content or {}).get("errors")
    return isinstance(errors, list) and any(words in str(error) for error in errors)


@dataclass(frozen=True, slots=True)
class Rights:
    """What the token may do with one path; `asked` is False where that could not be asked."""

    names: frozenset[str]
    asked: bool = True

    def may(self, name: str) -> bool:
        """Whether it may; yes where it is not known, and the server decides."""
        return not self.asked or bool({name, "root"} & self.names)


def read_rights(content: Mapping[str, Any] | None, path: str) -> Rights:
    """The rights on a path, in the answer of `sys/capabilities-self`."""
    found = (content or {}).get("data")
    names = found.get(path) if isinstance(found, dict) else None
    if not isinstance(names, list):
        return Rights(frozenset(), asked=False)
    return Rights(frozenset(str(name) for name in names))


def labels_body(labels: Mapping[str, str]) -> Secret:
    """A change of the custom metadata; the interface takes values of up to 512 bytes."""
    cut = {name: value.encode()[:500].decode(errors="ignore") for name, value in labels.items()}
    return json_body({"custom_metadata": cut})


def _wrapped(value: object) -> object:
    """Texts as `Secret`, however deep they stand."""
    if isinstance(value, str):
        return Secret(value)
    if isinstance(value, list):
        return [_wrapped(each) for each in value]
    if isinstance(value, dict):
        return {name: _wrapped(each) for name, each in value.items()}
    return value
