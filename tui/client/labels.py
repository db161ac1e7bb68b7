"""The words by which Setup pages are recognised, in one table, and what to do about one that is not.

English; another language is added here.

The section's label and the two buttons are [documented] in Salesforce Help; the titles of the pages that come
instead are [seen]. All are compared after white space is collapsed, titles and phrases without regard to case.
"""

LOOK_IN_SETUP = "Open the app in Setup with a browser to see what the org shows there."
"""What to do about a page that this client does not understand."""

SECTION = frozenset({"Initial Access Token for Dynamic Client Registration"})
"""Heading of the section on the View page of a connected app."""

GENERATE = frozenset({"Generate"})
"""The button of an app without a token."""

REGENERATE = frozenset({"Regenerate"})
"""The button of an app with a token."""

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
        "create a passkey",
        "register a passkey",
        "add a passkey",
        "register for identity verification",
        "connect salesforce authenticator",
    }
)

LOGIN_TITLES = frozenset({"login", "log in", "login | salesforce", "log in | salesforce"})

ERROR_IDS = frozenset({"error", "errorTitle", "errorDesc", "validationError"})
"""Ids of the elements in which pages of the org put an error; fixed, not generated."""
