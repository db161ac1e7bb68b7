"""The words of the app screen."""

from datetime import datetime

from tui.domain.connected_app import AppDetails, ConnectedApp
from tui.domain.text import shortened
from tui.presentation.times import day
from tui.presentation.token_words import policy_rows

NAME_MOST = 160
"""Characters of a name that are shown; Salesforce allows 80, and an escape takes eight."""
_VALUE_MOST = 300


def fact_rows(
    app_id: str, app: ConnectedApp | None, details: AppDetails | None
) -> list[tuple[str, str]]:
    """What is known of the app beside its token, as label and value."""
    rows = [("Id", app_id)]
    if app is not None:
        rows.append(("Created", _by(app.created_at, app.created_by)))
        rows.append(("Changed", _by(app.modified_at, app.modified_by)))
    if details is not None:
        rows += policy_rows(details.policies)
    return [(label, shortened(value, _VALUE_MOST)) for label, value in rows]


def _by(at: datetime, who: str) -> str:
    return f"{day(at)} by {who}" if who else day(at)
