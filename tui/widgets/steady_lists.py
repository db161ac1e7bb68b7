"""Lists whose rows change while somebody pages or clicks in them.

Textual's own looks for a line that is not laid out yet, or for the row that stood where the click came: either ends the
program. [seen: Textual 8.2, `OptionList._move_page` and `OptionList._on_click`]
"""

from contextlib import suppress

from textual import events
from textual.widgets import OptionList

_click, _page = OptionList._on_click, OptionList._move_page


async def _on_click(self: OptionList, event: events.Click) -> None:
    if event.style.meta.get("option", 0) < self.option_count:
        await _click(self, event)


def _move_page(self: OptionList, direction: int) -> None:
    with suppress(KeyError):
        _page(self, direction)  # type: ignore[arg-type]


def steady_lists() -> None:
    """From now on every list bears it, the palette's too. Modules of widgets with lists ask for it."""
    OptionList._on_click = _on_click  # type: ignore[method-assign]
    OptionList._move_page = _move_page  # type: ignore[method-assign]
