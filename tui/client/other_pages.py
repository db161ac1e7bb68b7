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
    BusyError,
    NotFoundError,
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
    if "changepassword" in path:
        return _change_password(act)
    if path.startswith(("/_ui/identity/", "/_nc_external/identity/")) or "passkey" in path:
        return _verify_identity(act)
    if path.startswith("/secur/frontdoor") or "singleaccess" in path:
        return SessionError(
            f"The org wants to log in by a one-time address and did not {act}.",
            hint="Log in to the org again, then retry.",
        )
    if path.startswith("/msg/maintenance"):
        return _maintenance(act)
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
    if len(passwords) > 1 or titles & labels.PASSWORD_TITLES:
        return _change_password(act)
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


def instead_of_json(answer: Response, *, act: str) -> OrgError:
    """Return the error for an answer with status 200 that is not JSON."""
    if answer.content_type in HTML_TYPES:
        error = by_content(Document(answer), act=act)
        if error is not None:
            error.status = answer.status
            return error
    return not_json(answer, act=act)


def not_json(answer: Response, *, act: str) -> UnexpectedAnswerError:
    """Return the error for an answer that should be JSON and is nothing that is known."""
    return UnexpectedAnswerError(
        f"The org did not {act}: its answer is not JSON.",
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
        hint="Log in to the org again; the login needs access to the web pages, not to the API alone.",
    )


def _change_password(act: str) -> OrgError:
    return SessionError(
        f"The org wants a new password first and did not {act}.",
        hint="Log in with a browser, change the password, then retry.",
    )


def _verify_identity(act: str) -> OrgError:
    return SessionError(
        f"The org wants to verify the user's identity first and did not {act}.",
        hint="Log in with a browser, complete the verification or the passkey, then retry.",
    )


def _maintenance(act: str) -> OrgError:
    return BusyError(
        f"The org is in maintenance and did not {act}.",
        hint="Try again later; trust.salesforce.com shows the org's state.",
    )
