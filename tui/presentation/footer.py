"""Which acts the key bars offer now: at most five at the bottom of a screen, and the token's in its section.

Pure functions of the situation. What cannot be done now is not among the five; `?` has every act, with the reason.
"""

from collections.abc import Callable, Mapping

from tui.domain.connected_app import TokenState
from tui.presentation.actions import BY_ID, SEARCH_ACTIONS, Action, Scope, Situation

MOST = 5

_WITH_TOKEN = (
    "token.reveal", "token.copy", "token.generate", "token.copy_header", "token.copy_menu",
)  # fmt: skip
"""The most important first: a narrow terminal drops from the end."""


def footer(now: Situation) -> tuple[Action, ...]:
    """The acts that matter now, in the order in which they stand; Help stands apart from them."""
    if now.searching:
        return SEARCH_ACTIONS
    wanted = [BY_ID[each] for each in _WANTED[now.scope](now)]
    return tuple(each for each in wanted if not each.why_not(now))[:MOST]


def aside(now: Situation) -> Action:
    """What stands at the right end: the keys, or where `?` is typed, what is explained."""
    return BY_ID["explain" if now.searching else "help"]


def token_acts(now: Situation) -> tuple[Action, ...]:
    """The acts of the token's section, always the same ones; Generate first where there is no token yet."""
    none_yet = now.token is TokenState.NONE and not now.guided
    acts = [BY_ID[each] for each in _WITH_TOKEN]
    return tuple(sorted(acts, key=lambda act: not (none_yet and act.id == "token.generate")))


def _on_the_table(now: Situation) -> tuple[str, ...]:
    if now.marked and not now.read_only:
        return ("rotate", "apps.mark", "cancel", "quit")
    if now.loading:
        return ("app.open", "apps.search", "cancel", "orgs", "quit")
    if now.searched:
        return ("app.open", "cancel", "apps.search", "apps.sort", "quit")
    if not now.current:
        return ("refresh", "orgs", "journal", "quit")
    third = "apps.due" if now.has_max_age else "apps.sort"
    fourth = "orgs" if now.read_only else "apps.mark"
    return ("app.open", "apps.search", third, fourth, "quit")


def _on_the_app(now: Situation) -> tuple[str, ...]:
    if now.busy:
        return ("back", "quit")
    if now.read_only or (now.token in (None, TokenState.NONE) and not now.guided):
        return ("back", "refresh", "app.key", "quit")
    fourth = "gateway.register" if now.gateway else "refresh"
    return ("back", "hand_over", "rotate", fourth, "quit")


def _on_a_rotation(now: Situation) -> tuple[str, ...]:
    if now.busy:
        return ("back", "quit")
    if now.missing:
        return (
            "rotation.retry", "rotation.retry_all", "rotation.another", "rotation.copy", "back",
        )  # fmt: skip
    return ("back", "gateway.register", "rotation.another", "rotation.copy", "quit")


def _on_several(now: Situation) -> tuple[str, ...]:
    if now.busy:
        return ("several.stop", "several.open", "back", "quit")
    return ("several.open", "gateway.register", "back", "quit")


_WANTED: Mapping[Scope, Callable[[Situation], tuple[str, ...]]] = {
    Scope.APPS: _on_the_table,
    Scope.APP: _on_the_app,
    Scope.ROTATION: _on_a_rotation,
    Scope.SEVERAL: _on_several,
}
