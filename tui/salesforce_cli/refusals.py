"""Why the Salesforce CLI gave no answer, in words, with the command to run.

[seen] error names of the CLI's own library. A name that is not in the table is not shown: whoever can make `sf` fail
could choose it.
"""

from tui.domain.login import Login
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


def log_in(username: str, login: Login | None = None) -> str:
    """The command that makes a login anew, in words that end without a stop.

    Args:
        username: as the configuration has it: a username, or an alias.
        login: what `sf` told of it, where it did.
    """
    from shlex import quote

    alias = login.alias if login else ("" if "@" in username else username)
    url = login.instance_url if login else ""
    options = [f"--alias {quote(alias)}"] if alias else []
    options += [f"--instance-url {quote(url)}"] if url else []
    who = "" if alias else f" as {username}"
    return printable(" ".join(["In a shell: sf org login web", *options]) + who)


def refusal(name: str, username: str) -> OrgError:
    """The error for an error name of the CLI; `username` is whose login was asked for, empty for none."""
    who = f"the login {printable(username)}" if username else "its logins"
    if name in _UNKNOWN_COMMAND:
        return UnknownCommandError("This sf command is too old.", hint=UPDATE)
    if name in _NOT_LOGGED_IN:
        return SessionError(
            f"The sf command does not know {who}.",
            hint="sf org list shows all that it knows.",
            renew=log_in(username) if username else "",
        )
    if name in _EXPIRED:
        renew = log_in(username) if username else ""
        return SessionError(f"The sf command cannot renew {who} ({name}).", renew=renew)
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
