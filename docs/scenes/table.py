"""The table of connected apps: full, searched, empty, loading, failed; and what opens over it."""

import sqlite3
from contextlib import closing

from docs.scenes.journeys import journey
from docs.scenes.stage import HeldConnection, Stage
from tui import paths
from tui.screens.clipboard_test import ClipboardTestScreen
from tui.screens.explanation import ExplanationScreen
from tui.screens.help import HelpScreen
from tui.screens.orgs import OrgsScreen
from tui.screens.palette import ActsPalette
from tui.screens.sort import SortScreen
from tui.screens.themes import ThemesScreen
from tui.widgets.apps_table import AppsTable

_ORGS = """
[orgs.acme]
kind = "salesforce"
username = "admin@acme.example"

[orgs.acme-sandbox]
kind = "salesforce"
username = "admin@acme.example.uat"
tokens = "setup-page"

[orgs.practice]
kind = "practice"
max_age = 90
"""


@journey(table="AppsScreen", search="AppsScreen", nothing_found="AppsScreen", marked="AppsScreen")
async def table(stage: Stage) -> None:
    """The list, and the list searched."""
    async with stage.console(led=True) as scene:
        await scene.take("table")
        await scene.press("slash", *"gateway", until="of 42")
        await scene.take("search")
        await scene.press(*" zzz", until="0 of 42")
        await scene.take("nothing-found")
        await scene.press("escape", until=lambda: isinstance(scene.app.focused, AppsTable))
        await scene.press("space", "j", "j", "space", until="2 marked")
        await scene.take("marked")


@journey(
    sort="SortScreen",
    themes="ThemesScreen",
    help_table="HelpScreen",
    explain_table="ExplanationScreen",
    palette="ActsPalette",
    orgs="OrgsScreen",
    due="AppsScreen",
    clipboard_test="ClipboardTestScreen",
)
async def over_the_table(stage: Stage) -> None:
    """What opens over the table."""
    stage.configure(_ORGS)
    async with stage.console("practice") as scene:
        await scene.press("s", until=SortScreen)
        await scene.take("sort")
        await scene.back("escape")
        if not stage.camera.no_colour:  # there nothing is to be chosen
            await scene.do("theme", until=ThemesScreen)
            await scene.take("themes")
            await scene.back("escape")
        await scene.press("question_mark", until=HelpScreen)
        await scene.take("help-table")
        await scene.back("escape")
        await scene.press("f1", until=ExplanationScreen)
        await scene.take("explain-table")
        await scene.back("escape")
        await scene.press("ctrl+p", until=ActsPalette)
        await scene.take("palette")
        await scene.back("escape")
        await scene.press("o", until=lambda: scene.lists(OrgsScreen))
        await scene.take("orgs")
        await scene.back("escape")
        await scene.press("d", until="due")
        await scene.take("due")
        await scene.press("T", until=ClipboardTestScreen)
        await scene.take("clipboard-test")


@journey(empty_org="AppsScreen")
async def empty_org(stage: Stage) -> None:
    """An org without a connected app."""
    with closing(sqlite3.connect(paths.practice_database())) as database, database:
        database.execute("PRAGMA foreign_keys = OFF")
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE name IN ('tokens', 'clients', 'audit', 'apps')"
        ).fetchall():
            database.execute(f"DELETE FROM {name}")
    async with stage.console() as scene:
        await scene.take("empty-org")


@journey(loading="AppsScreen", stopped="AppsScreen")
async def loading(stage: Stage) -> None:
    """An org that takes its time, and the wait for it stopped."""
    async with stage.console(until="Asking the org", connection=HeldConnection) as scene:
        await scene.take("loading")
        await scene.press("escape", until="stopped")
        await scene.take("stopped")


@journey(unreachable="AppsScreen")
async def unreachable(stage: Stage) -> None:
    """An org that cannot be reached."""
    stage.configure(
        '[orgs.rehearsal]\nkind = "salesforce"\ninstance_url = "http://127.0.0.1:9"\n'
        'access_token_from = { command = ["echo", "session"] }\ntokens = "setup-page"\n'
    )
    async with stage.console("rehearsal", until="F5", hurried=True) as scene:
        await scene.wait(lambda: "Asking" not in scene.text)
        await scene.take("unreachable")


@journey(no_permission="AppsScreen", read_only="AppsScreen")
async def may_not(stage: Stage) -> None:
    """As the user who may not manage connected apps; and read only."""
    stage.configure('[orgs.support]\nkind = "practice"\nuser = "support"\n')
    async with stage.console("support") as scene:
        await scene.wait(lambda: scene.app.surroundings.lacks_permission)
        await scene.take("no-permission")
    async with stage.console(read_only=True) as scene:
        await scene.press("R", until="ead only")
        await scene.take("read-only")


@journey(no_colour="AppsScreen")
async def no_colour(stage: Stage) -> None:
    """The list where NO_COLOR is set."""
    with stage.without_colour():
        async with stage.console() as scene:
            await scene.take("no-colour")
