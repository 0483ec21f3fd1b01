"""Russian words as the rules compare them: ё read as е, and endings taken off.

    plain(рублём)  = рублем
    stem(рублями)  = рубл        stem(процентного) = процентн

An ending is taken off words of five letters and more, and at least three letters stay: enough to
know a noun or an adjective in any case and number, without a dictionary.
"""

from functools import lru_cache

_ENDINGS = sorted(
    """ыми ими ого его ому ему ами ями ах ях ов ев ей ам ям ой ый ий ая яя ое ее ые ие ых их ую юю
    ом ем ым им ою ею ью ия ии ию ием ией иям иями иях а я о е у ю ы и ь й""".split(),
    key=len,
    reverse=True,
)
_SHORTEST, _LEFT = 5, 3


def plain(folded: str) -> str:
    """The text with ё as е: offsets stay."""
    return folded.replace("ё", "е")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its ending."""
    if len(word) < _SHORTEST or len(word) > 40:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEFT:
            return word[: -len(ending)]
    return word


def begins(word: str, starts: frozenset[str], longest: int) -> bool:
    """Does the word begin with one of the `starts`, none longer than `longest`?"""
    return any(word[:size] in starts for size in range(2, min(len(word), longest) + 1))


def forms(words: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(words.split())


_ADJECTIVE = ("ых", "их", "ые", "ие", "ого", "его", "ому", "ему", "ым", "им", "ыми", "ими", "ая",
              "яя", "ое", "ую", "юю", "ый", "ий", "ой")  # fmt: skip


def adjectival(word: str) -> bool:
    """Has the word the ending of an adjective or a participle?"""
    return len(word) > 4 and word.endswith(_ADJECTIVE)


_VERBAL = ("ет", "ют", "ут", "ят", "ит", "ла", "ло", "ли", "лся", "лась", "лось", "лись", "тся",
           "ться", "ять", "ял", "ать", "ить", "еть", "ав", "ив")  # fmt: skip
# Nouns counted that end as verbs do.
_NOUNS = frozenset(
    """школа школ школы сила ли неделя рублей депутат депутата депутатов бюджет пакет ракет монет
    планет газет диет анкет лет комитет автомат солдат солдата сигарет кредит люди кандидат самолет
    вертолет билет проект продукт пункт институт минут мандат автоматов лауреат аппарат результат
    университет факультет депозит транзит визит диабет вид студия акула пчела земля""".split()
)


def verbal(word: str) -> bool:
    """Has the word the ending of a verb?"""
    return len(word) > 3 and word.endswith(_VERBAL) and word not in _NOUNS
