"""What a figure measures, as words to compare by: which two figures speak of the same thing.

The words are those of `of` and `counted` where an editor or the machine filled them, else of the
clause that the figure stands in, without numbers, units, dates and words of change. English and
Russian words lose their endings, Chinese is taken by pairs of characters. Names (countries in
any of these languages, capitalised words inside a sentence) are kept apart: "the United States
12%" and "China 68%" of the same patents are two measures.

Two figures are of two measures, too, when words are opposites, when one side denies what the
other does not, or when each side has a word that the other lacks: that is its subject.

It errs to the side of "not the same": a false conflict costs an editor more than a missed one.
"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any

from claims.quantities.vocabulary import (
    DEMONYMS,
    EN_ENDINGS,
    EN_NOUNS,
    EN_STOP,
    HAN,
    NEGATION,
    RU_ENDINGS,
    RU_NOUNS,
    RU_STOP,
    ZH_STOP,
    ZH_WHOLE,
    countries,
    country_pattern,
    opposites,
    russian_country,
)

_LATIN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|[。！？；;\n]")
_COMMA = re.compile(r"[,，、:：()（）—]\s*")
_JOINT = re.compile(
    r"[,，、:：()（）—]\s*|\s(?:and|but|while|whereas|yet|а|но|и|тогда как)\s|而且?|但是?|并且?"
)
_LONGEST = 5_000
# How much of all their words two measures share, at least.
ALIKE = 0.6
# The word that stands for any denial, in each language.
NOT = "not"
# Words that begin alike for so long may be one verb and its noun.
_ROOT = 5


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured: `words`, `names`, the `heads` that sentences begin with (they may be
    names), and whether somebody wrote it down (`explicit`) or it is read off the clause."""

    words: frozenset[str]
    names: frozenset[str]
    heads: frozenset[str] = frozenset()
    explicit: bool = False


def measure_of(
    figure: Mapping[str, Any], text: str, others: list[Mapping[str, Any]] | None = None
) -> Measure:
    """What a figure of the claim `text` measures; the spans of `others` hold no words of it."""
    text = text[:_LONGEST]
    spans = _spans([figure, *(others or ())])
    clause, start = _clause_around(figure, _without(text, spans), spans)
    around = words_of(clause, initial=not text[:start].strip())
    said = " ".join(filter(None, (figure.get("of"), figure.get("counted"))))
    told = words_of(said)
    if figure.get("of") and told.words:
        return Measure(told.words, told.names | around.names, frozenset(), explicit=True)
    return Measure(around.words | told.words, around.names | told.names, around.heads)


def words_of(text: str, *, initial: bool = False) -> Measure:
    """The content words and names of a text; `initial` where it begins a sentence."""
    words: set[str] = set()
    heads: set[str] = set()
    text, names = _take_countries(text[:_LONGEST])
    text, denials = NEGATION.subn(" ", text)
    if denials:
        words.add(NOT)
    first = initial
    for match in _LATIN.finditer(text):
        word = match[0]
        folded = word.casefold()
        stem = stem_of(folded)
        code = DEMONYMS.get(folded) or DEMONYMS.get(stem)
        if code is None and word[0].isupper():
            code = russian_country(folded)
        if code is not None:
            names.add(code)
        elif folded in EN_STOP or folded in RU_STOP or len(folded) < 2 or HAN.match(word):
            pass
        elif word[0].isupper() and initial and not first:
            names.add(stem)
        else:
            words.add(stem)
            if word[0].isupper():
                heads.add(stem)
        first = False
    words |= set(_pairs(text))
    return Measure(frozenset(words), frozenset(names), frozenset(heads))


def stem_of(word: str) -> str:
    """A word without its endings: `moved`, `moves` and `moving` are the same."""
    endings, least = (RU_ENDINGS, 3) if re.search("[а-яё]", word) else (EN_ENDINGS, 3)
    while True:
        for ending in endings:
            short = word.removesuffix(ending)
            if short != word and len(short) >= least and not (ending == "s" and short[-1:] == "s"):
                break
        else:
            return word
        word = f"{short[:-1]}y" if ending == "es" and short.endswith("i") else short


def alike(one: Measure, other: Measure) -> float:
    """How much two measures share, from 0 to 1; 0 when their names tell them apart."""
    if not _names_fit(one, other):
        return 0.0
    rest, others = _rest(one, other), _rest(other, one)
    if _apart(one.words, other.words) or (_content(rest, other) and _content(others, one)):
        return 0.0
    shared = min(len(one.words) - len(rest), len(other.words) - len(others))
    likeness = shared / ((shared + len(rest) + len(others)) or 1)
    if one.explicit and other.explicit:
        return likeness
    if shared < 2 and not (likeness == 1 and one.names and one.names == other.names):
        return 0.0
    told = [left for each, left in ((one, rest), (other, others)) if each.explicit]
    if told and not told[0]:
        return max(likeness, ALIKE)
    return likeness


def same_measure(one: Measure, other: Measure) -> bool:
    """Whether two figures speak of the same thing, as far as words tell."""
    return alike(one, other) >= ALIKE


def _names_fit(one: Measure, other: Measure) -> bool:
    # What a sentence begins with is a name if the other has it as one.
    names = (one.names | one.heads & other.names, other.names | other.heads & one.names)
    few, many = sorted(names, key=len)
    return few == many or bool(few and few <= many)


def _rest(one: Measure, other: Measure) -> frozenset[str]:
    """The words of one that the other has in no form."""
    left, right = one.words - other.words - other.names, other.words - one.words
    return frozenset(word for word in left if not any(_akin(word, each) for each in right))


def _akin(word: str, other: str) -> bool:
    """Whether they differ in what makes a noun of a verb: `produc`, `production`."""
    root = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False))
    )
    ends = {word[root:], other[root:]}
    return root >= _ROOT and (ends <= EN_NOUNS or ends <= RU_NOUNS)


def _content(rest: Set[str], other: Measure) -> bool:
    """Whether these words, which the other lacks, name something that it does not speak of.

    Pairs of Chinese characters where other words meet do not: 土产 in 稀土产量.
    """
    known = {sign for word in other.words if HAN.match(word) for sign in word}
    return any(not HAN.match(word) or not set(word) <= known for word in rest)


def _apart(one: Set[str], other: Set[str]) -> bool:
    """Whether the words are of opposite things, or one denies what the other does not."""
    if (NOT in one) != (NOT in other):
        return True
    sides = ((one & group, other & group) for group in _opposites())
    return any(a and b and a != b for a, b in sides)


@cache
def _opposites() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(stem_of, group)) for group in opposites())


def _clause_around(
    figure: Mapping[str, Any], text: str, spans: list[tuple[int, int]]
) -> tuple[str, int]:
    """The clause of the claim that the figure stands in, and where it starts.

    A comma always ends it, a conjunction only between two figures.
    """
    at = figure.get("start")
    if at is None:
        return text, 0
    sentence = _part_around(at, list(_SENTENCE.finditer(text)), (0, len(text)))
    joints = [
        joint
        for joint in _JOINT.finditer(text, *sentence)
        if _COMMA.match(joint[0])
        or any(
            sentence[0] <= start < sentence[1] and (start < joint.start()) != (at < joint.start())
            for start, _ in spans
        )
    ]
    start, end = _part_around(at, joints, sentence)
    narrow = words_of(text[start:end])
    if len(narrow.words) < 2 and not narrow.names:
        conjunctions = [joint for joint in joints if not _COMMA.match(joint[0])]
        start, end = _part_around(at, conjunctions, sentence)
    return text[start:end], start


def _part_around(
    at: int, boundaries: list[re.Match[str]], within: tuple[int, int]
) -> tuple[int, int]:
    start, end = within
    for match in boundaries:
        if start <= match.end() <= at:
            start = match.end()
        elif at <= match.start() < end:
            return start, match.start()
    return start, end


def _spans(figures: list[Mapping[str, Any]]) -> list[tuple[int, int]]:
    return [(each["start"], each["end"]) for each in figures if each.get("start") is not None]


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with the figures' spans blanked, at the same length."""
    for start, end in spans:
        text = f"{text[:start]}{' ' * (min(end, len(text)) - start)}{text[end:]}"
    return text


def _pairs(text: str) -> Iterator[str]:
    """The pairs of characters of Chinese words."""
    for run in HAN.findall(ZH_WHOLE.sub("", text)):
        for part in ZH_STOP.split(run):
            yield from (part[at : at + 2] for at in range(len(part) - 1))


def _take_countries(text: str) -> tuple[str, set[str]]:
    """The text without the names of countries, and their codes."""
    names: set[str] = set()

    def take(match: re.Match[str]) -> str:
        names.add(countries()[match[0].casefold()])
        return " "

    return country_pattern().sub(take, text), names
