"""The HTML of the Setup pages around the View page: every text escaped. Knows no database."""

from html import escape
from typing import Final

from tui.practice.apps import App
from tui.practice.markup import TABLES

VIEW_PATH: Final = "/app/mgmt/forceconnectedapps/forceAppDetail.apexp"
MANAGE_PATH: Final = "/_ui/core/application/force/connectedapp/ForceConnectedApplicationPage/d"


def page(title: str, body: str, *, language: str = "") -> str:
    """A whole page; `language` is that of its labels, where it names one."""
    lang = f' lang="{escape(language)}"' if language else ""
    return (
        f'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">\n<html{lang}>\n<head>'
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
    rows = TABLES.row("Start URL", escape(app.start_url)) + TABLES.row("Permitted Users", users)
    return page(
        f"Connected App: {app.name}",
        f'<h1 class="pageType">Connected App</h1><h2 class="pageDescription">{escape(app.name)}</h2>'
        + TABLES.section("OAuth Policies", rows),
    )
