"""Words that name no measure, endings of words, and the names of countries: for `measures`."""

import re
from functools import cache

from babel import Locale

HAN = re.compile(r"[\u3400-\u9fff]+")
EN_STOP = frozenset(
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
RU_STOP = frozenset(
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
ZH_STOP = re.compile(
    r"的|了|在|是|和|与|及|为|将|由|对|从|到|至|其|该|以|等|这|那|也|都|约|近|仅|只|超过?|达到?|"
    r"占比?|同比|环比|增长|下降|减少|增加|上升|左右|以上|以下|今年|去年|预计|计划|年|月|日|万|亿|"
    r"千|百|十|个|名|元|美元|卢布|欧元|日元|人民币|吨|公里|桶|份额|比例|[一二三四五六七八九两零成半]"
)
DEMONYMS = {
    "chinese": "CN", "beijing": "CN", "russian": "RU", "moscow": "RU", "american": "US",
    "us": "US", "u.s": "US", "usa": "US", "washington": "US", "british": "GB", "uk": "GB",
    "britain": "GB", "german": "DE", "french": "FR", "japanese": "JP", "indian": "IN",
    "australian": "AU", "ukrainian": "UA", "european": "EU", "eu": "EU", "китайск": "CN",
    "российск": "RU", "американск": "US", "сша": "US", "ес": "EU", "俄": "RU", "美": "US",
    "中方": "CN",
}  # fmt: skip
EN_ENDINGS = ("'s", "’s", "ing", "ed", "es", "s", "e")
RU_ENDINGS = tuple(
    sorted(
        """
        ами ями ого его ому ему ыми ими ых их ах ях ов ев ей ам ям ом ем ой ый ий ая яя ое ее ые ие
        ую юю ию ия ии ы и а я о е у ю ь ет ют ит ат ят ла ли ло
        """.split(),
        key=len,
        reverse=True,
    )
)


@cache
def countries() -> dict[str, str]:
    """The name of each country in English, Russian and Chinese → its code (CLDR)."""
    found = {}
    for language in ("en", "ru", "zh"):
        for code, name in Locale(language).territories.items():
            if code.isalpha() and len(code) == 2:
                found[str(name).casefold()] = str(code)
    return found


def russian_country(word: str) -> str | None:
    """The country whose name, in any case, this is."""
    stems = (word[: len(word) - cut] for cut in range(3))
    return next((_russian_stems()[stem] for stem in stems if stem in _russian_stems()), None)


@cache
def _russian_stems() -> dict[str, str]:
    names = countries().items()
    return {n[:-1]: code for n, code in names if re.fullmatch("[а-яё]{5,}", n)}


@cache
def country_pattern() -> re.Pattern[str]:
    names = sorted(countries(), key=len, reverse=True)
    latin = "|".join(re.escape(name) for name in names if not HAN.search(name))
    han = "|".join(re.escape(name) for name in names if HAN.search(name))
    # Russian names end in a case: a letter or two may differ.
    return re.compile(rf"\b(?:{latin})(?=\b|['’]s)|(?:{han})", re.IGNORECASE)
