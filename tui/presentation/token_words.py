"""The words around one app's initial access token."""

from datetime import datetime

from tui.domain.connected_app import AppPolicies, TokenState
from tui.domain.org import MANAGE_CONNECTED_APPS, PRACTICE_PORT, Org, OrgKind
from tui.domain.text import spelt
from tui.domain.token import Generation
from tui.presentation.keymap import Keymap
from tui.presentation.times import age, exact

SECTION = "Initial Access Token for Dynamic Client Registration"
"""The section's name in Setup."""

PERMISSION_MISSING = (
    f"The org says that your user lacks the permission {MANAGE_CONNECTED_APPS}, so it may refuse to show or to make"
    " tokens. It is granted in Setup, Permission Sets, System Permissions."
)

NO_UNDO = (
    "The token in use stops working at once; there is no undo. Until your API gateway holds the new one,"
    " no client can register."
)

MAY_BE_REFUSED = "Since Spring '26 an org may refuse new clients, whatever their token."
"""[documented] that connected apps can no longer be created; [inferred] that registering clients is part of it."""

STOPS_WORKING = "What it means for clients that are registered already, Salesforce does not say."


_MARK_MOST = 32
"""Cells of an org's name over a dialog."""

UNSEEN = "· Not seen: in guided mode the console does not read the Setup page"

PASTED = "● Pasted in this session; the console cannot see whether it is in use"


OPENING = "The app is being read."
"""What is under way while an app opens, as the reason why nothing else can be done."""

_READING = "· Reading the Setup page…"


def opening_words(keys: Keymap, *, guided: bool) -> str:
    """What is said once an app takes its time to open: what is waited for, and the way out."""
    what = "the app" if guided else "the app and its Setup page"
    return f"Reading {what}… {keys.name('back')} goes back."


def state_line(state: TokenState | None, *, guided: bool = False) -> str:
    """The token's state, with its sign."""
    if guided and state is None:
        return "· Reading the app…"
    if guided:
        return PASTED if state is TokenState.PRESENT else UNSEEN
    match state:
        case TokenState.PRESENT:
            return "● A token exists"
        case TokenState.NONE:
            return "○ No token yet"
        case TokenState.UNKNOWN:
            return "· The Setup page shows no token section under a label that this console knows"
        case None:
            return _READING


def generated_line(latest: Generation | None, *, ambiguous: bool, now: datetime) -> str:
    """Age and author, as far as the audit trail proves them."""
    if latest is not None:
        by = f" by {spelt(latest.by)}" if latest.by else ""
        return f"{age(latest.at, now)}{by}  ({exact(latest.at)})"
    if ambiguous:
        return "not known: several apps bear this name in the audit trail"
    return "not known: no row in the audit trail, which reaches back at least 180 days"


def org_kind(org: Org) -> str:
    """What is at stake in the org, in one word or two that colour does not have to carry."""
    if org.kind is OrgKind.PRACTICE:
        return "practice org"
    return org.kind.upper() if org.is_production else org.kind.value


def org_host(org: Org) -> str:
    """The org's host; the practice org inside a console has none that anybody could go to."""
    return "" if org.kind is OrgKind.PRACTICE else org.instance_url.partition("://")[2]


def org_line(org: Org) -> str:
    """Which org this is, in words that colour does not have to carry."""
    if org.kind is OrgKind.PRACTICE:
        return "practice org"
    return f"{spelt(org.name)} · {org_kind(org)}"


def production_mark(org: Org | None) -> str:
    """What a dialog over a production org bears; empty over any other."""
    if org is None or not org.is_production:
        return ""
    return f"{org_kind(org)}  {spelt(org.name, _MARK_MOST)}"


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
        rows.append(("Start URL", spelt(policies.start_url)))
    return rows


def _refresh(policies: AppPolicies) -> str:
    period = policies.refresh_token_validity
    if period is None:
        return "Valid until revoked"
    counted = "by inactivity" if policies.refresh_token_by_inactivity else "from issue"
    return f"Validity period {period}, counted {counted}"


def next_steps(org: Org | None, keys: Keymap, *, can_hand_over: bool) -> list[str]:
    """What to do after a token was generated."""
    copies = f"{keys.name('token.copy')} and {keys.name('token.copy_header')} copy it"
    hands = f"{keys.name('hand_over')} hands it over, " if can_hand_over else ""
    copy = f"Give it to your API gateway now: {hands}{copies}."
    if org is None:
        return [copy]
    url, condition = registration_url(org)
    note = f" ({condition})" if condition else ""
    return [copy, f"Client registration URL: {url}{note}"]


def registration_url(org: Org | None) -> tuple[str, str]:
    """Where a client registers itself with the token, and under what condition.

    The embedded practice org has no address, so it is that of the served one; an org that has not said who it is has
    none either, and its place is marked.
    """
    if org is None:
        return "https://MY-DOMAIN.my.salesforce.com/services/oauth2/register", ""
    if org.registration_url is None:
        url = f"http://127.0.0.1:{PRACTICE_PORT}/services/oauth2/register"
        return url, "while practice-org serve runs"
    return org.registration_url, ""
