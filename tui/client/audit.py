"""The words of an audit row `dynamicInitialTokenGeneration`.

[seen] in one public list of audit rows, in English; a label may be duplicated or renamed, and the language may
follow a user. So a text of any other form names no app.
"""

from tui.domain.text import printable

ACTION = "dynamicInitialTokenGeneration"
"""`SetupAuditTrail.Action` of a generate and of a regenerate alike."""

_PREFIX = "Generated a new initial access token for connected app "


def app_name(display: str) -> str | None:
    """Return the printable label of the app that `Display` names, or None where the form of the text is not known."""
    if not display.startswith(_PREFIX):
        return None
    return printable(display[len(_PREFIX) :]) or None
