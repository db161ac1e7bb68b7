"""Stand-ins for what services need from outside: they implement `tui.ports` and record what was asked of them."""

import asyncio
import heapq
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta

from tui.domain.acts import Author, Deed, Intent, JournalEntry, Outcome, Result
from tui.domain.connected_app import (
    AppDetails,
    AppPage,
    AppPolicies,
    ConnectedApp,
    TokenState,
)
from tui.domain.org import Org, OrgKind, Permissions, User
from tui.domain.secret import Secret
from tui.domain.token import Generation, TokenReading
from tui.errors import (
    ClipboardError,
    ConflictError,
    ConsoleError,
    NotFoundError,
    NotRecordedError,
)

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PRACTICE = Org("00D000000000001", "Practice Org", OrgKind.PRACTICE, "http://127.0.0.1:8765")
PRODUCTION = Org("00D000000000002", "Acme", OrgKind.PRODUCTION, "https://acme.my.salesforce.com")


class FakeClock:
    """Time that moves only when a test says so."""

    def __init__(self) -> None:
        self._elapsed = 1000.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self._elapsed - 1000.0)

    def monotonic(self) -> float:
        return self._elapsed

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._elapsed + seconds, id(future), future))
        await future

    def advance(self, seconds: float) -> None:
        """Let time pass; whoever waited long enough wakes."""
        self._elapsed += seconds
        while self._sleepers and self._sleepers[0][0] <= self._elapsed + 1e-9:
            future = heapq.heappop(self._sleepers)[2]
            if not future.done():
                future.set_result(None)

    @property
    def waiting(self) -> int:
        """How many are asleep."""
        return sum(not sleeper[2].done() for sleeper in self._sleepers)


def make_app(number: int, name: str | None = None, **more: str) -> ConnectedApp:
    """A connected app like any other."""
    created = NOW - timedelta(days=400 + number)
    return ConnectedApp(
        id=f"0H4{number:012d}AAA",
        name=name if name is not None else f"App {number:03d}",
        created_at=created,
        created_by=more.get("created_by", "Ana Souza"),
        modified_at=created + timedelta(days=1),
        modified_by=more.get("modified_by", "Priya Natarajan"),
    )


def generation(name: str, days: float, by: str = "Ana Souza") -> Generation:
    """A row of the audit trail."""
    return Generation(NOW - timedelta(days=days), by, name)


class FakeOrg:
    """An org in memory: directory and Setup page in one. `tokens` maps an app's Id to its value."""

    def __init__(
        self,
        apps: Sequence[ConnectedApp] = (),
        *,
        org: Org = PRACTICE,
        tokens: dict[str, str] | None = None,
        trail: Sequence[Generation] = (),
        may_manage: bool = True,
        page_size: int = 2000,
        clock: FakeClock | None = None,
    ) -> None:
        self.apps = list(apps)
        self.tokens = dict(tokens or {})
        self.trail = list(trail)
        self.page_size = page_size
        self.pages_asked = 0
        self.closed = False
        self.journal = FakeJournal()
        self.lose_token_to = ""
        """The token that the page holds after a POST whose answer fails."""
        self.posts: list[str] = []
        self.fail: dict[str, ConsoleError] = {}
        self.gates: dict[str, asyncio.Event] = {}
        self.reached: dict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._org = org
        self._may_manage = may_manage
        self._clock = clock or FakeClock()

    async def _pass(self, call: str) -> None:
        self.reached[call].set()
        if call in self.gates:
            await self.gates[call].wait()
        if call in self.fail:
            raise self.fail[call]

    async def org(self) -> Org:
        await self._pass("org")
        return self._org

    async def user(self) -> User:
        await self._pass("user")
        return User("005000000000001", "Ana Souza", "admin@practice.example")

    async def permissions(self) -> Permissions:
        await self._pass("permissions")
        return Permissions(manage_connected_apps=self._may_manage)

    async def app_pages(self) -> AsyncIterator[AppPage]:
        await self._pass("app_pages")
        for start in range(0, max(1, len(self.apps)), self.page_size):
            self.pages_asked += 1
            await self._pass(f"page {self.pages_asked}")
            yield AppPage(self.apps[start : start + self.page_size], len(self.apps))

    async def app(self, app_id: str) -> AppDetails:
        await self._pass("app")
        for app in self.apps:
            if app.id == app_id:
                return AppDetails(
                    app,
                    AppPolicies("", True, False, None, refresh_token_by_inactivity=False),
                )
        raise NotFoundError("No such connected app.")

    async def generations(self) -> list[Generation]:
        await self._pass("generations")
        return list(self.trail)

    async def read(self, app_id: str) -> TokenReading:
        await self._pass("read")
        token = self.tokens.get(app_id)
        if token is None:
            return TokenReading(app_id, TokenState.NONE, None, self._clock.now())
        return TokenReading(app_id, TokenState.PRESENT, Secret(token), self._clock.now())

    async def generate(self, app_id: str) -> TokenReading:
        if app_id in self.tokens:
            raise ConflictError("The app has a token by now.", hint="Open the app again.")
        return await self._post(f"generate {app_id}", app_id)

    async def regenerate(self, app_id: str, *, replacing: str) -> TokenReading:
        current = self.tokens.get(app_id)
        if current is None or Secret(current).fingerprint != replacing:
            raise ConflictError("Someone else regenerated it.", hint="Open the app again.")
        return await self._post(f"regenerate {app_id}", app_id)

    async def _post(self, words: str, app_id: str) -> TokenReading:
        if self.lose_token_to:
            self.tokens[app_id] = self.lose_token_to
        await self._pass("post")
        self.posts.append(words)
        self.tokens[app_id] = f"token-{len(self.posts)}-of-{app_id}"
        name = next(app.name for app in self.apps if app.id == app_id)
        self.trail.append(Generation(self._clock.now(), "Ana Souza", name))
        return await self.read(app_id)


class FakeClipboard:
    """A clipboard that remembers everything that was ever on it."""

    way = "system clipboard"

    def __init__(self) -> None:
        self.history: list[str] = []
        self.content = ""
        self.broken = False

    async def copy(self, value: Secret) -> None:
        if self.broken:
            raise ClipboardError("No clipboard.")
        self.content = value.expose()
        self.history.append(self.content)

    async def clear(self, value: Secret) -> bool:
        if self.content != value.expose():
            return False
        self.content = ""
        return True


class FakeAct:
    """An act of the FakeJournal."""

    def __init__(self, journal: "FakeJournal", intent: Intent) -> None:
        self._journal = journal
        self.intent = intent

    def end(self, result: Result, *, fingerprint: str | None = None, words: str = "") -> None:
        if self._journal.cannot_end:
            raise NotRecordedError("The journal cannot be written: the disk is full.")
        if self.intent.act_id in self._journal.held:
            self._journal.held.remove(self.intent.act_id)
            self._journal.outcomes[self.intent.act_id] = Outcome(
                self.intent.act_id, NOW, result, fingerprint, words
            )


class FakeJournal:
    """A journal in memory."""

    def __init__(self) -> None:
        self.intents: list[Intent] = []
        self.outcomes: dict[str, Outcome] = {}
        self.held: set[str] = set()
        self.cannot_begin = False
        self.cannot_end = False

    def begin(
        self,
        deed: Deed,
        org: Org,
        user: User,
        *,
        app_id: str,
        app_name: str,
        replacing: str | None,
        last_row: datetime | None,
    ) -> FakeAct:
        if self.cannot_begin:
            raise NotRecordedError("The journal cannot be written: the disk is full.")
        author = Author(user.username, user.name, "host", "ana", "", 1, NOW)
        intent = Intent(
            f"act-{len(self.intents)}",
            NOW,
            deed,
            org.org_id,
            org.name,
            org.instance_url,
            app_id,
            app_name,
            author,
            replacing,
            last_row,
        )
        return self.leave(intent)

    def leave(self, intent: Intent) -> FakeAct:
        """An act that somebody has begun and holds."""
        self.intents.append(intent)
        self.held.add(intent.act_id)
        return FakeAct(self, intent)

    def resume(self, intent: Intent) -> FakeAct | None:
        if intent.act_id in self.held:
            return None
        self.held.add(intent.act_id)
        return FakeAct(self, intent)

    def entries(self) -> list[JournalEntry]:
        return [
            JournalEntry(
                intent, self.outcomes.get(intent.act_id), running=intent.act_id in self.held
            )
            for intent in self.intents
        ]

    @property
    def results(self) -> list[Result]:
        """What came of the acts, in the order in which they ended."""
        return [outcome.result for outcome in self.outcomes.values()]
