"""What goes out and what comes back. Neither shows a secret when it is printed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from tui.domain.secret import Secret
from tui.transport.origin import Origin, is_path

DEFAULT_MAX_BYTES = 8 * 1024 * 1024
"""The largest body that is read, counted after decompression."""

_CHARSETS = frozenset({"utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"})
"""Charsets that are taken at their word; anything else is read as UTF-8 with replacement characters."""


class Headers(Mapping[str, str]):
    """Response headers by name, case ignored; repeated ones joined with a comma. Printed, they are names only."""

    __slots__ = ("_values",)

    def __init__(self, items: Iterable[tuple[str, str]] = ()) -> None:
        self._values: dict[str, str] = {}
        for name, value in items:
            key = name.lower()
            self._values[key] = f"{self._values[key]}, {value}" if key in self._values else value

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Headers({', '.join(self._values)})"


@dataclass(frozen=True, slots=True)
class Request:
    """One call.

    A header or body that holds a secret is a `Secret` as a whole (`bearer`, `cookie_header`, `form_body`), exposed only
    at the moment of sending.

    Raises:
        ValueError: `path` is not a plain absolute path; `Origin.resolve` makes one of what an answer says.
    """

    method: str
    path: str = field(repr=False)
    """Absolute path on the origin, with or without a query."""
    headers: Mapping[str, str | Secret] = field(default_factory=dict)
    body: bytes | Secret | None = field(default=None, repr=False)
    max_bytes: int = DEFAULT_MAX_BYTES
    """The largest body of an answer that is accepted, in bytes after decompression."""

    def __post_init__(self) -> None:
        if not is_path(self.path):
            raise ValueError("a request needs a plain absolute path")


@dataclass(frozen=True, slots=True)
class Response:
    """One answer, complete. The body may hold secrets, so it is not part of the repr."""

    status: int
    headers: Headers = field(default_factory=Headers)
    """Without `Set-Cookie`."""
    body: bytes = field(default=b"", repr=False)
    cookies: Mapping[str, Secret | None] = field(default_factory=lambda: MappingProxyType({}))
    """What `Set-Cookie` asks for: a value to send back, or None for a cookie to forget."""

    @property
    def content_type(self) -> str:
        """The media type in lower case without parameters; empty where the answer names none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The charset to read the body with."""
        for parameter in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "charset":
                named = value.strip().strip('"').lower()
                return named if named in _CHARSETS else "utf-8"
        return "utf-8"

    def text(self) -> str:
        """The body as text; bytes that are none become replacement characters."""
        return self.body.decode(self.charset, errors="replace")


class Sender(Protocol):
    """What the clients need of a transport: one origin, and calls to it."""

    @property
    def origin(self) -> Origin:
        """Where the calls go."""
        ...

    async def send(self, request: Request) -> Response:
        """Send once and return the whole answer, whatever its status.

        Raises:
            NotSentError: nothing left this machine.
            UnreachableError: sent, perhaps, and no complete answer came.
            UnexpectedAnswerError: the answer is too large, or encoded in a way that was not asked for.
            ConfigError: the call cannot be made as configured (CA file, proxy, a secret that is not plain text).
        """
        ...
