"""The states of the console's screens, one after the other, over an org in memory: for tests of how they look."""

from collections.abc import AsyncIterator, Callable

from textual.pilot import Pilot

from tests.consoles import console, meant, opened, pressed, running, settled
from tests.fakes import (
    PRACTICE,
    PRODUCTION,
    FakeClock,
    FakeOrg,
    FakeTarget,
    generation,
    make_app,
)
from tui.app import ConsoleApp
from tui.domain.five_steps import FiveSteps
from tui.domain.handover import Binding
from tui.domain.org import Org, OrgKind
from tui.errors import TargetError, UnreachableError

_NAMES = (
    "Billing Sync", "Claims Intake", "Data Loader Nightly", "Fleet Tracking", "Invoice Archive",
    "Partner API Gateway", "Partner Portal", "Quotes", "Warehouse Feed", "Zephyr Bridge",
)  # fmt: skip
APPS = [make_app(number, name) for number, name in enumerate(_NAMES, 1)]
TOKENS = {app.id: f"{app.id}-" * 4 for app in APPS if app.name != "Claims Intake"}
SANDBOX = PRODUCTION._replace(name="Acme UAT", kind=OrgKind.SANDBOX)
TRAIL = [
    generation(app.name, 3 * at * at + 1)
    for at, app in enumerate(APPS)
    if at % 3 and app.id in TOKENS
]

State = tuple[str, ConsoleApp, Pilot[None]]
"""What the screen shows, in words."""
Size = tuple[int, int]
Walk = Callable[[Size], AsyncIterator[State]]


def _org(clock: FakeClock, org: Org, *, may_manage: bool = True) -> FakeOrg:
    return FakeOrg(APPS, org=org, tokens=TOKENS, trail=TRAIL, clock=clock, may_manage=may_manage)


async def practice(size: Size) -> AsyncIterator[State]:
    """A practice org: the table, an app with a token and one without, the dialogs."""
    clock = FakeClock()
    targets = [FakeTarget(), FakeTarget("spare", binding=Binding(orgs=("acme",)))]
    app = console(_org(clock, PRACTICE), clock=clock, targets=targets, steps=FiveSteps())
    async with running(app, size) as pilot:
        yield "table", app, pilot
        await pressed(pilot, "slash", *"part")
        yield "typed search", app, pilot
        await pressed(pilot, "enter")
        yield "searched table", app, pilot
        await pressed(pilot, "escape", "slash", *"xx")
        yield "search without a hit", app, pilot
        await pressed(pilot, "escape")
        for name, keys in _OVER_THE_TABLE.items():
            await opened(pilot, *keys)
            yield name, app, pilot
            await pressed(pilot, "escape")
        await pressed(pilot, "home", "down", "enter")
        yield "app without a token", app, pilot
        await pressed(pilot, "left", "up", "enter")
        yield "app with a token", app, pilot
        await pressed(pilot, "r")
        yield "revealed token", app, pilot
        await opened(pilot, "g")
        yield "regenerate", app, pilot
        await meant(pilot, "y")
        yield "regenerated", app, pilot
        for name, keys in _OVER_THE_APP.items():
            await opened(pilot, *keys)
            yield name, app, pilot
            await pressed(pilot, "escape")


_OVER_THE_TABLE = {
    "help": ("question_mark",),
    "sorting": ("s",),
    "palette": ("ctrl+p",),
}
_OVER_THE_APP = {"forms of copying": ("y",), "journal": ("J",)}


async def production(size: Size) -> AsyncIterator[State]:
    """A production org whose user lacks the permission: banner, typed name, an error, a rotation that needs care."""
    clock, refusing = FakeClock(), FakeTarget("spare")
    refusing.faults = [TargetError("Not permitted.", hint="Grant the permission.")]
    org = _org(clock, PRODUCTION, may_manage=False)
    app = console(org, clock=clock, targets=[FakeTarget(), refusing])
    async with running(app, size) as pilot:
        yield "production table", app, pilot
        await pressed(pilot, "enter")
        yield "production app", app, pilot
        await opened(pilot, "g")
        await pilot.press(*"Bill")
        await settled(pilot)
        yield "typed name", app, pilot
        await pressed(pilot, "escape")
        org.fail["app"] = UnreachableError("The org cannot be reached.", hint="Is it up?")
        await pressed(pilot, "f5")
        yield "error", app, pilot
        org.fail.clear()
        await opened(pilot, "h")
        await pressed(pilot, "space", "down", "space")
        await meant(pilot, "enter")
        yield "hand over", app, pilot
        await meant(pilot, "y")
        yield "rotation report", app, pilot


async def guided(size: Size) -> AsyncIterator[State]:
    """A production org in guided mode."""
    clock = FakeClock()
    app = console(_org(clock, PRODUCTION), clock=clock, guided=True)
    async with running(app, size) as pilot:
        await pressed(pilot, "enter")
        await opened(pilot, "g")
        yield "guided mode", app, pilot
        await pressed(pilot, "escape")
        await meant(pilot, "n")


async def several(size: Size) -> AsyncIterator[State]:
    """A sandbox: the table with its pane where it is wide enough, and two apps rotated, one of them in vain."""
    clock, apps = FakeClock(), APPS[2:4]
    targets = [FakeTarget(app.id, binding=Binding(apps=(app.id,), loopback=True)) for app in apps]
    targets[1].faults = [TargetError("Not permitted.", hint="Grant the permission.")]
    app = console(_org(clock, SANDBOX), clock=clock, targets=targets)
    async with running(app, size) as pilot:
        await pressed(pilot, "down", "down", "space", "down", "space")
        yield "marked rows", app, pilot
        await opened(pilot, "R")
        yield "rotation of several", app, pilot
        await meant(pilot, "y")
        yield "report of several", app, pilot


WALKS: tuple[Walk, ...] = (practice, production, guided, several)
