"""The words of the app screen."""

from collections.abc import Sequence
from datetime import datetime

from tui.domain.app_metadata import AppMetadata
from tui.domain.connected_app import AppDetails, AppKind, ConnectedApp
from tui.domain.secret import MASK
from tui.domain.text import shortened, spelt
from tui.presentation.keymap import Keymap
from tui.presentation.times import day
from tui.presentation.token_words import policy_rows

NAME_MOST = 160
"""Characters of a name that are shown; Salesforce allows 80, and an escape takes eight."""
_VALUE_MOST = 300
_CHILDREN_MOST = 3
"""Child apps that are named."""


def fact_rows(
    app_id: str, app: ConnectedApp | None, details: AppDetails | None
) -> list[tuple[str, str]]:
    """What is known of the app beside its token, as label and value."""
    rows = [("Id", app_id)]
    if app is not None:
        rows.append(("Created", dated(app.created_at, app.created_by)))
        rows.append(("Changed", dated(app.modified_at, app.modified_by)))
    if details is not None:
        rows += policy_rows(details.policies)
    return [(label, shortened(value, _VALUE_MOST)) for label, value in rows]


_KINDS = {
    AppKind.LOCAL: "made in this org",
    AppKind.CHILD: "made by a registration",
    AppKind.INSTALLED: "not of this org, as far as its metadata says",
    AppKind.UNKNOWN: "not known",
}


def metadata_rows(
    metadata: AppMetadata | None, keys: Keymap, *, shows_key: bool
) -> list[tuple[str, str]]:
    """What the org's metadata says, as label and value; what it does not say has no row."""
    if metadata is None:
        return []
    kind = f"{_KINDS[metadata.kind]}. {metadata.why}" if metadata.why else _KINDS[metadata.kind]
    rows = [("Kind", kind), ("API name", spelt(metadata.api_name))]
    if metadata.consumer_key is not None:
        masked = f"{MASK}  ({keys.name('app.key')} shows it)"
        shown = metadata.consumer_key.expose() if shows_key else masked
        rows.append(("Consumer key", shown))
    rows += [
        ("Callback URLs", spelt(", ".join(metadata.callback_urls))),
        ("OAuth scopes", spelt(", ".join(metadata.scopes))),
        ("Contact", spelt(metadata.contact_email)),
        ("Description", spelt(metadata.description)),
    ]
    return [(label, shortened(value, _VALUE_MOST)) for label, value in rows if value]


def dated(at: datetime, who: str) -> str:
    """A day, and who it was, where that is known."""
    return f"{day(at)} by {spelt(who)}" if who else day(at)


def children_words(names: Sequence[str]) -> str:
    """The child apps that are known of an app; empty where none is, for Salesforce does not list them."""
    if not names:
        return ""
    named = ", ".join(spelt(name, 40) for name in names[-_CHILDREN_MOST:])
    more = len(names) - _CHILDREN_MOST
    return f"{len(names):,} known: {named}{f' and {more:,} more' if more > 0 else ''}"
