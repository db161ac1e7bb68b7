"""How things stand on a screen, with the keys of the registry."""

from typing import Any

from tui.presentation.actions import KEYS
from tui.presentation.situation import Scope, Situation


def standing(scope: Scope, **facts: Any) -> Situation:
    """As a screen of that kind would say it, where nothing else is said."""
    return Situation(scope, **{"keys": KEYS, **facts})
