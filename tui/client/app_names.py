"""Which metadata belongs to which connected app: by label, never guessed.

[seen] `ConnectedApplication.Name` is the label; metadata goes by an API name, which tools compare with letter case and
all but letters and digits left aside. Two apps may share a label. So a record counts only if it bears the app's label.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

_NOT_COMPARED = re.compile(r"[^a-z0-9]+")


def squeezed(name: str) -> str:
    """A label or an API name as tools compare them; empty where nothing of it is compared."""
    return _NOT_COMPARED.sub("", name.lower())


class LabelIndex:
    """The labels of the records that were read, for as long as the client lives: where to look first, no more."""

    def __init__(self) -> None:
        self._labels: dict[str, str] = {}

    def learn(self, labels: Mapping[str, str]) -> None:
        """Take up labels by API name."""
        self._labels.update(labels)

    def candidates(self, label: str, names: Iterable[str]) -> list[str]:
        """The API names whose record bore the label; without any, those that may have been made of it."""
        among = list(names)
        bore = [name for name in among if self._labels.get(name) == label]
        return bore or likely(label, among)


def likely(label: str, names: Iterable[str]) -> list[str]:
    """The API names that may have been made of the label."""
    by_form: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        by_form[squeezed(name)].append(name)
    form = squeezed(label)
    return by_form[form] if form else []
