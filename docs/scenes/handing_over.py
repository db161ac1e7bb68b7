"""Hand-overs and rotations with targets that hold back, refuse or are not ready; what the journal keeps of them."""

import sqlite3
from contextlib import closing

from docs.scenes.journeys import journey
from docs.scenes.one_app import APP
from docs.scenes.scene import SHOWN_TOKENS
from docs.scenes.stage import Stage, StoppedClock
from tui import paths, wiring
from tui.domain.acts import Deed, Subject
from tui.domain.org import Org, OrgKind, User
from tui.screens.confirm import ConfirmScreen
from tui.screens.hand_over import TargetsScreen
from tui.screens.journal import JournalScreen
from tui.screens.rotation import RotationScreen
from tui.screens.several import BulkScreen

_TOGETHER = (APP, "Fleet Tracking", "Claims Intake")

_PROGRAMS = {
    "store-at-partner": 'cat >/dev/null; while [ -e "$HOME/hold" ]; do sleep 0.05; done',
    "store-at-warehouse": 'cat >/dev/null; test ! -e "$HOME/broken" || { echo "disk full" >&2; exit 1; }',
    "store-at-staging": "cat >/dev/null",
}
"""What the targets run; one waits while a file is there, one fails while another is."""

_TARGET = """
[targets.{name}]
kind = "command"
command = ["{program}"]
orgs = ["practice"]
apps = ["{app}"]
"""
_UNBOUND = """
[targets.staging-gateway]
kind = "command"
command = ["store-at-staging"]
"""
_NOT_READY = """
[targets.gateway-secret]
kind = "vault"
url = "https://vault.example:8200"
path = "gateway/salesforce"
key = "authorization"
token_from = { env = "VAULT_TOKEN" }
orgs = ["practice"]
"""


def _configure(stage: Stage, **apps: str) -> None:
    """Targets that run the programs, each for one app; without `staging` one bound to nothing and one not ready."""
    for name, script in _PROGRAMS.items():
        stage.program(name, script)
    with closing(sqlite3.connect(paths.practice_database())) as database:
        ids = dict(database.execute("SELECT name, id FROM apps"))
    made = [
        _TARGET.format(name=f"{place}-gateway", program=f"store-at-{place}", app=ids[app])
        for place, app in apps.items()
    ]
    stage.configure("".join(made) if "staging" in apps else "".join([*made, _UNBOUND, _NOT_READY]))


@journey(
    hand_over="TargetsScreen",
    preflight_failed="TargetsScreen",
    unbound_target="ConfirmScreen",
    hand_over_question="ConfirmScreen",
    rotation_running="RotationScreen",
    rotation_missing="RotationScreen",
    rotation_leave="ConfirmScreen",
    rotation_complete="RotationScreen",
)
async def one_rotation(stage: Stage) -> None:
    """One app: targets chosen, a rotation under way, a target without the token, all of them with it."""
    _configure(stage, partner=APP, warehouse=APP)
    hold, broken = stage.home / "hold", stage.home / "broken"
    async with stage.console() as scene:
        await scene.note_token(APP, SHOWN_TOKENS[0])
        await scene.open(APP)
        await scene.press("h", until=lambda: scene.lists(TargetsScreen))
        await scene.take("hand-over")
        await scene.mark("gateway-secret")
        await scene.confirm("enter", until="Not ready")
        await scene.take("preflight-failed")
        await scene.mark("gateway-secret")
        await scene.mark("staging-gateway", until=ConfirmScreen)
        await scene.take("unbound-target")
        await scene.back("escape")
        await scene.confirm("enter", until=ConfirmScreen)
        await scene.take("hand-over-question")
        await scene.back("escape")
        await scene.press("R", until=lambda: scene.lists(TargetsScreen))
        hold.touch()
        broken.touch()
        await scene.confirm("enter", until=ConfirmScreen)
        await scene.confirm("y", until=RotationScreen)
        await scene.wait("Lock-out")
        await scene.take("rotation-running")
        hold.unlink()
        await scene.wait(lambda: scene.idle(RotationScreen))
        await scene.note_token(APP, SHOWN_TOKENS[1])
        await scene.take("rotation-missing")
        await scene.press("left", until=ConfirmScreen)
        await scene.take("rotation-leave")
        await scene.back("escape")
        broken.unlink()
        await scene.press("a", until="both targets")
        await scene.take("rotation-complete")


@journey(
    several_question="ConfirmScreen",
    several_running="BulkScreen",
    several_missing="BulkScreen",
    journal_full="JournalScreen",
)
async def several_rotations(stage: Stage) -> None:
    """Marked apps rotated together; one target refuses. The journal has all of it."""
    _configure(stage, partner=APP, warehouse=_TOGETHER[1], staging=_TOGETHER[2])
    hold, broken = stage.home / "hold", stage.home / "broken"
    async with stage.console() as scene:
        for name in _TOGETHER:
            await scene.find(name)
            await scene.press("enter", "space", until="marked")
        await scene.press("R", until=ConfirmScreen)
        await scene.take("several-question")
        hold.touch()
        broken.touch()
        await scene.confirm("y", until=BulkScreen)
        await scene.wait("under way")
        await scene.take("several-running")
        hold.unlink()
        await scene.wait(lambda: scene.idle(BulkScreen))
        for number, name in enumerate(_TOGETHER):
            await scene.note_token(name, SHOWN_TOKENS[number % 2])
        await scene.take("several-missing")
        await scene.press("left", until=ConfirmScreen)
        await scene.confirm("y", until=JournalScreen)
        await scene.take("journal-full")


@journey(journal_empty="JournalScreen")
async def nothing_done(stage: Stage) -> None:
    """The journal before anything was done."""
    async with stage.console() as scene:
        await scene.press("J", until=JournalScreen)
        await scene.take("journal-empty")


@journey(journal_unfinished="JournalScreen")
async def left_behind(stage: Stage) -> None:
    """A console that went away during an act: the next one offers to look it up."""
    _leave_an_act_behind()
    async with stage.console(until="Unfinished acts") as scene:
        await scene.wait(lambda: scene.lists(JournalScreen))
        await scene.take("journal-unfinished")


def _leave_an_act_behind() -> None:
    with closing(sqlite3.connect(paths.practice_database())) as database:
        (app_id,) = database.execute("SELECT id FROM apps WHERE name = ?", (APP,)).fetchone()
        (org_id,) = database.execute("SELECT id FROM org").fetchone()
        (user_id,) = database.execute("SELECT id FROM users LIMIT 1").fetchone()
    org = Org(org_id, "Practice Org", OrgKind.PRACTICE, "http://localhost")
    user = User(user_id, "Ada Lindqvist", "admin@practice.example")
    act = wiring.journal(StoppedClock()).begin(
        Deed.REGENERATE, org, user, Subject(app_id, APP, SHOWN_TOKENS[0].fingerprint, last_row=None)
    )
    act.let_go()
