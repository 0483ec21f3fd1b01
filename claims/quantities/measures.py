"""What a figure measures, as words to compare by: which two figures speak of the same thing.

The words are those of `of` and `counted` where an editor or the machine filled them, else of the
clause that the figure stands in, without numbers, units, dates and words of change. English and
Russian words lose their endings, Chinese is taken by pairs of characters. Names (countries in
any of these languages, capitalised words inside a sentence) are kept apart: "the United States
12%" and "China 68%" of the same patents are two measures.

It errs to the side of "not the same": a false conflict costs an editor more than a missed one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale

_LATIN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|[。！？；;\n]")
_COMMA = re.compile(r"[,，、:：()（）—]\s*")
_JOINT = re.compile(
    r"[,，、:：()（）—]\s*|\s(?:and|but|while|whereas|yet|а|но|и|тогда как)\s|而且?|但是?|并且?"
)
_LONGEST = 5_000
_EN_STOP = frozenset(
    """
    a an the of in on at by to for from with as and or but not no nor than then that this these
    those it its his her their our your he she they we you i is are was were be been being has have
    had do does did will would can could may might must should shall about around roughly nearly
    almost close some only just mere at least most more less fewer over under above below up down
    out into per cent percent percentage point points basis share part portion proportion number
    million billion trillion thousand hundred dozen half third quarter year years month months week
    weeks day days today yesterday now last next previous before after ago since until between
    during within while year-on-year january february march april june july august september
    october november december annual annually yearly monthly first second rise rises rose risen
    rising fall falls fell fallen falling grow grows grew grown growing increase increased
    decrease decreased drop dropped climb climbed jump jumped shrink shrank reach reached stand
    stands stood hit amount amounted amounts total totalled totals say says said report reported
    according which who what when where there here also still already yet so such all each every
    both any other others one two three four five ten top
    """.split()
)
_RU_STOP = frozenset(
    """
    и в во на с со по к ко из за от до для о об при не ни но а или что как это этот эта эти тот та
    те его ее их он она они мы вы был была было были есть будет около почти более менее чем
    процент процента процентов доля доли часть млн млрд трлн тыс тысяч миллион миллиона миллионов
    миллиард миллиарда миллиардов год года году годов лет месяц месяца месяцев январе феврале марте
    апреле мае июне июле августе сентябре октябре ноябре декабре вырос выросла выросло выросли
    снизился снизилась снизилось снизились составил составила составило составили достиг достигла
    также уже только лишь всего
    """.split()
)
_ZH_STOP = re.compile(
    r"的|了|在|是|和|与|及|为|将|由|对|从|到|至|其|该|以|等|这|那|也|都|约|近|仅|只|超过?|达到?|"
    r"占比?|同比|环比|增长|下降|减少|增加|上升|左右|以上|以下|今年|去年|预计|计划|年|月|日|万|亿|"
    r"千|百|十|个|名|元|美元|卢布|欧元|日元|人民币|吨|公里|桶|份额|比例|[一二三四五六七八九两零成半]"
)
_DEMONYMS = {
    "chinese": "CN", "beijing": "CN", "russian": "RU", "moscow": "RU", "american": "US",
    "us": "US", "u.s": "US", "usa": "US", "washington": "US", "british": "GB", "uk": "GB",
    "britain": "GB", "german": "DE", "french": "FR", "japanese": "JP", "indian": "IN",
    "australian": "AU", "ukrainian": "UA", "european": "EU", "eu": "EU", "китайск": "CN",
    "российск": "RU", "американск": "US", "сша": "US", "ес": "EU", "俄": "RU", "美": "US",
    "中方": "CN",
}  # fmt: skip
_EN_ENDINGS = ("'s", "’s", "ing", "ed", "es", "s", "e")
_RU_ENDINGS = tuple(
    sorted(
        """
        ами ями ого его ому ему ыми ими ых их ах ях ов ев ей ам ям ом ем ой ый ий ая яя ое ее ые ие
        ую юю ию ия ии ы и а я о е у ю ь ет ют ит ат ят ла ли ло
        """.split(),
        key=len,
        reverse=True,
    )
)
# How much of all their words two measures share, at least.
ALIKE = 0.6


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
    first = initial
    for match in _LATIN.finditer(text):
        word = match[0]
        folded = word.casefold()
        stem = stem_of(folded)
        code = _DEMONYMS.get(folded) or _DEMONYMS.get(stem)
        if code is None and word[0].isupper():
            code = _russian_country(folded)
        if code is not None:
            names.add(code)
        elif folded in _EN_STOP or folded in _RU_STOP or len(folded) < 2 or _HAN.match(word):
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
    endings, least = (_RU_ENDINGS, 3) if re.search("[а-яё]", word) else (_EN_ENDINGS, 3)
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
    shared, either = one.words & other.words, one.words | other.words
    if not shared:
        return 0.0
    likeness = len(shared) / len(either)
    if one.explicit and other.explicit:
        return likeness
    if len(shared) < 2:
        return 0.0
    told = [each.words for each in (one, other) if each.explicit]
    if told and told[0] <= shared:
        return max(likeness, ALIKE)
    return likeness


def same_measure(one: Measure, other: Measure) -> bool:
    """Whether two figures speak of the same thing, as far as words tell."""
    return alike(one, other) >= ALIKE


def _names_fit(one: Measure, other: Measure) -> bool:
    few, many = sorted((one.names, other.names), key=len)
    if few != many and not (few and few <= many):
        return False
    # Each sentence begins with a word that the other does not know: two subjects.
    return not (one.heads - other.words - other.names and other.heads - one.words - one.names)


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
    for run in _HAN.findall(text):
        for part in _ZH_STOP.split(run):
            yield from (part[at : at + 2] for at in range(len(part) - 1))


def _take_countries(text: str) -> tuple[str, set[str]]:
    """The text without the names of countries, and their codes."""
    names: set[str] = set()

    def take(match: re.Match[str]) -> str:
        names.add(_countries()[match[0].casefold()])
        return " "

    return _country_pattern().sub(take, text), names


@cache
def _countries() -> dict[str, str]:
    """The name of each country in English, Russian and Chinese → its code (CLDR)."""
    found = {}
    for language in ("en", "ru", "zh"):
        for code, name in Locale(language).territories.items():
            if code.isalpha() and len(code) == 2:
                found[str(name).casefold()] = str(code)
    return found


def _russian_country(word: str) -> str | None:
    """The country whose name, in any case, this is."""
    stems = (word[: len(word) - cut] for cut in range(3))
    return next((_russian_stems()[stem] for stem in stems if stem in _russian_stems()), None)


@cache
def _russian_stems() -> dict[str, str]:
    names = _countries().items()
    return {n[:-1]: code for n, code in names if re.fullmatch("[а-яё]{5,}", n)}


@cache
def _country_pattern() -> re.Pattern[str]:
    names = sorted(_countries(), key=len, reverse=True)
    latin = "|".join(re.escape(name) for name in names if not _HAN.search(name))
    han = "|".join(re.escape(name) for name in names if _HAN.search(name))
    # Russian names end in a case: a letter or two may differ.
    return re.compile(rf"\b(?:{latin})(?=\b|['’]s)|(?:{han})", re.IGNORECASE)
