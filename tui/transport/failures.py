"""Failures of the HTTP library, told in words.

The library's exceptions hold the request with its headers, and some of its messages quote them, so nothing of an
exception but its type goes into an error; the caller raises the error outside the handler, so that it has no context.
"""

import socket
import ssl
from collections.abc import Iterator

import httpx

from tui.domain.text import printable
from tui.errors import OrgError, UnexpectedAnswerError, UnreachableError
from tui.transport.decoding import BodyEncodingError, BodyTooLargeError
from tui.transport.errors import NotSentError
from tui.transport.timeouts import Timeouts

CALL_FAILURES: tuple[type[Exception], ...] = (
    httpx.HTTPError,
    httpx.StreamError,
    httpx.InvalidURL,
    OSError,
    UnicodeError,
    BodyTooLargeError,
    BodyEncodingError,
)
"""Everything that a call can fail with and that is not a bug; a total timeout is an `OSError`."""


def told(error: Exception, *, peer: str, sent: bool, timeouts: Timeouts) -> OrgError:
    """Return the error to raise for `error`.

    Args:
        peer: who was called, in words.
        sent: whether anything of the request may have left this machine.
    """
    if isinstance(error, BodyTooLargeError):
        return UnexpectedAnswerError(f"The answer of {peer} is larger than this client accepts.")
    if isinstance(error, BodyEncodingError):
        return UnexpectedAnswerError(f"The answer of {peer} is damaged or in an unknown encoding.")
    if sent:
        return UnreachableError(
            _after_sending(error, peer, timeouts), hint="Try again in a moment."
        )
    what, hint = _before_sending(error, peer, timeouts)
    return NotSentError(what, hint=hint)


def _after_sending(error: Exception, peer: str, timeouts: Timeouts) -> str:
    if isinstance(error, httpx.ReadTimeout):
        return f"{peer} did not answer within {timeouts.read:g} s."
    if isinstance(error, httpx.WriteTimeout):
        return f"{peer} took nothing more of the request for {timeouts.write:g} s."
    if isinstance(error, TimeoutError):
        return f"{peer} did not complete its answer within {timeouts.total:g} s."
    return f"The connection to {peer} broke before the answer was complete."


def _before_sending(error: Exception, peer: str, timeouts: Timeouts) -> tuple[str, str]:
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            reason = printable(cause.verify_message or "verification failed")[:200]
            return (
                f"The certificate of {peer} is not trusted: {reason}.",
                "Where a proxy inspects traffic, name its CA file in ca_file; verification stays on.",
            )
        if isinstance(cause, socket.gaierror | UnicodeError):
            return f"The name of {peer} cannot be resolved.", "Check the address and the network."
        if isinstance(cause, ConnectionRefusedError | FileNotFoundError):
            return f"{peer} refuses the connection.", "Check the address, and that it is running."
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return f"No encrypted connection to {peer} came about.", "Check the address and any proxy."
    if isinstance(error, httpx.PoolTimeout):
        return f"Too many calls to {peer} are under way at once.", "Try again in a moment."
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        waited = timeouts.total if isinstance(error, TimeoutError) else timeouts.connect
        return f"{peer} did not take the connection within {waited:g} s.", "Check the network."
    if isinstance(error, httpx.ProxyError):
        return f"The proxy refuses to connect to {peer}.", "Check the proxy and its credentials."
    return f"{peer} cannot be reached.", "Check the address and the network."


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything behind it, groups included."""
    pending: list[BaseException | None] = [error]
    seen: set[int] = set()
    while pending:
        current = pending.pop()
        if current is None or id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        pending += [current.__cause__, current.__context__]
        if isinstance(current, BaseExceptionGroup):
            pending += current.exceptions
