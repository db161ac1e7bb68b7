"""Which proxy, if any, leads to an origin, by the environment's usual names.

https only, never loopback: the HTTP library's own reading of the environment would send loopback through
`HTTP_PROXY`.
"""

import ipaddress
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from tui.domain.secret import Secret
from tui.errors import ConfigError
from tui.transport.origin import Origin

_NAMES = ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")


class Proxy(NamedTuple):
    """A proxy and the variable that names it."""

    url: Secret
    """It may hold a password."""
    variable: str


def proxy_for(origin: Origin, environ: Mapping[str, str]) -> Proxy | None:
    """Return the proxy to go through, or None for a direct connection.

    Raises:
        ConfigError: the variable names no http or https proxy.
    """
    if origin.scheme != "https" or origin.is_loopback:
        return None
    variable = next((name for name in _NAMES if environ.get(name)), None)
    if variable is None or _is_exempt(
        origin, environ.get("no_proxy") or environ.get("NO_PROXY", "")
    ):
        return None
    url = environ[variable]
    url = url if "://" in url else f"http://{url}"
    if not _is_usable(url):
        raise ConfigError(
            f"The environment variable {variable} does not name a proxy that can be used.",
            hint="Give http://HOST:PORT or https://HOST:PORT; SOCKS proxies are not supported.",
        )
    return Proxy(Secret(url), variable)


def _is_usable(url: str) -> bool:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and url.isascii()


def _is_exempt(origin: Origin, no_proxy: str) -> bool:
    return any(_matches(origin, entry.strip().lower()) for entry in no_proxy.split(","))


def _matches(origin: Origin, entry: str) -> bool:
    """One entry of `NO_PROXY`: `*`, a host and its subdomains, an address or a network, each with or without a port."""
    if entry in {"", "*"}:
        return entry == "*"
    host, _, port = entry.rpartition(":")
    if host and port.isdigit() and (":" not in host or host.endswith("]")):
        if int(port) != origin.port:
            return False
        entry = host
    entry = entry.strip("[]")
    try:
        return ipaddress.ip_address(origin.host) in ipaddress.ip_network(entry, strict=False)
    except ValueError:
        name = entry.removeprefix("*").removeprefix(".")
        return bool(name) and (origin.host == name or origin.host.endswith(f".{name}"))
