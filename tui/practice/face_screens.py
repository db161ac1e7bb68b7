"""What Setup can show instead of the page that was asked for: login, verification, passkey, password, maintenance.

Addresses and ways of getting there are seen in public clients; the pages' words are ours but for their titles.
"""

from collections.abc import Callable
from typing import Final

from starlette.responses import RedirectResponse, Response

from tui.practice import setup_html
from tui.practice.web import html_response

Screen = Callable[[], Response]
"""Makes the answer to any request for the View page."""

_VERIFY_PATH: Final = "/_ui/identity/verification/method/TotpVerificationUi/e"
_PASSWORD_PATH: Final = "/_ui/system/security/ChangePassword"
_MAINTENANCE_PATH: Final = "/msg/maintenanceandavailable.jsp"

_PASSWORDS = "".join(
    f'<label>{label}<input type="password" name="{name}"></label>'
    for label, name in (("New Password", "new"), ("Confirm New Password", "again"))
)


def step_up() -> Response:
    """Identity verification, by a redirect."""
    return RedirectResponse(f"{_VERIFY_PATH}?retURL=%2F", 302)


def passkey() -> Response:
    """Passkey enrolment, as a page of status 200 in place of the one asked for."""
    words = "Your org asks for a passkey before you go on."
    return html_response(
        setup_html.page("Create a Passkey", f"<h1>Create a Passkey</h1><p>{words}</p>")
    )


def change_password() -> Response:
    """Password change, by a redirect in a script of a page of status 200."""
    target = f"{_PASSWORD_PATH}?retURL=%2F"
    return html_response(setup_html.redirect_by_script(f"window.location.replace('{target}');"))


def maintenance() -> Response:
    """Maintenance, by a redirect."""
    return RedirectResponse(_MAINTENANCE_PATH, 302)


def login() -> Response:
    """The login page, with status 200 and at the address of the page asked for."""
    form = '<form name="login" method="post"><input type="text" name="un"><input type="password" name="pw"></form>'
    return html_response(setup_html.page("Login", f'<div id="login"><h1>Login</h1>{form}</div>'))


def _at_verify() -> Response:
    form = '<form method="post"><label>Code<input type="text" name="smc" autocomplete="off"></label></form>'
    return html_response(
        setup_html.page("Verify Your Identity", f"<h2>Verify Your Identity</h2>{form}")
    )


def _at_password() -> Response:
    body = f'<h1>Change Your Password</h1><form method="post">{_PASSWORDS}</form>'
    return html_response(setup_html.page("Change Your Password", body))


def _at_maintenance() -> Response:
    return html_response(
        setup_html.page(
            "Maintenance", "<h1>We are down for maintenance</h1><p>Try again later.</p>"
        )
    )


PLACES: Final = {
    _VERIFY_PATH: _at_verify,
    _PASSWORD_PATH: _at_password,
    _MAINTENANCE_PATH: _at_maintenance,
}
"""Where the redirects lead. Nothing can be filled in there: a face stays until the org is served without it."""
