"""Guided mode: a person presses Generate in the browser and brings the token back by a paste.

What can be known of a paste is little: its shape is documented nowhere, so nothing is judged by it.
"""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from tui.domain.org import Org
from tui.domain.secret import Secret

APP_MANAGER = "/lightning/setup/NavigationMenus/home"
"""Path of App Manager in Lightning Setup [seen in public tools]. The View page of an app needs an Id that no documented
interface gives, so this is where the way begins."""


class Errand(StrEnum):
    """What the person is asked for."""

    GENERATE = "generate"
    """Press Generate or Regenerate, whichever the page offers, and bring the new token."""
    FETCH = "fetch"
    """Bring the token that there is."""


@dataclass(frozen=True, slots=True)
class Walk:
    """One way to the Setup page and back."""

    errand: Errand
    org: Org
    app_id: str
    app_name: str
    """Printable: the row to look for."""

    @property
    def path(self) -> str:
        """Where the way begins, below the org's origin."""
        return APP_MANAGER

    @property
    def url(self) -> str:
        """The same, as it is typed into a browser that is logged in to the org."""
        return f"{self.org.instance_url}{quote(self.path)}"


SHORT = 16
"""Characters below which a paste is asked about once: a guess, for what a token looks like is documented nowhere."""


def is_short(pasted: Secret) -> bool:
    """Whether a paste looks as if a part of it were missing."""
    return 0 < len(pasted.expose()) < SHORT


def cleaned(pasted: str) -> str:
    """A paste without the white space that browsers and terminals put around it."""
    return pasted.strip()


def paste_problem(pasted: Secret) -> str:
    """Why a paste can be no token, in a sentence; empty where it may be one."""
    value = pasted.expose()
    if not value:
        return "Nothing was pasted."
    if len(value.splitlines()) > 1:
        return "That is more than one line. Copy the token alone."
    if "\ufffd" in value:  # which counts as printable
        return "That has characters in it that cannot be read. Copy the token again."
    if not value.isprintable():
        return "That has characters in it that cannot be seen. Copy the token again."
    if "://" in value:
        return "That is an address. Copy the token that Click to reveal shows."
    if value.lower().startswith("bearer "):
        return "That begins with the word Bearer. Copy the token alone."
    return ""
