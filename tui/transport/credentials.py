"""Headers and bodies that hold secrets, built so that the value stays wrapped until it is sent."""

import json
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from tui.domain.secret import Secret


def bearer(token: Secret) -> Secret:
    """The value of an `Authorization` header (RFC 6750 §2.1)."""
    return Secret(f"Bearer {token.expose()}")


def cookie_header(cookies: Mapping[str, Secret]) -> Secret:
    """The value of a `Cookie` header (RFC 6265 §4.2)."""
    return Secret("; ".join(f"{name}={value.expose()}" for name, value in cookies.items()))


def json_body(members: Mapping[str, object]) -> Secret:
    """An `application/json` body; a `Secret` in it, however deep, is written as its value."""
    return Secret(json.dumps(members, default=_exposed, separators=(",", ":")))


def _exposed(value: object) -> str:
    if isinstance(value, Secret):
        return value.expose()
    raise TypeError(f"{type(value).__name__} does not go into JSON")


def form_body(fields: Iterable[tuple[str, Secret | str]]) -> Secret:
    """An `application/x-www-form-urlencoded` body; order and repeated names are kept."""
    pairs = [
        (name, value.expose() if isinstance(value, Secret) else value) for name, value in fields
    ]
    return Secret(urlencode(pairs, errors="replace"))
