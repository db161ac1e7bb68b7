"""One app and its token, from none to the second one; and the dialogs on the way."""

from docs.scenes.journeys import journey
from docs.scenes.scene import SHOWN_TOKENS
from docs.scenes.stage import Stage
from tui.screens.alone import AloneScreen
from tui.screens.app_detail import AppScreen
from tui.screens.confirm import ConfirmScreen
from tui.screens.copy_menu import CopyMenu
from tui.screens.explanation import ExplanationScreen
from tui.screens.help import HelpScreen
from tui.screens.journal import JournalScreen
from tui.screens.rotation import RotationScreen

APP = "Partner API Gateway"
WITHOUT = "Price Book Publisher"


@journey(no_token="AppScreen", generate="ConfirmScreen", generated="AppScreen")
async def first_token(stage: Stage) -> None:
    """An app without a token, and its first one."""
    async with stage.console(led=True) as scene:
        await scene.open(WITHOUT)
        await scene.take("no-token")
        await scene.press("g", until=ConfirmScreen)
        await scene.take("generate")
        await scene.confirm("enter", until="New fingerprint")
        await scene.wait("just now by")
        await scene.note_token(WITHOUT, SHOWN_TOKENS[0])
        await scene.take("generated")


@journey(
    app="AppScreen",
    help="HelpScreen",
    explain_app="ExplanationScreen",
    revealed="AppScreen",
    copy_menu="CopyMenu",
    alone="AloneScreen",
    copied="AppScreen",
    consumer_key="AppScreen",
)
async def present_token(stage: Stage) -> None:
    """An app with a token: seen, copied."""
    async with stage.console() as scene:
        await scene.note_token(APP, SHOWN_TOKENS[0])
        await scene.open(APP)
        await scene.take("app")
        await scene.press("question_mark", until=HelpScreen)
        await scene.take("help")
        await scene.back("escape")
        await scene.press("f1", until=ExplanationScreen)
        await scene.take("explain-app")
        await scene.back("escape")
        await scene.press("r", until="Revealed.")
        await scene.take("revealed")
        await scene.press("r", "y", until=CopyMenu)
        await scene.take("copy-menu")
        await scene.confirm("a", until=AloneScreen)
        await scene.take("alone")
        await scene.back("enter")
        await scene.press("c", until="lipboard")
        await scene.take("copied")
        await scene.press("i", until="Consumer key shown")
        await scene.take("consumer-key")


@journey(
    regenerate="ConfirmScreen",
    regenerated="AppScreen",
    rotate="ConfirmScreen",
    rotated="RotationScreen",
    gateway_registered="RotationScreen",
    journal="JournalScreen",
    child_app="AppScreen",
)
async def second_token(stage: Stage) -> None:
    """The token replaced: by a regenerate, then by a rotation, whose gateway registers a client."""
    async with stage.console() as scene:
        await scene.note_token(APP, SHOWN_TOKENS[0])
        await scene.open(APP)
        await scene.press("g", until=ConfirmScreen)
        await scene.take("regenerate")
        await scene.confirm("y", until="New fingerprint")
        await scene.wait("just now by")
        await scene.note_token(APP, SHOWN_TOKENS[1])
        await scene.take("regenerated")
        await scene.press("R", until="practice-gateway")
        await scene.confirm("enter", until=ConfirmScreen)
        await scene.take("rotate")
        await scene.confirm("y", until=lambda: scene.idle(RotationScreen))
        await scene.note_token(APP, SHOWN_TOKENS[2])
        await scene.take("rotated")
        await scene.press("t", until="The gateway registered")
        await scene.take("gateway-registered")
        await scene.back()
        await scene.wait(lambda: scene.idle(AppScreen))
        await scene.press("J", until=lambda: scene.lists(JournalScreen))
        await scene.take("journal")
        await scene.back("escape")
        await scene.back()
        await scene.press("f5", until="of 43")
        await scene.open("Gateway client")
        await scene.take("child-app")


@journey(production="ConfirmScreen", production_wrong_name="ConfirmScreen")
async def production(stage: Stage) -> None:
    """A regenerate in a production org: the app's name is typed."""
    async with stage.console() as scene:
        await scene.note_token(APP, SHOWN_TOKENS[0])
        await scene.open(APP)
        await scene.as_production()
        await scene.press("g", until=ConfirmScreen)
        await scene.take("production")
        await scene.confirm("P", until="P▏")
        await scene.press(*"artner", "enter", until="That is not")
        await scene.take("production-wrong-name")
