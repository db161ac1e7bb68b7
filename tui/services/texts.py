"""Many short texts in little memory: a Python string costs fifty bytes beside its letters, here it is five."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

_CODEC = ("utf-8", "surrogatepass")
_END = b"\0"
_FIRST_SLOTS = 1024
_GROWTH = 4
"""The table of what is there grows seldom: every text is hashed again then."""


class Texts(Sequence[str]):
    """Texts by their position, none with a NUL in it: that ends each. A text is made when it is asked for."""

    __slots__ = ("_ends", "_letters")

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._letters = bytearray()
        self._ends = array("I", [0])
        self.extend(texts)

    def extend(self, texts: Iterable[str]) -> None:
        """Put texts behind those that are there."""
        letters, ends = self._letters, self._ends
        for text in texts:
            letters += text.encode(*_CODEC) + _END
            ends.append(len(letters))

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        if at < 0:
            at += len(self)
        return self._letters[self._ends[at] : self._ends[at + 1] - 1].decode(*_CODEC)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all.split("\0")[:-1])

    def among(self, texts: Iterable[str]) -> list[int]:
        """The positions of those that are one of `texts`."""
        wanted = set(texts)
        return [at for at, text in enumerate(self) if text in wanted]

    def containing(self, word: str) -> list[bool]:
        """Of each, whether a word of small letters stands in it, in letters of either case."""
        return [word in text for text in self._all.lower().split("\0")]

    @property
    def _all(self) -> str:
        """Every text, each with its end."""
        return self._letters.decode(*_CODEC)


class DistinctTexts(Texts):
    """Texts that are there once, with their positions found by hash: the table holds positions alone."""

    __slots__ = ("_slots",)

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._slots = array("I", [0]) * _FIRST_SLOTS
        super().__init__(texts)

    def extend(self, texts: Iterable[str]) -> None:
        """Put those behind it that are not there yet."""
        for text in texts:
            self.take(text)

    def take(self, text: str) -> bool:
        """Put a text behind the others unless it is there; returns whether it was taken."""
        encoded = text.encode(*_CODEC)
        slot = self._slot(text, encoded)
        if self._slots[slot]:
            return False
        self._letters += encoded + _END
        self._slots[slot] = count = len(self._ends)
        self._ends.append(len(self._letters))
        if 2 * count > len(self._slots):
            self._grow()
        return True

    def find(self, text: str) -> int | None:
        """The position of a text."""
        noted = self._slots[self._slot(text, text.encode(*_CODEC))]
        return noted - 1 if noted else None

    def _slot(self, text: str, encoded: bytes) -> int:
        """Where the text is noted, or would be: slots hold positions plus one, 0 is free."""
        slots, letters, ends = self._slots, self._letters, self._ends
        last = len(slots) - 1
        slot = hash(text) & last
        while (noted := slots[slot]) and letters[ends[noted - 1] : ends[noted] - 1] != encoded:
            slot = (slot + 1) & last
        return slot

    def _grow(self) -> None:
        self._slots = array("I", [0]) * (len(self._slots) * _GROWTH)
        for position, text in enumerate(self, 1):
            self._slots[self._slot(text, text.encode(*_CODEC))] = position
