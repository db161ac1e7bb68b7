"""What every target does around its preflight: refuse foreign tokens, read secrets, make every failure one error."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from tui.domain.handover import Errand, TargetCard
from tui.domain.secret import Secret
from tui.errors import ConsoleError, PreflightError


class Source(Protocol):
    """Where a secret comes from: `tui.config.secret_source`."""

    def resolve(self, environ: Mapping[str, str]) -> Secret:
        """The secret; blocks. Raises `ConfigError`."""
        ...


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
            f"The console failed over what the target holds or answered ({type(error).__name__}).",
            hint="Look at it there; the token cannot go there as it stands.",
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
