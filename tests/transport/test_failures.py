"""Which failures last until somebody changes something, and which may pass."""

import socket
import ssl

import httpx
import pytest

from tui.errors import OrgError
from tui.transport import LastingError, NotSentError, Timeouts
from tui.transport.failures import told


def caused_by(cause: Exception) -> httpx.ConnectError:
    """An error of the HTTP library with what stands behind it."""
    error = httpx.ConnectError("CANARY")
    error.__cause__ = cause
    return error


def failure(error: Exception) -> OrgError:
    return told(error, peer="acme", sent=False, timeouts=Timeouts())


LASTING = [
    caused_by(ssl.SSLError("wrong version number")),
    caused_by(socket.gaierror(socket.EAI_NONAME, "Name or service not known")),
    caused_by(UnicodeError("label too long")),
    caused_by(FileNotFoundError("no such socket")),
    httpx.ProxyError("407"),
]
PASSING = [
    caused_by(ssl.SSLEOFError("EOF in the handshake")),
    caused_by(socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")),
    caused_by(ConnectionRefusedError()),
    caused_by(OSError("no route to host")),
    httpx.ConnectTimeout("CANARY"),
    httpx.PoolTimeout("CANARY"),
    TimeoutError(),
]


@pytest.mark.parametrize("error", LASTING, ids=lambda error: repr(error.__cause__ or error))
def test_what_somebody_must_change_lasts(error: Exception) -> None:
    found = failure(error)
    assert type(found) is LastingError
    assert found.hint
    assert "CANARY" not in f"{found!r} {found.hint}"


@pytest.mark.parametrize("error", PASSING, ids=lambda error: repr(error.__cause__ or error))
def test_the_rest_may_pass(error: Exception) -> None:
    found = failure(error)
    assert type(found) is NotSentError
    assert found.hint
    assert "CANARY" not in f"{found!r} {found.hint}"
