"""The words around one app's initial access token."""

from datetime import datetime

from tui.domain.connected_app import AppPolicies, TokenState
from tui.domain.org import MANAGE_CONNECTED_APPS, Org, OrgKind
from tui.domain.token import Generation
from tui.presentation.times import age, exact

SECTION = "Initial Access Token for Dynamic Client Registration"
"""The section's name in Setup."""

PERMISSION_MISSING = (
    f"Your user lacks the permission {MANAGE_CONNECTED_APPS}, so tokens can be neither seen nor generated."
    " It is granted in Setup, Permission Sets, System Permissions."
)

NO_UNDO = (
    "The token in use stops working at once; there is no undo. Until your API gateway holds the new one,"
    " no client can register."
)

STOPS_WORKING = "What it means for clients that are registered already, Salesforce does not say."


def state_line(state: TokenState | None) -> str:
    """The token's state, with its sign."""
    match state:
        case TokenState.PRESENT:
            return "● A token exists"
        case TokenState.NONE:
            return "○ No token yet"
        case TokenState.UNKNOWN:
            return "· The Setup page of this app offers no initial access token"
        case None:
            return "· Reading the Setup page…"


def generated_line(latest: Generation | None, *, ambiguous: bool, now: datetime) -> str:
    """Age and author, as far as the audit trail proves them."""
    if latest is not None:
        by = f" by {latest.by}" if latest.by else ""
        return f"{age(latest.at, now)}{by}  ({exact(latest.at)})"
    if ambiguous:
        return "not known: several apps bear this name in the audit trail"
    return "not known: no row in the audit trail, which reaches back about 180 days"


def org_line(org: Org) -> str:
    """Which org this is, in words that colour does not have to carry."""
    if org.kind is OrgKind.PRACTICE:
        return "practice org"
    return f"{org.name} · {org.kind.upper() if org.is_production else org.kind}"


def policy_rows(policies: AppPolicies) -> list[tuple[str, str]]:
    """What App Manager shows of an app's policies."""
    permitted = (
        "Admin approved users are pre-authorized"
        if policies.admin_approved_only
        else "All users may self-authorize"
    )
    rows = [("Permitted users", permitted), ("Refresh token", _refresh(policies))]
    if policies.high_assurance:
        rows.append(("Session", "High assurance required"))
    if policies.start_url:
        rows.append(("Start URL", policies.start_url))
    return rows


def _refresh(policies: AppPolicies) -> str:
    period = policies.refresh_token_validity
    if period is None:
        return "Valid until revoked"
    counted = "by inactivity" if policies.refresh_token_by_inactivity else "from issue"
    return f"Validity period {period}, counted {counted}"


def next_steps(org: Org | None) -> list[str]:
    """What to do after a token was generated."""
    copy = "Give the token to your API gateway now: c copies it, C copies it as an Authorization header."
    if org is None:
        return [copy]
    if org.registration_url is None:
        url = "http://127.0.0.1:8765/services/oauth2/register"
        return [copy, f"Client registration URL: {url}, while the command practice-org serve runs."]
    return [copy, f"Client registration URL: {org.registration_url}"]
