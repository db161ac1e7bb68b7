"""Why the Salesforce CLI gave no answer, in words, with the command to run.

[seen] error names of the CLI's own library. A name that is not in the table is not shown: whoever can make `sf` fail
could choose it.
"""

from tui.domain.text import printable
from tui.errors import OrgError, SessionError, UnreachableError

INSTALL = "Install the Salesforce CLI (it needs Node 22), or give the org instance_url and access_token_from."
BY_HAND = "Run it by hand: sf --version. It needs Node 22 or newer."
UPDATE = "Bring it up to date: sf update, or npm install --global @salesforce/cli."

_NOT_LOGGED_IN = frozenset(
    {"NamedOrgNotFoundError", "NamedOrgNotFound", "NoAuthorizationError", "NoOrgFound"}
)
_EXPIRED = frozenset(
    {"RefreshTokenAuthError", "JwtAuthError", "AuthInfoCreationError", "OrgDataNotAvailableError"}
)
_NO_NETWORK = frozenset(
    {"DomainNotFoundError", "ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "EAI_AGAIN", "ECONNRESET"}
)
_UNKNOWN_COMMAND = frozenset({"CommandNotFoundError", "command_not_found"})


class UnknownCommandError(SessionError):
    """This `sf` does not have the command; an older one does it another way."""


def log_in(instance_url: str = "") -> str:
    """The command that makes a login, for a hint."""
    at = f" --instance-url {printable(instance_url)}" if instance_url else ""
    return f"Log in: sf org login web{at}, or on a machine without a browser sf org login jwt."


def refusal(name: str, username: str) -> OrgError:
    """The error for an error name of the CLI; `username` is whose login was asked for, empty for none."""
    who = f"the login {printable(username)}" if username else "its logins"
    if name in _UNKNOWN_COMMAND:
        return UnknownCommandError("This sf command is too old.", hint=UPDATE)
    if name in _NOT_LOGGED_IN:
        return SessionError(
            f"The sf command does not know {who}.", hint=f"{log_in()} sf org list shows all."
        )
    if name in _EXPIRED:
        return SessionError(f"The sf command cannot renew {who} ({name}).", hint=log_in())
    if name in _NO_NETWORK:
        return UnreachableError(
            f"The sf command does not reach the org ({name}).",
            hint="Check network and proxy; connected-apps doctor says which hop fails.",
        )
    return SessionError(f"The sf command refuses to answer for {who}.", hint=by_hand(username))


def by_hand(username: str) -> str:
    """The command that shows what is wrong; what it prints is for the person alone."""
    if not username:
        return "Run it by hand: sf org list."
    from shlex import quote

    return f"Run it by hand: sf org display --target-org {printable(quote(username))}."
