"""What a Russian change is measured against, told by the words after it: yoy, qoq, mom, wow.

yoy = год к году | г/г | в годовом выражении | чем годом ранее | к аналогичному периоду
      прошлого года | по сравнению с прошлым годом
"""

from claims.quantities.tokens import Tokens

_REACH = 16
_PHRASES = (
    ("yoy", ("год к году", "г / г", "в годовом выражении", "в годовом исчислении",
             "в годовом сопоставлении", "годом ранее", "год назад", "прошлого года",
             "прошлым годом",
             "предыдущим годом", "прошлому году", "предыдущего года", "предыдущему году",
             "в прошлом году", "позапрошлым годом", "прошлогодн", "за год")),
    ("qoq", ("квартал к кварталу", "к / к", "в квартальном выражении", "кварталом ранее",
             "предыдущим кварталом", "прошлым кварталом", "предыдущему кварталу",
             "прошлому кварталу")),
    ("mom", ("месяц к месяцу", "м / м", "в месячном выражении", "в месячном сопоставлении",
             "месяцем ранее", "предыдущим месяцем", "прошлым месяцем", "предыдущему месяцу",
             "прошлому месяцу", "месяц назад", "прошлого месяца")),
    ("wow", ("неделя к неделе", "неделей ранее", "прошлой неделей", "предыдущей неделей")),
)  # fmt: skip
# These compare only where a word of comparison leads to them.
_WEAK = frozenset({"прошлого года", "в прошлом году", "год назад", "за год", "прошлого месяца",
                   "месяц назад", "прошлогодн", "предыдущего года"})  # fmt: skip
_COMPARING = frozenset("чем сравнению относительно аналогичному аналогичным тому же тем периоду периодом уровню уровня соответствующему соответствующим к".split())  # fmt: skip # noqa: E501


def _words(tokens: Tokens, place: int) -> str:
    near = []
    for at in range(place, place + _REACH):
        low = tokens.low(at)
        if low in (";", "а", "но", "хотя") or tokens[at].kind in ("n", ""):
            break
        near.append(low)
    return " ".join(near)


def basis(tokens: Tokens, place: int) -> str:
    """The code of what a change that ends before a token is measured against; "" for none."""
    near = _words(tokens, place)
    found: list[tuple[int, str]] = []
    for code, phrases in _PHRASES:
        for phrase in phrases:
            at = near.find(phrase)
            if at < 0:
                continue
            led = bool(_COMPARING & set(near[:at].split()))
            if phrase not in _WEAK or led:
                found.append((at, code))
    return min(found)[1] if found else ""


_TIMES = frozenset(
    """год года году годом годах лет месяц месяца месяцем месяце квартал квартале кварталом ранее
    раньше назад прежде среднем норма нормы норме обычно обычного январе феврале марте апреле мае
    июне июле августе сентябре октябре ноябре декабре прошлогоднего прошлогодний прошлый неделей
    веке века текущем нынешнем прошлом предыдущем этом созывом сезоне выборах""".split()
)


def timed(tokens: Tokens, place: int) -> bool:
    """Do the words from a token compare with another time?"""
    if basis(tokens, place):
        return True
    led = False
    for at in range(place, place + 12):
        low = tokens.low(at)
        if low in (";", "а", "но"):
            return False
        led = led or low in ("чем", "сравнению", "относительно")
        if low.startswith("прошлогодн") or (led and low in _TIMES):
            return True
    return False
