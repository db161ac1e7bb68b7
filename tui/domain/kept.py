"""A list as it is kept from one session to the next: names and what the trail says of them; nothing of any token."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from tui.domain.token import Generation


class AppColumns(NamedTuple):
    """Connected apps, field by field; all columns but `people` are of one length."""

    ids: Sequence[str]
    names: Sequence[str]
    """Printable."""
    created: Sequence[float]
    """Seconds since 1970, in UTC, as are those of `changed`."""
    created_by: Sequence[int]
    """Indexes of `people`, as are those of `changed_by`."""
    changed: Sequence[float]
    changed_by: Sequence[int]
    people: Sequence[str]
    """Printable; empty for nobody."""


class KeptList(NamedTuple):
    """A complete list, whose it is, and when it was read."""

    org_id: str
    user_id: str
    read_at: datetime
    apps: AppColumns
    trail: Sequence[Generation]
    """Of each row time, author and app are kept, and nothing else."""
    sign: tuple[str, ...] = ()
    """By what org and user are known before the org is asked; empty where they are not."""
