"""Which addresses the console connects to. The whole rule stands here and nowhere else.

The session goes to the address of an org, so it must be one of Salesforce's own domains or this machine; who has an org
elsewhere says so with `allow_host`.
"""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

SALESFORCE_DOMAINS = (
    # [documented] My Domain of production orgs; sandboxes (x--y.sandbox.my…), scratch orgs (x.scratch.my…), developer
    # editions (x.develop.my…) and Government Cloud stand below the same name.
    "my.salesforce.com",
    # [seen] Government Cloud for defence.
    "my.salesforce.mil",
    # [seen] Salesforce on Alibaba Cloud.
    "my.sfcrmproducts.cn",
)
"""The org's own host ends with a dot and one of these. The login hosts (login.salesforce.com) are no org's."""

_LIGHTNING = ".lightning.force.com"
"""[documented] What a browser shows while somebody works in Setup: the same My Domain, below another name."""

_PLAIN_PATH = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")


def is_loopback(host: str) -> bool:
    """Whether the host is this machine: 127.0.0.0/8, `localhost` or `::1`, and no other spelling."""
    if host.lower() == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        return address == ipaddress.IPv6Address("::1")
    return address.is_loopback


def is_salesforce(host: str) -> bool:
    """Whether the host is below one of Salesforce's domains for orgs."""
    return any(host.endswith(f".{domain}") for domain in SALESFORCE_DOMAINS)


def instance_origin(url: str, *, allow_host: bool = False) -> str:
    """The origin that `url` names, in lower case, without a slash at the end.

    Args:
        allow_host: take any host; the person who configured the org has said so.

    Raises:
        ValueError: the console does not connect there; the text goes on from "the address …".
    """
    host, port, parts = _parse(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise ValueError("must begin with https://, or with http:// on this machine")
    if parts.path not in ("", "/") or "?" in url or "#" in url:
        raise ValueError("must end after the host and its port: no path, no query, no fragment")
    if host.endswith(_LIGHTNING) and not allow_host:
        raise ValueError(
            f"is where Lightning's pages are; the org's own host has {SALESFORCE_DOMAINS[0]} in the place of"
            f" {_LIGHTNING[1:]}"
        )
    if not (allow_host or is_loopback(host) or is_salesforce(host)):
        raise ValueError(
            f"is neither on this machine nor an org's host at Salesforce (….{SALESFORCE_DOMAINS[0]}); "
            "allow_host = true takes it all the same"
        )
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + ("" if port is None else f":{port}")


def server_address(url: str) -> str:
    """The origin that `url` names, and the path below which a server answers there, without a slash at the end.

    Raises:
        ValueError: it is neither https nor on this machine, or more than that; the text goes on from "the address …".
    """
    _, _, parts = _parse(url)
    path = parts.path.rstrip("/")
    if "?" in url or "#" in url or not _PLAIN_PATH.fullmatch(path):
        raise ValueError("must end after the host, its port, and a plain path")
    return instance_origin(f"{parts.scheme}://{parts.netloc}", allow_host=True) + path


def _parse(url: str) -> tuple[str, int | None, SplitResult]:
    # urlsplit drops tabs and line ends silently, and a backslash is a slash to some readers.
    if not url.isprintable() or not url.isascii() or " " in url or "\\" in url:
        raise ValueError("holds a character that no address has")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError("is not an address: its host or port cannot be read") from None
    if not host or port == 0:
        raise ValueError("is not an address: it must begin with https:// and name a host")
    if "@" in parts.netloc:
        raise ValueError("must not hold a user name or a password")
    return host, port, parts
