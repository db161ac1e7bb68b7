"""Seeing and copying one app's initial access token.

The value is read from the Setup page each time it is asked for and handed on at once: between two acts the desk
keeps a fingerprint and nothing else, so that a token that someone else replaced is never shown or copied as if
it were alive.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from tui.domain.clipboard import Copied, Delivery
from tui.domain.connected_app import TokenState
from tui.domain.secret import Mark, Secret
from tui.domain.token import TokenReading
from tui.errors import NotFoundError, UsageError
from tui.ports import SetupPage


class CopyAs(StrEnum):
    """What goes to the clipboard: gateways differ in what they want."""

    TOKEN = "token"
    HEADER = "header"
    """`Bearer <token>`, as MuleSoft's Authorization Header field takes it."""


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """What the screen may keep of a token."""

    app_id: str
    state: TokenState
    mark: Mark | None
    """Of the token, where there is one; it tells whether a token seen later is the same."""
    read_at: datetime

    @property
    def fingerprint(self) -> str | None:
        """For people to compare."""
        return self.mark.fingerprint if self.mark else None


class CopyTo(Protocol):
    """Where a copy goes: `ClipboardWatch`, which also takes it off again."""

    async def copy(self, value: Secret, *, of: Copied | None = None) -> Delivery:
        """Put `value`, which is the token `of`, there; raises ClipboardError."""
        ...


class TokenDesk:
    """Reads tokens of one org for whoever asks; changes nothing.

    Args:
        page: the Setup page of the org.
        clipboard: where copies go, and who takes them off again.
        may_reveal: whether this org lets the console show a value at all.
    """

    def __init__(self, page: SetupPage, clipboard: CopyTo, *, may_reveal: bool = True) -> None:
        self._page = page
        self._clipboard = clipboard
        self.may_reveal = may_reveal

    async def look(self, app_id: str) -> TokenFacts:
        """Read the app's Setup page.

        Raises:
            OrgError: as `SetupPage.read`.
        """
        return facts_of(await self._page.read(app_id))

    async def reveal(self, app_id: str) -> tuple[Secret, TokenFacts]:
        """The token as the Setup page holds it now.

        Raises:
            NotFoundError: the app has no token.
            UsageError: this org is configured never to show one.
            OrgError: as `SetupPage.fetch`.
        """
        if not self.may_reveal:
            raise UsageError(
                "The configuration of this org says that tokens are never shown.",
                hint="Copy it instead, or change reveal in the configuration file.",
            )
        reading = await self._page.fetch(app_id)
        return _token(reading), facts_of(reading)

    async def copy(self, app_id: str, copy_as: CopyAs) -> tuple[Delivery, TokenFacts]:
        """Put the token as the Setup page holds it now on the clipboard.

        Raises:
            NotFoundError: the app has no token.
            ClipboardError: no clipboard took it.
            OrgError: as `SetupPage.fetch`.
        """
        reading = await self._page.fetch(app_id)
        token = _token(reading)
        value = token if copy_as is CopyAs.TOKEN else Secret(f"Bearer {token.expose()}")
        of = Copied(app_id, token.fingerprint, reading.read_at)
        return await self._clipboard.copy(value, of=of), facts_of(reading)


def facts_of(reading: TokenReading) -> TokenFacts:
    """What may be kept of a reading."""
    mark = reading.token.mark if reading.token else None
    return TokenFacts(reading.app_id, reading.state, mark, reading.read_at)


def no_section() -> NotFoundError:
    """The Setup page of an app says nothing of a token."""
    return NotFoundError(
        "The Setup page of the app shows no token section under a label that this console knows.",
        hint="Look at the page in Setup: an installed app may have none, another language names it otherwise.",
    )


def _token(reading: TokenReading) -> Secret:
    if reading.state is TokenState.UNKNOWN:
        raise no_section()
    if reading.token is None:
        raise NotFoundError("The app has no initial access token.", hint="Generate one first.")
    return reading.token
