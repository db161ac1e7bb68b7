"""The HTML of the View page: the only place where the token is shown and made. Knows no database.

How the real page marks up the initial access token is not public: the section's heading and labels are documented; the
table layout, the generated names, the hidden state after the form and the hidden `ctrDiv_…` are seen on its other
sections; everything else is inferred.
"""

from collections.abc import Mapping
from html import escape
from typing import Final

from tui.practice.apps import App
from tui.practice.faces import Face
from tui.practice.markup import hidden, reveal_by_id
from tui.practice.setup_html import VIEW_PATH, page
from tui.practice.token_html import Shown
from tui.practice.view_state import Controls

_OLD: Final = "appsetup:setupForm:details:oauthSettingsSection"
"""Prefix of ids on the old layout. [seen]"""
_PARTIAL: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def view_page(
    app: App, token: str | None, fields: Mapping[str, str], controls: Controls, face: Face
) -> str:
    """The whole page."""
    action = escape(f"{VIEW_PATH}?applicationId={app.setup_id}&id={app.consumer_id}")
    name = escape(controls.form)
    sections = _basic(app, face) + _oauth(app, controls, face)
    if app.takes_tokens:
        sections += face.section(Shown(token, controls, face.words, face.markup))
    body = (
        f'<h1 class="pageType">Manage Connected Apps</h1><h2 class="pageDescription">{escape(app.name)}</h2>\n'
        f'<form id="{name}" name="{name}" method="post" action="{action}"'
        ' enctype="application/x-www-form-urlencoded">\n'
        f'<input type="hidden" name="{name}" value="{name}" />\n'
        '<div class="bPageBlock brandSecondaryBrd apexDefaultPageBlock secondaryPalette">'
        f'{_header(controls)}<div class="pbBody">{sections}</div></div>\n</form>\n'
        f'<span id="ajax-view-state-page-container" style="display: none">{hidden(fields)}</span>'
    )
    return page(f"Connected App: {app.name}", body, language=face.words.language)


def partial_page(app: App, token: str, controls: Controls, face: Face) -> str:
    """What an A4J press is answered: the section alone, as a document of its own. [seen] on other pages."""
    section = face.section(Shown(token, controls, face.words, face.markup))
    title = escape(app.name)
    return (
        f'{_PARTIAL}<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}</title></head>'
        f'<body>{section}<meta name="Ajax-Update-Ids" content="{escape(controls.form)}" /></body></html>'
    )


def _header(controls: Controls) -> str:
    named = ((controls.edit, "Edit"), (controls.delete, "Delete"), (controls.manage, "Manage"))
    buttons = "".join(
        f'<input type="submit" class="btn" name="{escape(name)}" value="{label}" />'
        for name, label in named
    )
    return (
        '<div class="pbHeader"><table border="0" cellpadding="0" cellspacing="0"><tr><td class="pbTitle">'
        f'<h2 class="mainTitle">Connected App Detail</h2></td><td class="pbButton">{buttons}</td></tr></table></div>'
    )


def _basic(app: App, face: Face) -> str:
    row = face.markup.row
    rows = (
        row("Connected App Name", escape(app.name))
        + row("Description", escape(app.description))
        + row("Contact Email", escape(app.contact_email))
        + row("Version", "1.0")
    )
    return face.markup.section(face.words.basic, rows)


def _oauth(app: App, controls: Controls, face: Face) -> str:
    row = face.markup.row
    consumer = (
        _old_consumer(app, controls, face)
        if face.old_secret
        else row(
            "Consumer Key and Secret",
            face.markup.button(controls.consumer, face.words.consumer, ""),
        )
    )
    rows = (
        consumer
        + row(
            "Selected OAuth Scopes",
            "Manage user data via APIs (api)<br>Access unique user identifiers (openid)",
        )
        + row("Start URL", escape(app.start_url))
    )
    return face.markup.section(face.words.oauth, rows)


def _old_consumer(app: App, controls: Controls, face: Face) -> str:
    """Key and secret on the page itself, the secret behind a link as the token is."""
    row = face.markup.row
    number = controls.consumer.rpartition("j_id")[2]
    key = f'<span id="{_OLD}:consumerKeySection:consumerKey">practice.{escape(app.consumer_id)}</span>'
    secret = reveal_by_id(
        face.words.reveal, number, f"practice-consumer-secret-of-{app.consumer_id}"
    )
    return row("Consumer Key", key) + row("Consumer Secret", secret)
