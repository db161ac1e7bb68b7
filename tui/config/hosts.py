"""Which addresses the console connects to. The whole rule stands here and nowhere else."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

_ON_THIS_MACHINE = "(127.0.0.1, localhost or [::1])"


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


def instance_origin(url: str) -> str:
    """The origin that `url` names, in lower case, without a slash at the end.

    Raises:
        ValueError: the console does not connect there; the text goes on from "the address …".
    """
    host, port, parts = _parse(url)
    _check_version_limit(host)
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise ValueError("must begin with https://, or with http:// on this machine")
    if parts.path not in ("", "/") or "?" in url or "#" in url:
        raise ValueError("must end after the host and its port: no path, no query, no fragment")
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + ("" if port is None else f":{port}")


def _check_version_limit(host: str) -> None:
    """The one rule to lift for orgs elsewhere: this version talks to served practice orgs."""
    if not is_loopback(host):
        raise ValueError(
            "is not on this machine: this version connects to practice orgs only "
            + _ON_THIS_MACHINE
        )


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
