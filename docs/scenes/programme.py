"""Every journey, in the order of the gallery."""

from docs.scenes import guided, handing_over, one_app, table
from docs.scenes.journeys import JOURNEYS

__all__ = ["JOURNEYS"]

_ORDER = [each.__name__ for each in (table, one_app, handing_over, guided)]
JOURNEYS.sort(key=lambda each: _ORDER.index(each.play.__module__))
