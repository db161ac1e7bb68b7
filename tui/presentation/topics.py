"""The places that F1 explains; what it says of them is in `tui.presentation.explanations`, read when it is asked."""

from enum import StrEnum


class Topic(StrEnum):
    """A place that can be explained."""

    TABLE = "table"
    SEARCH = "search"
    APP = "app"
    GUIDED_APP = "guided app"
    ROTATION = "rotation"
    SEVERAL = "several"
    GENERATE = "generate"
    REGENERATE = "regenerate"
    GUIDED = "guided"
    ROTATE = "rotate"
    ROTATE_SEVERAL = "rotate several"
    HAND_OVER = "hand over"
    TARGETS = "targets"
    UNBOUND = "unbound target"
    OVERWRITE = "overwrite"
    LEAVE = "leave"
    SETTLE = "settle"
    JOURNAL = "journal"
    COPY = "copy"
    CLIPBOARD_TEST = "clipboard test"
    SORT = "sort"
    ORGS = "orgs"
    THEMES = "themes"
