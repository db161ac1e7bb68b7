"""An origin (scheme, host, port), and which addresses belong to it.

Knows nothing of connections. What it accepts of an address that somebody else supplied is a subset of what RFC 3986
allows, so that no two parsers can read it differently.
"""

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from tui.domain.secret import Secret
from tui.domain.text import printable
from tui.errors import ConfigError, UnexpectedAnswerError

_DEFAULT_PORTS = {"https": 443, "http": 80}
_HOST_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?")
_PLAIN = re.compile(r"[\x21-\x7e]+")
_DOT_SEGMENT = re.compile(r"(^|/)(\.|%2e){1,2}(/|$)", re.IGNORECASE)

_MAX_PATH = 16_384
"""Bytes; the longest address Salesforce takes (REST API guide, status code 414)."""

_HINT = "Give https://HOST, or http://127.0.0.1:PORT for a server on this machine."


class Origin(NamedTuple):
    """Where a `Transport` sends to, and the only place it sends to."""

    scheme: str
    host: str
    """Lower case; an IPv6 address without its brackets."""
    port: int

    @classmethod
    def parse(cls, text: str) -> "Origin":
        """Read `https://host[:port]`, or `http://…` where the host is loopback.

        Raises:
            ConfigError: it is not such an address.
        """
        parts, port = _split(text)
        if parts is None or port is None or not _PLAIN.fullmatch(text) or "\\" in text:
            raise ConfigError("The address of a server cannot be read.", hint=_HINT)
        if "@" in parts.netloc or parts.path not in {"", "/"} or "?" in text or "#" in text:
            raise ConfigError(
                "The address of a server holds more than scheme, host and port.", hint=_HINT
            )
        origin = cls(parts.scheme, parts.hostname or "", port)
        if not (_is_ip(origin.host) or _HOST_NAME.fullmatch(origin.host)):
            raise ConfigError("The address of a server names no host.", hint=_HINT)
        if origin.scheme != "https" and not origin.is_loopback:
            raise ConfigError(
                f"{origin.host} would be reached without encryption; only this machine may be.",
                hint=_HINT,
            )
        return origin

    @property
    def is_loopback(self) -> bool:
        """Whether the host is this machine by its very name: 127.0.0.0/8, ::1 or localhost."""
        return self.host == "localhost" or (
            _is_ip(self.host) and ipaddress.ip_address(self.host).is_loopback
        )

    @property
    def has_default_port(self) -> bool:
        """Whether an address of it needs no port."""
        return self.port == _DEFAULT_PORTS[self.scheme]

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.has_default_port else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    def resolve(self, location: str | Secret, *, base: str = "/") -> str:
        """Return the path (with its query) that `location`, found at the path `base`, leads to on this origin.

        Raises:
            UnexpectedAnswerError: it leads to another origin (https to http included) or is not a plain address.
        """
        wrapped = location if isinstance(location, Secret) else Secret(location)
        path, elsewhere = self._resolved(wrapped, base)
        if elsewhere:
            raise UnexpectedAnswerError(
                f"{self.host} points to another server ({elsewhere}), which is not followed.",
                hint="Only the org's own address is ever spoken to.",
            )
        if path is None:
            raise UnexpectedAnswerError(
                f"{self.host} points to an address that cannot be read.",
                hint="Only the org's own address is ever spoken to.",
            )
        return path

    def _resolved(self, location: Secret, base: str) -> tuple[str | None, str]:
        """The path, or None and the other server's name where there is one. Never raises: its variables are plain."""
        text = location.expose()
        if not _PLAIN.fullmatch(text) or "\\" in text:
            return None, ""
        try:
            parts, port = _split(urljoin(f"{self}{base}", text))
        except ValueError:
            return None, ""
        if parts is None or port is None or "@" in parts.netloc:
            return None, ""
        if (parts.scheme, parts.hostname, port) != (self.scheme, self.host, self.port):
            return None, printable(f"{parts.scheme}://{parts.hostname}")[:120]
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return (path if is_path(path) else None), ""


def is_path(text: str) -> bool:
    """Whether `text` is an absolute path, with or without a query, that cannot be read as anything else."""
    return (
        text.startswith("/")
        and len(text) <= _MAX_PATH
        and not text.startswith("//")
        and _PLAIN.fullmatch(text) is not None
        and "\\" not in text
        and "#" not in text
        and _DOT_SEGMENT.search(text.partition("?")[0]) is None
    )


def _split(text: str) -> tuple[SplitResult | None, int | None]:
    """Take an address apart; None where it is not http(s) or its port is no port."""
    try:
        parts = urlsplit(text)
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None, None
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return None, None
    return parts, port


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
