"""What every target does around its preflight: refuse foreign tokens, read secrets, make every failure one error.

Its connection belongs to the open target from the end of the preflight on; one that fails leaves nothing open.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from typing import Generic, Protocol, TypeVar

from tui.domain.handover import Errand, TargetCard
from tui.domain.secret import Secret
from tui.errors import ConsoleError, PreflightError


class Source(Protocol):
    """Where a secret comes from: `tui.config.secret_source`."""

    def resolve(self, environ: Mapping[str, str]) -> Secret:
        """The secret; blocks. Raises `ConfigError`."""
        ...


class BaseOpenTarget(ABC):
    """The part of `tui.ports.OpenTarget` that is the same for every kind."""

    def __init__(self, card: TargetCard) -> None:
        self._card = card
        self._checked: list[str] = []
        self._notes: list[str] = []
        self._stack = AsyncExitStack()

    @property
    def checked(self) -> tuple[str, ...]:
        """What the preflight saw."""
        return tuple(self._checked)

    @property
    def notes(self) -> tuple[str, ...]:
        """What else happened since."""
        return tuple(self._notes)

    @abstractmethod
    async def look(self) -> None:
        """The preflight: see whether it can take a token, and write nothing.

        Raises:
            TargetError, ConfigError: it cannot.
        """

    def keep(self, stack: AsyncExitStack) -> None:
        """Take over what is to be closed."""
        self._stack = stack

    async def close(self) -> None:
        """Let go of the connection."""
        await self._stack.aclose()


Open = TypeVar("Open", bound=BaseOpenTarget)


class BaseTarget(ABC, Generic[Open]):
    """The part of `tui.ports.ConfiguredTarget` that is the same for every kind."""

    def __init__(self, card: TargetCard) -> None:
        self._card = card

    @property
    def card(self) -> TargetCard:
        """What people are told of it."""
        return self._card

    async def open(self, errand: Errand) -> Open:
        """Run the preflight for one token, as `tui.ports.Target.open` says."""
        refuse_foreign(self._card, errand)
        return await self._looked_at(errand)

    async def check(self) -> tuple[str, ...]:
        """As `tui.ports.ConfiguredTarget.check`."""
        opened = await self._looked_at(None)
        await opened.close()
        return opened.checked

    @abstractmethod
    async def _begin(self, errand: Errand | None, stack: AsyncExitStack) -> Open:
        """The target before its preflight; what is to be closed again goes onto the stack."""

    async def _looked_at(self, errand: Errand | None) -> Open:
        with preflight():
            async with AsyncExitStack() as stack:
                opened = await self._begin(errand, stack)
                await opened.look()
                opened.keep(stack.pop_all())
                return opened


@contextmanager
def preflight() -> Iterator[None]:
    """Nothing is written in this block, so whatever fails in it is a failed preflight.

    Raises:
        PreflightError: for every other error, and for every exception that nobody foresaw; of that one the name
            alone is told, since its text may hold a value.
    """
    try:
        yield
    except PreflightError:
        raise
    except ConsoleError as error:
        raise PreflightError(error.what, hint=error.hint) from None
    except Exception as error:  # noqa: BLE001 - a mistake in a target must not end the console
        raise PreflightError(
            f"What the target holds or answered is not understood ({type(error).__name__}).",
            hint="Look at the target; as it stands the token cannot go there.",
        ) from None


def refuse_foreign(card: TargetCard, errand: Errand) -> None:
    """Refuse a token that the target does not take.

    Raises:
        PreflightError: with the reason.
    """
    refusal = card.binding.refusal(errand)
    if refusal:
        raise PreflightError(
            refusal, hint="Choose another target, or change its orgs or apps in the configuration."
        )


async def resolved(environ: Mapping[str, str], *sources: Source) -> list[Secret]:
    """The secrets of several sources, asked for at once, each in a thread.

    Raises:
        ConfigError: one cannot be had.
    """
    asked = [asyncio.to_thread(source.resolve, environ) for source in sources]
    return list(await asyncio.gather(*asked))
