"""What works in an org, and what to do about what does not: each check a finding. Reads only, and posts nothing.

What a finding says is for the person in front of it, and names people and hosts. Its facts are for a report that may be
given away: kinds, counts and yes or no, never a text from the org.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from tui.domain.connected_app import ConnectedApp
from tui.domain.org import MANAGE_CONNECTED_APPS, OrgKind
from tui.domain.rehearsal import Rehearsal
from tui.errors import ConsoleError, OrgError, SessionError
from tui.exit_codes import ExitCode
from tui.ports import OrgDirectory

Fact = str | int | bool | None

_MOST_LABELS = 30
"""Headings and buttons of a page that is not recognised which are told, so that one of them can be configured."""


class Level(StrEnum):
    """How a check came out."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check.

    Attributes:
        check: which one.
        words: what was found, one sentence.
        todo: what to do about it; empty where there is nothing to do.
        facts: what a report may hold of it.
        code: what the command ends with where the check failed.
    """

    check: str
    level: Level
    words: str
    todo: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    code: ExitCode = ExitCode.DONE


class RealOrg(OrgDirectory, Protocol):
    """What the checks need of an org beside its directory."""

    async def api_version(self) -> int:
        """The version of the REST API that is spoken with it.

        Raises:
            OrgError: it could not be agreed on.
        """
        ...

    async def rehearse(self, app_id: str) -> Rehearsal:
        """Look at an app's Setup page as before a press, and press nothing.

        Raises:
            OrgError: the page could not be had at all.
        """
        ...


def failed(check: str, error: ConsoleError) -> Finding:
    """The finding of a check that ended in an error."""
    facts: dict[str, Fact] = {"error": type(error).__name__}
    if isinstance(error, OrgError):
        facts |= {"status": error.status, "code": error.code}
    return Finding(check, Level.FAIL, error.what, error.hint, facts, error.exit_code)


class OrgDoctor:
    """The checks of one org that is connected.

    Args:
        guided: whether a person works the Setup page; it is then read only where an app is named.
        app_id: whose Setup page to look at; None takes the first app.
    """

    def __init__(self, org: RealOrg, *, guided: bool, app_id: str | None = None) -> None:
        self._org = org
        self._guided = guided
        self._app_id = app_id
        self._apps: list[ConnectedApp] = []

    async def findings(self) -> AsyncIterator[Finding]:
        """Each check in turn; without a session the rest is not tried."""
        checks: list[tuple[str, Callable[[], Awaitable[Finding]]]] = [
            ("api version", self._version),
            ("session", self._session),
            ("org", self._identity),
            ("permission", self._permission),
            ("connected apps", self._connected_apps),
            ("audit trail", self._trail),
            ("setup page", self._rehearsal),
        ]
        for name, check in checks:
            try:
                yield await check()
            except ConsoleError as error:
                yield failed(name, error)
                if isinstance(error, SessionError):
                    return

    async def _version(self) -> Finding:
        version = await self._org.api_version()
        words = f"The org and this console speak API version {version}.0."
        return Finding("api version", Level.OK, words, facts={"version": version})

    async def _session(self) -> Finding:
        user = await self._org.user()
        return Finding("session", Level.OK, f"The session is {user.username}'s ({user.name}).")

    async def _identity(self) -> Finding:
        org = await self._org.org()
        if org.kind is OrgKind.PRACTICE:
            return Finding("org", Level.OK, "The practice org.", facts={"kind": org.kind.value})
        words = f"{org.name}, {org.kind}, {org.instance_url}."
        todo = "Try everything in a sandbox first." if org.is_production else ""
        return Finding("org", Level.OK, words, todo, {"kind": org.kind.value})

    async def _permission(self) -> Finding:
        has = (await self._org.permissions()).manage_connected_apps
        facts: dict[str, Fact] = {"manage_connected_apps": has}
        if has:
            words = f"The org says that the user has {MANAGE_CONNECTED_APPS}; it may still refuse."
            return Finding("permission", Level.OK, words, facts=facts)
        return Finding(
            "permission",
            Level.WARN,
            f"The org says that the user lacks {MANAGE_CONNECTED_APPS}.",
            "It is granted in Setup, Permission Sets, System Permissions.",
            facts,
        )

    async def _connected_apps(self) -> Finding:
        total = 0
        async for page in self._org.app_pages():
            total = page.total
            self._apps = list(page.apps)
            break
        facts: dict[str, Fact] = {"apps": total}
        if total:
            return Finding("connected apps", Level.OK, f"{total:,} can be read.", facts=facts)
        words = "The org lists none, or does not show them to this user."
        return Finding("connected apps", Level.WARN, words, "Look in Setup, App Manager.", facts)

    async def _trail(self) -> Finding:
        rows = await self._org.generations()
        foreign = sum(row.app_name is None for row in rows)
        facts: dict[str, Fact] = {"generations": len(rows), "in_unknown_words": foreign}
        if foreign:
            return Finding(
                "audit trail",
                Level.WARN,
                f"{len(rows):,} generations, {foreign:,} of them in words that this console does not know.",
                "Their language may be another one: ages of tokens are then unknown, nothing else.",
                facts,
            )
        words = f"{len(rows):,} generations of tokens in it, in words that this console knows."
        if not rows:
            words = "It can be read, and has no generation of a token in it (it reaches back at least 180 days)."
        return Finding("audit trail", Level.OK, words, facts=facts)

    async def _rehearsal(self) -> Finding:
        if self._guided and self._app_id is None:
            words = "Not read: this org is in guided mode, and no app was named."
            todo = "--app APP reads its Setup page once, presses nothing, and says what was recognised."
            return Finding("setup page", Level.SKIPPED, words, todo)
        app_id = self._app_id or (self._apps[0].id if self._apps else None)
        if app_id is None:
            return Finding("setup page", Level.SKIPPED, "There is no app to read it of.")
        return page_finding(await self._org.rehearse(app_id), guided=self._guided)


def page_finding(seen: Rehearsal, *, guided: bool) -> Finding:
    """What a rehearsal means for the choice between guided mode and the driver."""
    facts: dict[str, Fact] = {
        "ready": seen.is_ready,
        "state": seen.state.value if seen.state else None,
        "section_known": bool(seen.section),
        "button_known": bool(seen.button),
        "hides_value": seen.hides_value,
        "carries_state": seen.carries_state,
        "language": seen.language,
        "layout": seen.layout,
        "headings": len(seen.headings),
        "buttons": len(seen.buttons),
        "obstacle": seen.obstacle.name if seen.obstacle else None,
    }
    if seen.is_ready:
        words = f"Recognised: “{seen.section}”, one button “{seen.button}”; nothing was pressed."
        todo = 'tokens = "setup-page" may be tried here, in a sandbox first.' if guided else ""
        return Finding("setup page", Level.OK, words, todo, facts)
    told = " ".join(seen.missing[:3])
    if seen.headings or seen.buttons:
        quoted = ", ".join(f"“{text}”" for text in (*seen.headings, *seen.buttons)[:_MOST_LABELS])
        told = f"{told} The page has: {quoted}."
    mode = "Stay with" if guided else "Go back to"
    todo = f'{mode} tokens = "guided". Another app may show more: --app APP.'
    return Finding("setup page", Level.WARN, told, todo, facts)
