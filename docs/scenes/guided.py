"""Guided mode: the way to the Setup page, the paste, and what is asked on the way out."""

from docs.scenes.journeys import journey
from docs.scenes.one_app import APP
from docs.scenes.stage import Stage
from tui.screens.guided import GuidedScreen


@journey(
    guided_app="AppScreen",
    guided="GuidedScreen",
    guided_refused="GuidedScreen",
    guided_leaving="GuidedScreen",
)
async def guided(stage: Stage) -> None:
    """The practice org, served and taken as an org whose Setup page a person works."""
    with stage.served() as url:
        file = stage.home / "session"
        file.touch(mode=0o600)
        session = stage.command("practice-org", "session")
        file.write_text(session)
        stage.configure(
            f'[orgs.acme]\nkind = "salesforce"\ninstance_url = "{url}"\n'
            f'access_token_from = {{ file = "{file}" }}\n'
        )
        async with stage.console("acme") as scene:
            await scene.open(APP)
            await scene.take("guided-app")
            await scene.press("g", until=GuidedScreen)
            await scene.take("guided")
            await scene.paste(session)
            await scene.press("enter", until="session id")
            await scene.take("guided-refused")
            await scene.confirm("escape", until="not sure")
            await scene.take("guided-leaving")
