"""Failures of the HTTP library, told in words.

The library's exceptions hold the request with its headers, and some of its messages quote them, so nothing of an
exception but its type goes into an error; the caller raises the error outside the handler, so that it has no context.
"""

import socket
import ssl
from collections.abc import Iterator

from tui.domain.text import printable
from tui.errors import OrgError, UnexpectedAnswerError, UnreachableError
from tui.transport.decoding import BodyEncodingError, BodyTooLargeError
from tui.transport.errors import LastingError, NotSentError
from tui.transport.http_library import httpx
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

_NOT_THE_ORG = "Try again; if it stays so, something between here and there changes the answers."


def told(error: Exception, *, peer: str, sent: bool, timeouts: Timeouts) -> OrgError:
    """Return the error to raise for `error`.

    Args:
        peer: who was called, in words.
        sent: whether anything of the request may have left this machine.
    """
    if isinstance(error, BodyTooLargeError):
        return UnexpectedAnswerError(
            f"The answer of {peer} is larger than this client accepts.", hint=_NOT_THE_ORG
        )
    if isinstance(error, BodyEncodingError):
        return UnexpectedAnswerError(
            f"The answer of {peer} is damaged or in an unknown encoding.", hint=_NOT_THE_ORG
        )
    if sent:
        return UnreachableError(
            _after_sending(error, peer, timeouts), hint="Try again in a moment."
        )
    return _before_sending(error, peer, timeouts)


def _after_sending(error: Exception, peer: str, timeouts: Timeouts) -> str:
    if isinstance(error, httpx.ReadTimeout):
        return f"{peer} did not answer within {timeouts.read:g} s."
    if isinstance(error, httpx.WriteTimeout):
        return f"{peer} took nothing more of the request for {timeouts.write:g} s."
    if isinstance(error, TimeoutError):
        return f"{peer} did not complete its answer within {timeouts.total:g} s."
    return f"The connection to {peer} broke before the answer was complete."


def _before_sending(error: Exception, peer: str, timeouts: Timeouts) -> NotSentError:
    causes = list(_causes(error))
    for cause in causes:
        found = _by_cause(cause, peer)
        if found is not None:
            return found
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        what = f"No encrypted connection to {peer} came about."
        # A peer that hangs up in the middle of the handshake may be restarting; any other failure is a disagreement.
        hung_up = any(isinstance(cause, ssl.SSLEOFError) for cause in causes)
        kind = NotSentError if hung_up else LastingError
        return kind(what, hint="Check the address and any proxy.")
    if isinstance(error, httpx.PoolTimeout):
        return NotSentError(
            f"Too many calls to {peer} are under way at once.", hint="Try again in a moment."
        )
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        waited = timeouts.total if isinstance(error, TimeoutError) else timeouts.connect
        return NotSentError(
            f"{peer} did not take the connection within {waited:g} s.", hint="Check the network."
        )
    if isinstance(error, httpx.ProxyError):
        return LastingError(
            f"The proxy refuses to connect to {peer}.", hint="Check the proxy and its credentials."
        )
    return NotSentError(f"{peer} cannot be reached.", hint="Check the address and the network.")


def _by_cause(cause: BaseException, peer: str) -> NotSentError | None:
    if isinstance(cause, ssl.SSLCertVerificationError):
        reason = printable(cause.verify_message or "verification failed")[:200]
        return LastingError(
            f"The certificate of {peer} is not trusted: {reason}.",
            hint="Where a proxy inspects traffic, name its CA file in ca_file; verification stays on.",
        )
    if isinstance(cause, socket.gaierror | UnicodeError):
        # Only a resolver that could not answer may do so in a moment; a name that is none stays none.
        passing = isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_AGAIN
        kind = NotSentError if passing else LastingError
        return kind(
            f"The name of {peer} cannot be resolved.", hint="Check the address and the network."
        )
    if isinstance(cause, ConnectionRefusedError | FileNotFoundError):
        # A missing Unix socket means that whoever listened on it is gone.
        kind = LastingError if isinstance(cause, FileNotFoundError) else NotSentError
        return kind(
            f"{peer} refuses the connection.", hint="Check the address, and that it is running."
        )
    return None


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
