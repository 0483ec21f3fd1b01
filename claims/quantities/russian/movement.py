"""Russian words of movement: which way a verb or a noun of change goes, told by how they begin."""

from functools import lru_cache

from claims.quantities.russian.words import forms

_UP = forms(
    """вырос выраст вырас возрос возраст взлет повыс повыш увелич подня подним подорож дорожа
    удорож прибав пополн укреп усил ускор подскоч подскак взмы расшир нарас наращ нарос умнож
    приумнож участил участивш участя прирос прираст улучш удвои утрои учетвер удваив утраив
    проиндекс индексир индексац разогна разгон окреп подрос подраст росл растет растут растущ
    отрос вздорож активиз оживил подтян восстановил набавил доросл"""
)
_DOWN = forms(
    """упал упаде упаду упасть упав паден пада сниз сниж сократ сокращ уменьш пониз пониж опусти
    опуска подешев дешеве удешев потеря теря рухн обвал просе просад ослаб замедл уреза
    урезы спад убыл убыв ухудш сжал скати провал сползл съежи откати поредел обруши сбавил скину
    обесцен стаял растаял усох уполовин ополовин"""
)
_NOUNS = {"рост": "up", "роста": "up", "росту": "up", "ростом": "up", "росте": "up",
          "рос": "up", "плюс": "up", "плюсе": "up", "минусе": "down", "пик": ""}  # fmt: skip
_NOT = forms(
    """возраст возраста возрасту возрастом возрасте возрасты возрастов возрастная возрастной
    возрастных возрастные упадок усилия усилий усилиями повышенный повышенная повышенной
    повышенные повышенных пониженный пониженная пониженной сниженный укрепрайон провалившийся
    умножить умноженный терять террор терраса"""
)
_LONGEST = 10
# What their objects are is often a thing and not a change: "потеряла 300 бойцов" is a count.
CARRIERS = ("потеря", "теря", "прибав", "пополн", "скину", "сбавил", "нарас", "наращ")
_NOMINAL = forms(
    """прирост прироста прироста приросту взлет взлета спад спада спадом обвал обвала убыль убыли
    просадка просадки провал провала откат индексация индексации индексацию индексацией"""
)
_NOMINAL_ENDS = ("ение", "ения", "ению", "ением", "ении", "ание", "ания")


@lru_cache(maxsize=20_000)
def movement(low: str) -> str:
    """The way that a word goes, "up" or "down"; "" for a word that goes nowhere."""
    if low in _NOUNS:
        return _NOUNS[low]
    if low in _NOT or len(low) < 4:
        return ""
    for size in range(min(len(low), _LONGEST), 3, -1):
        start = low[:size]
        if start in _UP:
            return "up"
        if start in _DOWN:
            return "down"
    return ""


def noun(low: str) -> str:
    """The way that a noun of change goes: "рост", "снижение"."""
    nominal = low in _NOUNS or low in _NOMINAL or low.endswith(_NOMINAL_ENDS)
    return movement(low) if nominal else ""
