"""The words by which the pages are recognised that come instead of the one asked for, and what to do about them.

English, and [seen]; in another language such a page is known by its address or its fields, or not at all. Compared
after white space is collapsed, without regard to case. The words of the token's section: `tui.domain.setup_labels`.
"""

LOOK_IN_SETUP = "Open the app in Setup with a browser to see what the org shows there."
"""What to do about a page that this client does not understand."""

NO_ACCESS_TITLES = frozenset({"insufficient privileges", "insufficient access"})
NO_ACCESS_PHRASES = ("you do not have the level of access necessary",)

GONE_TITLES = frozenset({"data not available", "url no longer exists", "page not found"})
GONE_PHRASES = (
    "the data you were trying to access could not be found",
    "you have attempted to reach a url that no longer exists",
)

MAINTENANCE_TITLES = frozenset(
    {"maintenance", "down for maintenance", "we are down for maintenance"}
)
MAINTENANCE_PHRASES = (
    "down for maintenance",
    "undergoing maintenance",
    "maintenance in progress",
    "server unavailable",
    "temporarily unavailable",
)

PASSWORD_TITLES = frozenset({"change your password", "change password"})

IDENTITY_TITLES = frozenset(
    {
        "verify your identity",
        "register for identity verification",
        "connect salesforce authenticator",
    }
)

PASSKEY_TITLES = frozenset({"create a passkey", "register a passkey", "add a passkey"})

LOGIN_TITLES = frozenset({"login", "log in", "login | salesforce", "log in | salesforce"})

ERROR_IDS = frozenset({"error", "errorTitle", "errorDesc", "validationError"})
"""Ids of the elements in which pages of the org put an error; fixed, not generated."""
