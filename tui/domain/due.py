"""When a token is overdue: how old it may become, by org and by app. What nothing proves is not called overdue."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from tui.domain.connected_app import TokenState
from tui.domain.listing import Known

TRAIL_DAYS = 180
"""How far back the audit trail reaches at least. [documented]"""


def _nothing() -> Mapping[str, int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class MaxAge:
    """How many days old a token may become.

    Attributes:
        days: of every app; None: any age.
        of: of single apps, by Id; it outranks `days`.
    """

    days: int | None = None
    of: Mapping[str, int] = field(default_factory=_nothing)

    def __bool__(self) -> bool:
        """Whether anything can become overdue."""
        return self.days is not None or bool(self.of)

    def limit(self, app_id: str) -> int | None:
        """Days that the app's token may live; None: any number."""
        return self.of.get(app_id, self.days)

    def is_due(self, known: Known, now: datetime) -> bool:
        """Whether the app's token is proven to be older than it may be.

        A token without a row is older than the trail reaches back, unless the name is not the app's alone.
        """
        limit = self.limit(known.app.id)
        if limit is None or known.token is not TokenState.PRESENT:
            return False
        if known.latest is not None:
            return now - known.latest.at > timedelta(days=limit)
        return not known.ambiguous and limit <= TRAIL_DAYS
