"""What the tests of all targets share: an errand, a card, a clock that waits for nobody."""

import traceback
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from tui.domain.handover import Binding, Errand, TargetCard, ValueForm
from tui.domain.org import Org, OrgKind
from tui.domain.secret import Secret

TOKEN = Secret("new!Token.of_the-app~0123456789abcdefghij")
APP_ID = "0H4Qy00000000001AA"
NOW = datetime(2026, 11, 23, 20, 45, tzinfo=UTC)


def errand(app_id: str = APP_ID, *, org_name: str = "practice", app_name: str = "App") -> Errand:
    """Somebody's token of a practice org."""
    org = Org("00DQy0000000001AAA", "Practice Org", OrgKind.PRACTICE, "http://localhost")
    return Errand(org_name, org, app_id, app_name, by="admin@practice.example")


def card(form: ValueForm = ValueForm.HEADER, *, binding: Binding | None = None) -> TargetCard:
    """A target that takes tokens of the practice org."""
    bound = binding or Binding(orgs=("practice",), loopback=True)
    return TargetCard("gateway", "test", "somewhere", form, bound)


class FakeWaits:
    """A clock whose waits end at once, and are noted."""

    def __init__(self, passes: Callable[[], Awaitable[None]] | None = None) -> None:
        self.waited: list[float] = []
        self._passes = passes

    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return sum(self.waited)

    async def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        if self._passes is not None:
            await self._passes()


def told(error: BaseException) -> str:
    """Everything that an error can show: its words, and its traceback with what led to it."""
    words = f"{getattr(error, 'what', '')} {getattr(error, 'hint', '')}"
    return words + "".join(traceback.format_exception(error))


def shows(text: str, *secrets: Secret) -> bool:
    """Whether a text holds one of the secrets."""
    return any(secret.expose() in text for secret in secrets)
