"""The one way to HTTP: a `Transport` for one origin, a `Request`, a `Response`.

Knows nothing of Salesforce. No type of the HTTP library leaves this package, and importing it does not load that
library: the first call does.
"""

from tui.transport.call_path import Transport
from tui.transport.credentials import bearer, cookie_header, form_body, json_body
from tui.transport.errors import LastingError, NotSentError
from tui.transport.messages import DEFAULT_MAX_BYTES, Headers, Request, Response, Sender
from tui.transport.origin import Origin
from tui.transport.timeouts import Timeouts

__all__ = [
    "DEFAULT_MAX_BYTES",
    "Headers",
    "LastingError",
    "NotSentError",
    "Origin",
    "Request",
    "Response",
    "Sender",
    "Timeouts",
    "Transport",
    "bearer",
    "cookie_header",
    "form_body",
    "json_body",
]
