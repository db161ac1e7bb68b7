"""An Anypoint client provider as its interface answers it, read without keeping any value in clear. Knows no HTTP.

Source: `ExternalClientProvider` and `OIDCDynamicClientProvider` of Anypoint's Access Management API.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tui.domain.secret import Secret
from tui.domain.text import printable, shortened

DYNAMIC = "openid-dynamic-client"
"""The type of provider that registers clients with a token. [documented]"""
LEAF = ("oidc_dynamic_client_provider", "client", "registration", "authorization")
"""Where the Authorization header stands."""
_MOST_NAME = 80
_MASKED = re.compile(r"[*•.…]{3,}")
_KEY_PAIR = re.compile(r"private_?key|jwt", re.IGNORECASE)
_ASSERTION = re.compile(r"private[-_ ]?key[-_ ]?jwt", re.IGNORECASE)
_CLIENTS = (f"{LEAF[0]}.client.", f"{LEAF[0]}.primary_client.")
_METHODS = "token_endpoint_auth_methods_supported"
"""What clients may use, and not how Anypoint itself registers them."""


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider."""

    name: str
    """Printable."""
    type_name: str
    whole: bool
    """False for the summary that a business group sees."""
    header: Secret | None
    """None where it has none, or does not show it."""
    hidden: bool
    """Whether it shows a mask in the header's place."""
    key_pair: bool
    """Whether it registers clients with a signed assertion instead of a stored header (private key JWT)."""
    others: Mapping[str, Secret] = field(repr=False)
    """Every other member by its dotted name."""

    def changed_since(self, before: "Provider") -> list[str]:
        """Names of members, other than the header, that are not what they were."""
        names = {*self.others, *before.others}
        return sorted(name for name in names if self.others.get(name) != before.others.get(name))


def read_provider(content: Mapping[str, Any]) -> Provider | None:
    """The provider; None where the answer is not of that shape."""
    kind, name = content.get("type"), content.get("name", "")
    type_name = kind.get("name") if isinstance(kind, dict) else None
    oidc = content.get(LEAF[0], {})
    if not isinstance(type_name, str) or not isinstance(name, str) or not isinstance(oidc, dict):
        return None
    leaves = dict(_leaves(content))
    shown = leaves.pop(".".join(LEAF), None)
    if shown is not None and not isinstance(shown, str):
        return None
    hidden = shown is not None and _MASKED.search(shown) is not None
    return Provider(
        name=printable(shortened(name, _MOST_NAME)),
        type_name=printable(shortened(type_name, _MOST_NAME)),
        whole=bool(oidc),
        header=Secret(shown) if shown and not hidden else None,
        hidden=hidden,
        key_pair=_has_key_pair(leaves),
        others={key: Secret(json.dumps(value, sort_keys=True)) for key, value in leaves.items()},
    )


def _leaves(content: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Every member that is no object, by its dotted name; lists count as one."""
    for name, value in content.items():
        at = f"{above}{name}"
        if isinstance(value, dict) and value:
            yield from _leaves(value, f"{at}.")
        else:
            yield at, value


def _has_key_pair(leaves: Mapping[str, Any]) -> bool:
    """The interface's description has no member for it yet, so any word of it among the client's members counts."""
    for name, value in leaves.items():
        if not name.startswith(_CLIENTS) or name.endswith(_METHODS) or not value:
            continue
        if _KEY_PAIR.search(name) or (isinstance(value, str) and _ASSERTION.fullmatch(value)):
            return True
    return False
