"""Compare the paragraphs that were captured with those of a text now."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sources.paragraphs.splitting import tidy
from sources.paragraphs.wording import similarity, words_of

EDITED, NEAREST = 0.6, 0.4
# What is looked at for one paragraph, so that five thousand take seconds: its rarest words, the
# paragraphs that share most of them, and words that are not in every other paragraph.
_RAREST_WORDS = 24
_CANDIDATES = 4
_MOST_FREQUENT = 64


@dataclass(frozen=True, slots=True)
class OldParagraph:
    """A paragraph as stored: its key for the caller, its number, its text ("": not captured)."""

    key: Hashable
    number: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one paragraph; `key` is None if it is added, `new_number` if it is gone."""

    kind: str
    key: Hashable | None
    old_number: int | None
    new_number: int | None
    old_text: str
    new_text: str
    similarity: float
    nearest: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A change for every old and new paragraph, in the order of the new, then what is gone."""

    changes: tuple[Change, ...]

    def of_kind(self, kind: str) -> list[Change]:
        return [change for change in self.changes if change.kind == kind]


def compare_paragraphs(old: Sequence[OldParagraph], new: Sequence[str]) -> Comparison:
    """What became of the paragraphs `old` in the text whose paragraphs are `new`."""
    before, after = [tidy(item.text) for item in old], [tidy(text) for text in new]
    pairs = _pair_same(before, after)
    search = _Search([words_of(text) for text in before], [words_of(text) for text in after])
    edited = dict(_pair_edited(pairs, before, search))
    pairs |= edited
    taken = set(pairs.values())
    captured: dict[int, int] = {}
    for index, item in enumerate(old):
        place = (item.number or 0) - 1
        if not before[index] and 0 <= place < len(after) and after[place] and place not in taken:
            captured[index] = place
            taken.add(place)
    olds = {place: index for index, place in (pairs | captured).items()}
    changes = []
    for place, text in enumerate(new):
        number, found = place + 1, olds.get(place)
        if found is None:
            changes.append(Change("added", None, None, number, "", text, 0.0))
            continue
        item = old[found]
        kind, alike = "unchanged" if item.number == number else "moved", 1.0
        if found in captured:
            kind, alike = "captured", 0.0
        elif found in edited:
            kind, alike = "edited", search.similarity(found, place)
        changes.append(Change(kind, item.key, item.number, number, item.text, text, alike))
    for index, item in enumerate(old):
        if index not in pairs and index not in captured:
            near, alike = search.nearest(index)
            changes.append(Change("gone", item.key, item.number, None, item.text, "", alike, near))
    return Comparison(tuple(changes))


class _Search:
    """Finds the new paragraphs that share rare words with an old one."""

    def __init__(self, old: list[list[str]], new: list[list[str]]) -> None:
        self.old, self.new = old, new
        self.places: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(new):
            for word in dict.fromkeys(words):
                self.places[word].append(place)

    def similarity(self, index: int, place: int) -> float:
        return similarity(self.old[index], self.new[place])

    def candidates(self, index: int, low: int, high: int) -> list[int]:
        """The paragraphs from `low` up to `high` that share most, the first of equals first."""
        known = [word for word in dict.fromkeys(self.old[index]) if word in self.places]
        shared: Counter[int] = Counter()
        for word in sorted(known, key=lambda word: len(self.places[word]))[:_RAREST_WORDS]:
            places = self.places[word]
            first = bisect_left(places, low)
            for place in places[first : first + _MOST_FREQUENT]:
                if place >= high:
                    break
                shared[place] += 1
        best = sorted(shared, key=lambda place: (-shared[place], place))
        return best[:_CANDIDATES]

    def nearest(self, index: int) -> tuple[int | None, float]:
        """The number of the most similar new paragraph, and how similar it is."""
        rated = [
            (self.similarity(index, place), -place)
            for place in self.candidates(index, 0, len(self.new))
        ]
        alike, place = max(rated, default=(0.0, 0))
        return (1 - place, alike) if alike > NEAREST else (None, 0.0)


def _pair_same(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Pairs of the same words: those in order with unique neighbours first, then what moved."""
    olds, news = _places(old), _places(new)
    unique = [
        (places[0], news[text][0])
        for text, places in olds.items()
        if len(places) == 1 and len(news.get(text, ())) == 1
    ]
    pairs = dict(_longest_rising(sorted(unique)))
    taken = set(pairs.values())
    for step, anchors in ((1, sorted(pairs.items())), (-1, sorted(pairs.items(), reverse=True))):
        for index, place in anchors:
            # Repeated paragraphs belong to the neighbours that they stand beside.
            while True:
                index, place = index + step, place + step
                if not (0 <= index < len(old) and 0 <= place < len(new)):
                    break
                if index in pairs or place in taken or not old[index] or old[index] != new[place]:
                    break
                pairs[index] = place
                taken.add(place)
    for text, places in olds.items():
        left = (place for place in news.get(text, ()) if place not in taken)
        pairs.update(zip((index for index in places if index not in pairs), left, strict=False))
    return pairs


def _pair_edited(
    pairs: dict[int, int], old: Sequence[str], search: _Search
) -> Iterator[tuple[int, int]]:
    """Pairs of similar words among what is left between the same neighbours, the best first."""
    backbone = [(-1, -1), *_longest_rising(sorted(pairs.items())), (len(old), len(search.new))]
    used, taken = set(pairs), set(pairs.values())
    rated = []
    for (start, low), (end, high) in pairwise(backbone):
        free = [place for place in range(low + 1, high) if place not in taken]
        left = [index for index in range(start + 1, end) if old[index] and index not in used]
        for order, index in enumerate(left):
            places = set(search.candidates(index, low + 1, high)) - taken
            places.update(free if len(free) <= _CANDIDATES else free[max(0, order - 1) : order + 2])
            for place in sorted(places):
                alike = search.similarity(index, place)
                if alike >= EDITED:
                    rated.append((-alike, abs(place - index), index, place))
    for _, _, index, place in sorted(rated):
        if index not in used and place not in taken:
            used.add(index)
            taken.add(place)
            yield index, place


def _places(texts: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        if text:
            places[text].append(place)
    return places


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of `pairs`, which are sorted by the first, whose second numbers rise too."""
    ends: list[int] = []  # the lowest last place of a run of each length, and which pair that is
    last: list[int] = []
    before: list[int] = []
    for position, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [position]
    rising = []
    position = last[-1] if last else -1
    while position >= 0:
        rising.append(pairs[position])
        position = before[position]
    return rising[::-1]
