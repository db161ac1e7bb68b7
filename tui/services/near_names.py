"""Names that are like what was searched for in vain: for a letter too few, one too many, or two that changed places.

Nearness is Python's own (`difflib`): twice the letters that two words share in order, over the letters of both. A name
is near where every word of the search is at least `LEAST` like one of the name's words. `difflib` is too slow for every
name of an org, so it sees those alone that share the most pairs of letters with the search, and others have their turn
after each. Its work grows with the product of both lengths. So a search far longer than a typo of a name is near to
nothing, and what stands far behind in a name counts for nothing.
"""

import asyncio
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from heapq import nlargest

LEAST = 0.7
MOST = 5
"""Names that are given."""
_COMPARED = 200
"""Names that share the most pairs of letters."""
_PAIRS = 12
"""Of the search: each has all names gone through once."""
_WORDS_MOST = 10
_LETTERS_MOST = 100
"""Of a search, in all its words: Salesforce allows a name 80 letters, so what is longer is no typo of one."""
_NAME_MOST = 200
"""Letters of a name that count: room for what an escape makes of a few of them."""
_AT_ONCE = 4_000
"""Names that are gone through before others may have their turn: some two milliseconds."""


async def near_names(
    haystacks: Sequence[str], names: Sequence[str], words: Sequence[str]
) -> tuple[str, ...]:
    """The names nearest to the words of a search, the nearest first, each once; none for a search that is too long.

    Args:
        haystacks: the names, folded; what stands behind a NUL is passed over.
        names: as they are shown.
        words: folded as the haystacks are.
    """
    if len(words) > _WORDS_MOST or sum(map(len, words)) > _LETTERS_MOST:
        return ()
    pairs = _pairs(words)
    best: list[tuple[int, int]] = []
    for start in range(0, len(haystacks), _AT_ONCE):
        best = nlargest(_COMPARED, [*best, *_sharing(pairs, haystacks, start)])
        await asyncio.sleep(0)
    alike: dict[str, float] = {}
    for _, position in reversed(best):
        at = -position
        others = set(_compared(haystacks[at]).split())
        alike[names[at]] = max(alike.get(names[at], 0.0), _alike(words, others))
        await asyncio.sleep(0)
    near = [name for name, likeness in alike.items() if likeness >= LEAST]
    return tuple(sorted(near, key=lambda name: (-alike[name], len(name), name))[:MOST])


def _compared(haystack: str) -> str:
    return haystack[:_NAME_MOST].partition("\0")[0]


def _pairs(words: Sequence[str]) -> Sequence[str]:
    """The pairs of letters that names are gone through by, turned round too: of a long search every other, or fewer."""
    typed = [word[at : at + 2] for word in words for at in range(len(word) - 1)]
    every = list(dict.fromkeys((*typed, *(pair[::-1] for pair in typed))))
    return every[:: -(-len(every) // _PAIRS) or 1]


def _sharing(
    pairs: Sequence[str], haystacks: Sequence[str], start: int
) -> Iterator[tuple[int, int]]:
    """How many of the pairs each of the next names has, with its position below zero: the first is the greatest."""
    folded = [_compared(haystack) for haystack in haystacks[start : start + _AT_ONCE]]
    shared: Counter[int] = Counter()
    for pair in pairs:
        shared.update([at for at, name in enumerate(folded) if pair in name])
    return ((count, -start - at) for at, count in shared.items() if count * 4 >= len(pairs))


def _alike(words: Sequence[str], others: Collection[str]) -> float:
    """How near a name comes; 0 where one of the words has nothing like it."""
    matcher = SequenceMatcher(autojunk=False)
    whole = 0.0
    for word in words:
        matcher.set_seq2(word)
        best = 0.0
        for other in others:
            matcher.set_seq1(other)
            least = max(best, LEAST)
            # Both are upper bounds of the ratio, and cost next to nothing beside it.
            if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least:
                best = max(best, matcher.ratio())
        if best < LEAST:
            return 0.0
        whole += best
    return whole / len(words)
