"""The distinctions that a caller of the transport needs beyond the error tree."""

from tui.errors import UnreachableError


class NotSentError(UnreachableError):
    """No answer, and provably nothing of the request left this machine: no connection came about.

    Every other failure of a call means that the request may have arrived.
    """


class LastingError(NotSentError):
    """Not sent, and the same call fails again until somebody changes something: a certificate, a name, a proxy."""
