"""Stand-ins for what services need from outside: they implement `tui.ports` and record what was asked of them."""

import asyncio
import heapq
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from tui.domain.acts import (
    Author,
    Deed,
    Intent,
    JournalEntry,
    Outcome,
    Result,
    Subject,
    Upshot,
)
from tui.domain.app_metadata import AppMetadata
from tui.domain.clipboard import Clearing, Copied, Delivery, Outlook
from tui.domain.connected_app import (
    AppDetails,
    AppKind,
    AppPage,
    AppPolicies,
    ConnectedApp,
    TokenState,
)
from tui.domain.guided import Walk
from tui.domain.handover import Binding, Errand, Held, TargetCard, ValueForm
from tui.domain.kept import AppColumns, KeptList
from tui.domain.org import Org, OrgKind, Permissions, User
from tui.domain.secret import Mark, Secret
from tui.domain.token import Generation, TokenReading
from tui.errors import (
    ClipboardError,
    ConflictError,
    ConsoleError,
    JournalError,
    NotFoundError,
    NotRecordedError,
    TargetConflictError,
)
from tui.ports import NOBODY, OpenTarget, TrailLook, Witness

ANA_ID = "005000000000001"
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


def kept_list(
    apps: Sequence[ConnectedApp],
    *,
    trail: Sequence[Generation] = (),
    org_id: str = "00D000000000001",
    user_id: str = ANA_ID,
    hours: float = 3,
    sign: tuple[str, ...] = ("known",),
) -> KeptList:
    """A list that was kept some hours ago; without a sign nobody knows whose before the org is asked."""
    people = sorted({person for app in apps for person in (app.created_by, app.modified_by)})
    columns = AppColumns(
        [app.id for app in apps],
        [app.name for app in apps],
        [app.created_at.timestamp() for app in apps],
        [people.index(app.created_by) for app in apps],
        [app.modified_at.timestamp() for app in apps],
        [people.index(app.modified_by) for app in apps],
        people,
    )
    return KeptList(org_id, user_id, NOW - timedelta(hours=hours), columns, list(trail), sign)


class FakeKeeper:
    """A `ListKeeper` in memory. `gate` holds what is read back."""

    def __init__(self, kept: KeptList | None = None) -> None:
        self.kept = kept
        self.writes: list[KeptList] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def read(self) -> KeptList | None:
        await self.gate.wait()
        return self.kept

    async def keep(self, kept: KeptList) -> None:
        self.writes.append(kept)


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
        self.records: dict[str, AppMetadata] = {}
        """By Id."""
        self.fail: dict[str, ConsoleError] = {}
        self.gates: dict[str, asyncio.Event] = {}
        self.reached: dict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._org = org
        self._may_manage = may_manage
        self.clock = clock or FakeClock()

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
        return User(ANA_ID, "Ana Souza", "admin@practice.example")

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

    def leave_row(self, app: ConnectedApp, *, seconds: float, by: str = "Ana Souza") -> None:
        """A row of the audit trail, so long after the beginning."""
        at = NOW + timedelta(seconds=seconds)
        self.trail.append(Generation(at, by, app.name, ANA_ID if by == "Ana Souza" else "005B"))

    async def metadata(self, app_id: str) -> AppMetadata:
        await self._pass("metadata")
        return self.records.get(app_id, AppMetadata(AppKind.UNKNOWN, why="No metadata."))

    async def generations(self) -> list[Generation]:
        await self._pass("generations")
        return list(self.trail)

    async def fetch(self, app_id: str) -> TokenReading:
        return await self.read(app_id)

    async def read(self, app_id: str) -> TokenReading:
        await self._pass("read")
        token = self.tokens.get(app_id)
        if token is None:
            return TokenReading(app_id, TokenState.NONE, None, self.clock.now())
        return TokenReading(app_id, TokenState.PRESENT, Secret(token), self.clock.now())

    async def generate(self, app_id: str, *, witness: Witness = NOBODY) -> TokenReading:
        if app_id in self.tokens:
            raise ConflictError("The app has a token by now.", hint="Open the app again.")
        witness.leaving()
        return await self._post(f"generate {app_id}", app_id)

    async def regenerate(
        self, app_id: str, *, replacing: Mark, witness: Witness = NOBODY
    ) -> TokenReading:
        current = self.tokens.get(app_id)
        if current is None or Secret(current).mark != replacing:
            raise ConflictError("Someone else regenerated it.", hint="Open the app again.")
        witness.leaving()
        return await self._post(f"regenerate {app_id}", app_id)

    async def _post(self, words: str, app_id: str) -> TokenReading:
        if self.lose_token_to:
            self.tokens[app_id] = self.lose_token_to
        await self._pass("post")
        self.posts.append(words)
        self.tokens[app_id] = f"token-{len(self.posts)}-of-{app_id}"
        name = next(app.name for app in self.apps if app.id == app_id)
        self.trail.append(Generation(self.clock.now(), "Ana Souza", name, ANA_ID))
        return await self.read(app_id)


class FakeClipboard:
    """A clipboard that remembers everything that was ever on it."""

    def __init__(self) -> None:
        self.history: list[str] = []
        self.content = ""
        self.broken = False
        self.unreachable = False
        """Nothing can be taken off it."""
        self.gate: asyncio.Event | None = None
        """What a copy waits for, once the value is there."""

    async def outlook(self) -> Outlook:
        return Outlook("system clipboard")

    async def copy(self, value: Secret, *, of: Copied | None = None) -> Delivery:
        if self.broken:
            raise ClipboardError("No clipboard.")
        self.content = value.expose()
        self.history.append(self.content)
        if self.gate is not None:
            await self.gate.wait()
        return Delivery("system clipboard", confirmed=True)

    async def clear(self, value: Secret) -> Clearing:
        if self.unreachable:
            return Clearing.FAILED
        if self.content != value.expose():
            return Clearing.CHANGED
        self.content = ""
        return Clearing.CLEARED


class FakeAct:
    """An act of the FakeJournal."""

    def __init__(self, journal: "FakeJournal", intent: Intent) -> None:
        self._journal = journal
        self.intent = intent

    def note(self, upshot: Upshot) -> None:
        act_id = self.intent.act_id
        if self._journal.cannot_end:
            raise NotRecordedError("The journal cannot be written: the disk is full.")
        if act_id in self._journal.held:
            outcome = Outcome(**asdict(upshot), act_id=act_id, at=NOW)
            self._journal.outcomes[act_id] = outcome

    def end(self, upshot: Upshot) -> None:
        try:
            self.note(upshot)
        finally:
            self._journal.held.discard(self.intent.act_id)


class FakeJournal:
    """A journal in memory."""

    def __init__(self) -> None:
        self.intents: list[Intent] = []
        self.outcomes: dict[str, Outcome] = {}
        self.held: set[str] = set()
        self.cannot_begin = False
        self.most: int | None = None
        """Acts for which there is room."""
        self.cannot_resume = False
        self.cannot_end = False
        self.cannot_read = False

    def begin(self, deed: Deed, org: Org, user: User, subject: Subject) -> FakeAct:
        if self.cannot_begin or len(self.intents) == self.most:
            raise NotRecordedError("The journal cannot be written: the disk is full.")
        author = Author(user.username, user.name, "host", "ana", "", 1, NOW, user.user_id)
        intent = Intent(
            f"act-{len(self.intents)}",
            NOW,
            deed,
            org.org_id,
            org.name,
            org.instance_url,
            subject.app_id,
            subject.app_name,
            author,
            subject.replacing,
            subject.last_row,
            subject.targets,
            guided=subject.guided,
        )
        return self.leave(intent)

    def leave(self, intent: Intent) -> FakeAct:
        """An act that somebody has begun and holds."""
        self.intents.append(intent)
        self.held.add(intent.act_id)
        return FakeAct(self, intent)

    def person(self) -> str:
        return "ana on host"

    def resume(self, intent: Intent) -> FakeAct | None:
        if self.cannot_resume:
            raise NotRecordedError("The journal cannot be written: the disk is full.")
        outcome = self.outcomes.get(intent.act_id)
        if intent.act_id in self.held or (outcome is not None and outcome.final):
            return None
        self.held.add(intent.act_id)
        return FakeAct(self, intent)

    def entries(self) -> list[JournalEntry]:
        if self.cannot_read:
            raise JournalError("The journal cannot be read: permission denied.")
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


class FakeGuide:
    """A person who brings what the test says, in turn; an error instead of a text is how they left."""

    def __init__(self, *answers: str | ConsoleError) -> None:
        self._answers = list(answers)
        self.walks: list[Walk] = []
        self.refused: list[str] = []

    async def lead(
        self, walk: Walk, problem: Callable[[Secret], str], newer_row: TrailLook
    ) -> Secret:
        self.walks.append(walk)
        self.newer_row = newer_row
        while True:
            answer = self._answers.pop(0)
            if isinstance(answer, ConsoleError):
                raise answer
            why = problem(Secret(answer))
            if not why:
                return Secret(answer)
            self.refused.append(why)


class FakeOpenTarget:
    """A FakeTarget that was opened: guards against what was written since."""

    def __init__(self, target: "FakeTarget") -> None:
        self._target = target
        self._seen = target.content
        self.closed = False
        self.checked = (f"{target.card.name} can be written.",)
        self.notes: tuple[str, ...] = ()

    def held_before(self, token: Secret) -> bool:
        return not self._target.masked and self._seen == token.expose()

    async def put(self, token: Secret) -> str:
        return await self._target.put(token, self._seen)

    async def held(self, token: Secret) -> Held:
        self._target.asked += 1
        if self._target.cannot_ask is not None:
            raise self._target.cannot_ask
        if self._target.masked:
            return Held.UNREADABLE
        if self._target.stale:
            self._target.stale -= 1
            return Held.AS_BEFORE
        content = self._target.content
        if content == token.expose():
            return Held.THIS
        return Held.AS_BEFORE if content == self._seen else Held.ANOTHER

    async def close(self) -> None:
        self.closed = True


class FakeTarget:
    """A target in memory.

    `faults` is what happens to the writes, one after the other, before they go well: an error is raised and nothing is
    written; `lost` raises after the write. `content` is what the target holds; so many questions as `stale` says are
    answered with what it held before.
    """

    def __init__(self, name: str = "gateway", *, binding: Binding | None = None) -> None:
        bound = binding or Binding(loopback=True)
        self.card = TargetCard(name, "fake", f"memory of {name}", ValueForm.TOKEN, bound)
        self.content = "what was there"
        self.faults: list[Exception] = []
        self.lost: list[Exception] = []
        self.writes = 0
        self.asked = 0
        self.masked = False
        self.cannot_open: ConsoleError | None = None
        self.cannot_ask: Exception | None = None
        self.stale = 0
        self.gate: asyncio.Event | None = None
        self.reached = asyncio.Event()
        self.opened: list[FakeOpenTarget] = []

    async def open(self, errand: Errand) -> OpenTarget:
        if self.cannot_open is not None:
            raise self.cannot_open
        way = FakeOpenTarget(self)
        self.opened.append(way)
        return way

    async def put(self, token: Secret, guard: str) -> str:
        self.reached.set()
        if self.gate is not None:
            await self.gate.wait()
        if self.faults:
            raise self.faults.pop(0)
        if self.content != guard:
            raise TargetConflictError("Somebody changed it.", hint="Look who did.")
        self.writes += 1
        self.content = token.expose()
        if self.lost:
            raise self.lost.pop(0)
        return f"version {self.writes}"

    @property
    def open_ways(self) -> int:
        """Connections that were not let go of."""
        return sum(not way.closed for way in self.opened)
