"""Is a Russian figure stated as fact, as a target, or as a forecast?

The nearest such word before the figure in its clause decides, else one close behind it. A future
verb of doing (вложит, построят) tells a target, any other (вырастет, составит) a forecast; verbs
in the plural without a subject (повысят, увеличат) are what somebody decided.
"""

from functools import lru_cache

from claims.quantities.quantity import Draft
from claims.quantities.russian.words import forms
from claims.quantities.tokens import Tokens

_TARGET = (
    "планир", "заплан", "намерен", "намерева", "собира", "обеща", "пообещ", "предлож", "предлага",
    "рассчитыва", "намеча", "намечен", "наметил", "нацел", "стремит", "стремят", "поручил",
    "поручен", "обязал", "обязу", "обязат", "задач", "целев", "должн", "должен", "необходимо",
    "предусм", "предпис", "хочет", "хотят", "хотел", "постановил", "запрос", "добива",
)  # fmt: skip
_TARGET_WORDS = forms("цель цели целью планы плану планах следует надо нужно готова готов готовы")
_FORECAST = (
    "ожида", "прогноз", "спрогноз", "предполага", "предсказ", "предвид", "предвещ", "рискует",
)  # fmt: skip
_FORECAST_WORDS = forms(
    "может могут мог могла могло могли бы будет будут вероятно возможно видимо вряд"
)
_FUTURE = forms(
    """вырастет вырастут возрастет возрастут увеличится увеличатся снизится снизятся сократится
    сократятся уменьшится уменьшатся составит составят достигнет достигнут превысит превысят
    упадет упадут поднимется поднимутся подорожает подорожают подешевеет подешевеют опустится
    опустятся повысится повысятся понизится прибавит потеряет потеряют получит получат понадобится
    понадобятся потребуется потребуются коснется коснутся обойдется обойдутся окажется окажутся
    станет станут недополучит недополучат останется останутся продлится займет займут удвоится
    удвоятся утроится утроятся замедлится ускорится расширится расширятся пройдет пройдут
    прогреется хватит заработает заработают сможет смогут придется придутся приведет приведут
    принесет принесут вернется вернутся приедет приедут погибнет погибнут исчезнет исчезнут
    отойдут отойдет наступит дойдет дойдут перейдет перейдут пополнится переживет доживет доживут
    столкнется столкнутся охватит затронет ударит выйдет выйдут укрепится ослабнет подтянется
    сохранится сохранятся нарастет начнется появится появятся родится сэкономит
    прослужит выпадет усилится затопит проживет сбудется ухудшится улучшится"""
)
_DOING = forms(
    """вложит вложат построит построят направит направят выделит выделят создаст создадут закупит
    закупят купит купят поставит поставят
    потратит потратят выплатит выплатят введет введут откроет откроют
    запустит запустят повысит повысят увеличит увеличат сократит сократят снизит снизят
    проиндексируют проиндексирует отменит отменят установит установят выпустит выпустят передаст
    передадут наймет наймут примет примут посадит посадят отремонтирует отремонтируют модернизирует
    профинансирует обеспечит обеспечат предоставит предоставят закроет закроют уволит уволят
    поднимет поднимут доведет доведут отправит отправят переселит переселят подготовит подготовят
    обучит обучат возведет возведут реконструируют урежет урежут понизит понизят
    опустит удвоит удвоят утроит утроят расширит расширят соберет проведет проведут инвестирует
    инвестируют достроит достроят приобретет приобретут"""
)
_BREAKS = forms("; а но хотя тогда однако зато")
_REACH = 24


@lru_cache(maxsize=20_000)
def _told(low: str) -> str:
    """What a word makes of the figures after it: "target", "forecast", or ""."""
    if low in _DOING or low in _TARGET_WORDS or low.startswith(_TARGET):
        return "target"
    if low in _FUTURE or low in _FORECAST_WORDS or low.startswith(_FORECAST):
        return "forecast"
    return ""


def ahead(tokens: Tokens) -> frozenset[int]:
    """The tokens that speak of what is to come: a month in their clause is the next one."""
    if not any(map(_told, tokens.words)):
        return frozenset()
    return frozenset(
        place
        for place in range(len(tokens))
        if tokens[place].kind == "w" and _told(tokens.low(place)) and not _empty(tokens, place)
    )


def judge(tokens: Tokens, drafts: list[Draft]) -> None:
    """Set the modality of each figure that is not stated as fact."""
    for draft in drafts:
        draft.modality = _before(tokens, draft) or _behind(tokens, draft)


def _before(tokens: Tokens, draft: Draft) -> str:
    for at in range(draft.first - 1, max(-1, draft.first - _REACH), -1):
        low = tokens.low(at)
        if low in _BREAKS:
            return ""
        told = _told(low)
        if told and not _empty(tokens, at):
            return told
    return ""


def _empty(tokens: Tokens, at: int) -> bool:
    """ "не может превышать" forbids, "ожидаемая продолжительность жизни" is a statistic."""
    low, after = tokens.low(at), tokens.low(at + 1)
    if low in ("может", "могут", "мог", "могла", "могли"):
        return tokens.low(at - 1) == "не" or after in ("похвастаться",)
    if low.startswith("ожидани"):
        return tokens.low(at - 1) not in ("по", "согласно")
    return low.startswith("ожидаем") and after.startswith("продолжит")


def _behind(tokens: Tokens, draft: Draft) -> str:
    for at in range(draft.last, draft.last + 7):
        low = tokens.low(at)
        if (
            low in _BREAKS
            or low in (",", ".", ":", "вместо", "против", "при")
            or tokens[at].kind == "n"
        ):
            return ""
        told = _told(low)
        if told and low not in _TARGET_WORDS and not _empty(tokens, at):
            return told
    return ""
