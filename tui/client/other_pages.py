"""What comes instead of the page that was asked for: login, verification, maintenance, no access, nothing there.

[seen] in public clients of Setup pages; Salesforce answers most of these with status 200. Recognised only where the
page that was asked for was not, so that an app named like one of them misleads nobody.
"""

from urllib.parse import urlsplit

from tui.client import labels
from tui.client.html import Document, attribute, words
from tui.client.session import SessionExpiredError
from tui.client.statuses import PERMISSION_HINT
from tui.domain.secret import Secret
from tui.errors import (
    NotFoundError,
    Obstacle,
    OrgError,
    PermissionMissingError,
    SessionError,
    UnexpectedAnswerError,
)
from tui.transport import Origin, Response

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})

_LOGIN_HOSTS = frozenset({"login.salesforce.com", "test.salesforce.com"})


def by_location(location: Secret, *, act: str) -> OrgError | None:
    """Return the error that a redirect to `location` stands for, or None where it is none of these pages."""
    try:
        parts = urlsplit(location.expose())
        host = parts.hostname
    except ValueError:
        return None
    path, query = parts.path.lower(), parts.query.lower()
    demand = _by_path(path, act)
    if demand is not None:
        return demand
    if path.startswith("/secur/frontdoor") or "singleaccess" in path:
        return SessionError(f"The org wants to log in by a one-time address and did not {act}.")
    at_login = path in {"", "/", "/login", "/index.jsp", "/secur/login_portal.jsp"}
    if host in _LOGIN_HOSTS or (
        at_login and ("ec=" in query or "starturl=" in query or len(path) > 1)
    ):
        return _expired(act)
    return None


def by_content(page: Document, *, act: str) -> OrgError | None:
    """Return the error that a page stands for, or None where it is none of these pages."""
    inputs = page.all("input")
    passwords = [i for i in inputs if attribute(i, "type").strip().lower() == "password"]
    titles = {words(element).lower() for element in page.all("title", "h1", "h2", "h3")}
    titles |= {
        words(element).lower()
        for element in page.elements
        if attribute(element, "id") in labels.ERROR_IDS
    }
    text = page.text()
    for form in page.all("form"):
        demand = _by_path(attribute(form, "action").partition("?")[0].lower(), act)
        if demand is not None:
            return demand
    if len(passwords) > 1 or titles & labels.PASSWORD_TITLES:
        return _change_password(act)
    if titles & labels.PASSKEY_TITLES:
        return _enrol_passkey(act)
    if titles & labels.IDENTITY_TITLES:
        return _verify_identity(act)
    if passwords or titles & labels.LOGIN_TITLES:
        return _expired(act)
    if titles & labels.NO_ACCESS_TITLES or any(p in text for p in labels.NO_ACCESS_PHRASES):
        return PermissionMissingError(
            f"The org does not let this user {act}: insufficient privileges.", hint=PERMISSION_HINT
        )
    if titles & labels.GONE_TITLES or any(p in text for p in labels.GONE_PHRASES):
        return NotFoundError(
            f"The org has nothing at this address and did not {act}.",
            hint="The app may have been deleted; refresh the list.",
        )
    if titles & labels.MAINTENANCE_TITLES or any(p in text for p in labels.MAINTENANCE_PHRASES):
        return _maintenance(act)
    return None


def instead_of(answer: Response, wanted: str, *, act: str) -> OrgError:
    """Return the error for an answer with status 200 that is not what was asked for.

    Args:
        wanted: what it should be, as words that follow "is not".
    """
    if answer.content_type in HTML_TYPES:
        error = by_content(Document(answer), act=act)
        if error is not None:
            error.status = answer.status
            return error
    return not_as_asked(answer, wanted, act=act)


def not_as_asked(answer: Response, wanted: str, *, act: str) -> UnexpectedAnswerError:
    """Return the error for an answer that is nothing that is known."""
    return UnexpectedAnswerError(
        f"The org did not {act}: its answer is not {wanted}.",
        hint="Check that the address is that of the org itself.",
        status=answer.status,
    )


def redirected(answer: Response, origin: Origin, *, act: str) -> OrgError:
    """Return the error for a redirect where none is expected."""
    error = by_location(Secret(answer.headers.get("location", "")), act=act)
    return error or UnexpectedAnswerError(
        f"The org did not {act}: {origin.host} points elsewhere.",
        hint="Check that the address is that of the org itself (its My Domain).",
        status=answer.status,
    )


def _expired(act: str) -> OrgError:
    return SessionExpiredError(
        f"The org shows its login page and did not {act}.",
        hint="A session must be good for the web pages too, not for the API alone.",
    )


def _by_path(path: str, act: str) -> OrgError | None:
    """What the org demands first, by the address of the page that demands it: that is the same in every language."""
    if "changepassword" in path:
        return _change_password(act)
    if "passkey" in path:
        return _enrol_passkey(act)
    if path.startswith(("/_ui/identity/", "/_nc_external/identity/")):
        return _verify_identity(act)
    if path.startswith("/msg/maintenance"):
        return _maintenance(act)
    return None


def _change_password(act: str) -> OrgError:
    return UnexpectedAnswerError(
        f"The org wants a new password first and did not {act}.",
        hint="Log in with a browser, change the password, then retry.",
        obstacle=Obstacle.PASSWORD,
    )


def _enrol_passkey(act: str) -> OrgError:
    return UnexpectedAnswerError(
        f"The org wants the user to enrol a passkey first and did not {act}.",
        hint="Log in with a browser, create the passkey or postpone it, then retry.",
        obstacle=Obstacle.PASSKEY,
    )


def _verify_identity(act: str) -> OrgError:
    return UnexpectedAnswerError(
        f"The org wants to verify the user's identity first and did not {act}.",
        hint="Use the Setup page in a browser, where the verification can be completed.",
        obstacle=Obstacle.IDENTITY,
    )


def _maintenance(act: str) -> OrgError:
    return UnexpectedAnswerError(
        f"The org is in maintenance and did not {act}.",
        hint="Try again later; trust.salesforce.com shows the org's state.",
        obstacle=Obstacle.MAINTENANCE,
    )
