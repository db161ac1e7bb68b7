"""The act that lets the practice gateway register a client with what it holds."""

from tui.errors import ConsoleError, UsageError
from tui.presentation.rotation_words import registration_words
from tui.screens.base import Acts
from tui.services.workbench import Workbench
from tui.widgets.bars import Mood


class GatewayActs(Acts):
    """A screen from which the practice gateway can be told to register a client."""

    def gateway_subject(self) -> tuple[Workbench, str] | None:
        """The Id of the app whose token the gateway uses; to be filled by the screen."""
        raise NotImplementedError

    def act_gateway_register(self) -> None:
        """Let it register a client with what it holds."""
        found = self.gateway_subject()
        if found is not None:
            self.say("The gateway registers a client…")
            self.run_worker(self._register(*found), group="gateway", exclusive=True)

    async def _register(self, bench: Workbench, app_id: str) -> None:
        gateway = bench.hand_overs.gateway
        try:
            if gateway is None:
                raise UsageError(
                    "There is no gateway that could be told to register a client.",
                    hint="Only the practice org has one.",
                )
            registration = await gateway.register(app_id)
        except ConsoleError as error:
            self.say_error(error)
            return
        if registration.done:
            bench.children.add(app_id, registration.client_name)
        self.say(
            registration_words(registration, self.host.keymap),
            Mood.GOOD if registration.done else Mood.BAD,
        )
