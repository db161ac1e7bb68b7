"""The HTML of the Setup pages: shaped as Visualforce pages are, every text escaped. Knows no database.

How the real View page marks up the initial access token is not public: the section's heading and labels are
documented, the table layout, the generated names, the hidden state after the form and the hidden `ctrDiv_…` are
seen on its other sections.
"""

from collections.abc import Mapping
from html import escape
from typing import Final

from tui.practice.apps import App
from tui.practice.tokens import Press
from tui.practice.view_state import Controls

SECTION_TITLE: Final = "Initial Access Token for Dynamic Client Registration"

VIEW_PATH: Final = "/app/mgmt/forceconnectedapps/forceAppDetail.apexp"
MANAGE_PATH: Final = "/_ui/core/application/force/connectedapp/ForceConnectedApplicationPage/d"


def page(title: str, body: str) -> str:
    """A whole page."""
    return (
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">\n<html>\n<head>'
        '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">'
        f"<title>{escape(title)} ~ Practice Org</title></head>\n"
        f'<body class="sfdcBody brandQuaternaryBgr">\n{body}\n</body>\n</html>\n'
    )


def redirect_by_script(statement: str) -> str:
    """A page that leads on by script, not by status, as Setup does."""
    return (
        "<html><head><title></title></head><body>\n<script>\n"
        f"function redirectOnLoad() {{ {statement} }}\nredirectOnLoad();\n</script>\n</body></html>\n"
    )


def message_page(title: str, words: str) -> str:
    """A page that says one thing and offers no section at all."""
    return page(title, message_block(words))


def message_block(words: str) -> str:
    """Setup's block for errors."""
    return (
        '<div class="message errorM3" role="alert"><table class="messageTable"><tr><td class="messageCell">'
        f'<div class="messageText"><span><h4>Error:</h4></span>{escape(words)}<br></div></td></tr></table></div>'
    )


def login_page() -> str:
    """Where a request without a living session ends."""
    return page(
        "Login",
        '<div id="login"><h1>Log in to the practice org</h1>'
        "<p>Sessions of the practice org are made on the command line: <code>practice-org session</code></p></div>",
    )


def insufficient_page() -> str:
    """What Setup shows to someone who may not see it, with status 200."""
    return page(
        "Insufficient Privileges",
        '<table class="errorTable"><tr><td><span id="errorTitle">Insufficient Privileges</span>'
        '<div id="errorDesc">You do not have the level of access necessary to perform the operation you requested.'
        "</div></td></tr></table>",
    )


def gone_page() -> str:
    """What Setup shows for an id that leads nowhere."""
    return page(
        "URL No Longer Exists",
        '<div id="errorTitle">URL No Longer Exists</div><div id="errorDesc">You have attempted to reach a URL that no'
        " longer exists.</div>",
    )


def manage_page(app: App) -> str:
    """The Manage page: policies, and nothing of the token."""
    users = (
        "Admin approved users are pre-authorized"
        if app.admin_approved_only
        else "All users may self-authorize"
    )
    rows = _row("Start URL", escape(app.start_url)) + _row("Permitted Users", users)
    return page(
        f"Connected App: {app.name}",
        f'<h1 class="pageType">Connected App</h1><h2 class="pageDescription">{escape(app.name)}</h2>'
        + _section("OAuth Policies", rows, first=True),
    )


def view_page(app: App, token: str | None, fields: Mapping[str, str], controls: Controls) -> str:
    """The View page: the only place where the token is shown and made."""
    action = escape(f"{VIEW_PATH}?applicationId={app.setup_id}&id={app.consumer_id}")
    name = escape(controls.form)
    sections = _basic(app) + _oauth(app, controls)
    if app.takes_tokens:
        sections += _token(token, controls)
    body = (
        f'<h1 class="pageType">Manage Connected Apps</h1><h2 class="pageDescription">{escape(app.name)}</h2>\n'
        f'<form id="{name}" name="{name}" method="post" action="{action}"'
        ' enctype="application/x-www-form-urlencoded">\n'
        f'<input type="hidden" name="{name}" value="{name}" />\n'
        '<div class="bPageBlock brandSecondaryBrd apexDefaultPageBlock secondaryPalette">'
        f'{_header(controls)}<div class="pbBody">{sections}</div></div>\n</form>\n'
        f'<span id="ajax-view-state-page-container" style="display: none">{_hidden(fields)}</span>'
    )
    return page(f"Connected App: {app.name}", body)


def _header(controls: Controls) -> str:
    buttons = (
        _button(controls.edit, "Edit")
        + _button(controls.delete, "Delete")
        + _button(controls.manage, "Manage")
    )
    return (
        '<div class="pbHeader"><table border="0" cellpadding="0" cellspacing="0"><tr><td class="pbTitle">'
        f'<h2 class="mainTitle">Connected App Detail</h2></td><td class="pbButton">{buttons}</td></tr></table></div>'
    )


def _basic(app: App) -> str:
    rows = (
        _row("Connected App Name", escape(app.name))
        + _row("Description", escape(app.description))
        + _row("Contact Email", escape(app.contact_email))
        + _row("Version", "1.0")
    )
    return _section("Basic Information", rows, first=True)


def _oauth(app: App, controls: Controls) -> str:
    rows = (
        _row("Consumer Key and Secret", _button(controls.consumer, "Manage Consumer Details"))
        + _row(
            "Selected OAuth Scopes",
            "Manage user data via APIs (api)<br>Access unique user identifiers (openid)",
        )
        + _row("Start URL", escape(app.start_url))
    )
    return _section("API (Enable OAuth Settings)", rows)


def _token(token: str | None, controls: Controls) -> str:
    if token is None:
        return _section(
            SECTION_TITLE, _row("Initial Access Token", _button(controls.token, Press.GENERATE))
        )
    number = controls.token.rpartition("j_id")[2]
    link = (
        f'<a href="javascript:void(0);" id="ctrLink_{number}" onclick="document.getElementById(\'ctrDiv_{number}\')'
        ".style.display='block';this.style.display='none';return false;\">Click to reveal</a>"
    )
    value = f'<div id="ctrDiv_{number}" style="display:none">{escape(token)}</div>'
    rows = _row("Initial Access Token", link + value)
    return _section(SECTION_TITLE, rows + _row("", _button(controls.token, Press.REGENERATE)))


def _section(title: str, rows: str, *, first: bool = False) -> str:
    return (
        f'<div class="pbSubheader brandTertiaryBgr{" first" if first else ""} tertiaryPalette">'
        f"<h3>{escape(title)}</h3></div>"
        f'<div class="pbSubsection"><table class="detailList" border="0" cellpadding="0" cellspacing="0">{rows}'
        "</table></div>\n"
    )


def _row(label: str, value: str) -> str:
    """A row of the detail table; `value` is HTML already."""
    return f'<tr><th scope="row" class="labelCol">{escape(label)}</th><td class="dataCol" colspan="3">{value}</td></tr>'


def _button(name: str, label: str) -> str:
    return f'<input type="submit" class="btn" name="{escape(name)}" value="{escape(label)}" />'


def _hidden(fields: Mapping[str, str]) -> str:
    return "".join(
        f'<input type="hidden" id="{escape(name)}" name="{escape(name)}" value="{escape(value)}" />'
        for name, value in fields.items()
    )
