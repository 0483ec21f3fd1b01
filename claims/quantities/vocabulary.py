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
    during within while year-on-year january february march april june july august september october
    november december annual annually yearly monthly first second rise rises rose risen rising fall
    falls fell fallen falling grow grows grew grown growing increase increased decrease decreased
    drop dropped climb climbed jump jumped shrink shrank decline declined declining soar soared
    surge surged plunge plunged slump slumped double doubled go goes went gone going come comes came
    reach reached stand stands stood hit amount amounted amounts total totalled totals say says said
    report reported according which who what when where there here also still already yet so such
    all each every both any other others one two three four five ten top
    """.split()
)
RU_STOP = frozenset(
    """
    и в во на с со по к ко из за от до для о об при не ни но а или что как это этот эта эти тот та
    те его ее их он она они мы вы был была было были есть будет около почти более менее чем
    процент процента процентов доля доли часть млн млрд трлн тыс тысяч миллион миллиона миллионов
    миллиард миллиарда миллиардов год года году годов лет месяц месяца месяцев январе феврале марте
    апреле мае июне июле августе сентябре октябре ноябре декабре вырос выросла выросло выросли
    снизился снизилась снизилось снизились увеличился увеличилась увеличилось увеличились упал упала
    упало упали сократился сократилась сократилось сократились составляет составил составила
    составило составили достиг достигла также уже только лишь всего
    """.split()
)
ZH_STOP = re.compile(
    r"的|了|在|是|和|与|及|为|将|由|对|从|到|至|其|该|以|等|这|那|也|(?<!成)都(?!市)|约|近|仅|只|"
    r"超过?|达到?|占比?|同比|环比|增长|下降|减少|增加|上升|(?:提高|降低|上涨|下跌|回升|回落)|"
    r"[升降增减](?=[至到])|左右|以上|以下|今年|去年|预计|计划|年|月|日|万(?!科)|亿|千|百(?!度)|十|个|"
    r"名|元|美元|卢布|欧元|日元|人民币|吨|公里|桶|份额|比例|[一二五六七八两零半]|三(?![亚峡星])|"
    r"四(?!川)|九(?!江)|成(?![都本人功员立])"
)
# The whole of something is that thing: 总产量 is 产量, but 总统 is somebody.
ZH_WHOLE = re.compile(
    r"总(?=产|量|数|额|值|计|面积|人口|资产|收入|支出|里程|装机|投资|销|储|需|消费|长|重|成本|规模|"
    r"容量|发电|出口|进口)"
)
# What is denied is something else; bounds ("no more than", 不到) deny nothing.
NEGATION = re.compile(
    r"\b(?:no(?!\s+(?:more|less|fewer|later|longer|doubt)\b)(?!\.\s*\d)|not(?!\s+(?:only|just|more|less|"
    r"fewer)\b)|non|none|never|without|lack(?:s|ed|ing)?|\w+n['’]t|cannot|не(?!\s+(?:более|менее|больше|меньше|только|"
    r"выше|ниже)\b)|без|нет)\b|未(?!来)|没有?|不(?![到足超少低高过仅断同等锈])|"
    r"无(?![人线论])",
    re.IGNORECASE,
)
# Who is on one of these sides is not on another; whoever is on both is on neither.
_OPPOSITES = """
    rural urban countryside
    approve disapprove
    export import
    exporter importer
    male female
    men women
    man woman
    boy girl
    public private
    indoor outdoor
    birth death
    employment unemployment
    employed unemployed
    insured uninsured
    vaccinated unvaccinated
    legal illegal
    supply demand
    income expenditure
    revenue spending
    revenue cost
    profit loss
    surplus deficit
    buy sell
    bought sold
    arrival departure
    immigration emigration
    opening closing
    northern southern
    north south
    eastern western
    east west
    minimum maximum
    lowest highest
    winter summer
    primary secondary
    inpatient outpatient
    asset liability
    onshore offshore
    городской сельский
    города села
    мужчина женщина
    мужской женский
    мальчик девочка
    экспорт импорт
    экспортировала импортировала
    одобряет осуждает
    доход расход
    прибыль убыток
    спрос предложение
    рождаемость смертность
    государственный частный
    северный южный
    восточный западный
    进口 出口 进出
    城镇 农村 乡村 城乡
    城市 农村 乡村 城乡
    男性 女性 男女
    男子 女子
    男生 女生
    支持 反对
    收入 支出 收支
    赞成 反对
    盈利 亏损 盈亏
    顺差 逆差
    出生 死亡
    公立 私立
    就业 失业
    南方 北方
    东部 西部 中部
    最高 最低
    供应 需求 供需
"""
DEMONYMS = {
    "chinese": "CN", "beijing": "CN", "russian": "RU", "moscow": "RU", "american": "US",
    "us": "US", "u.s": "US", "usa": "US", "washington": "US", "british": "GB", "uk": "GB",
    "britain": "GB", "german": "DE", "french": "FR", "japanese": "JP", "indian": "IN",
    "australian": "AU", "ukrainian": "UA", "european": "EU", "eu": "EU", "китайск": "CN",
    "российск": "RU", "американск": "US", "сша": "US", "ес": "EU", "俄": "RU", "美": "US",
    "中方": "CN",
}  # fmt: skip
EN_ENDINGS = ("'s", "’s", "ing", "ed", "es", "s", "e")
# What makes a noun of a verb: `produced`, `production`; not who does it, or what comes of it.
EN_NOUNS = frozenset({"", "tion", "ion", "ation", "ption", "ment", "al", "ance"})
RU_NOUNS = frozenset({"", "ир", "иров", "ирован", "ировани", "ен", "ени", "ан", "ани", "н", "ни"})
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
def opposites() -> tuple[frozenset[str], ...]:
    """Words of one line tell two measures apart."""
    return tuple(frozenset(line.split()) for line in _OPPOSITES.strip().splitlines())


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
    # 上海地铁 is in Shanghai, not in Haiti (海地).
    han = "|".join(
        rf"(?<!上){name}" if name == "海地" else re.escape(name)
        for name in names
        if HAN.search(name)
    )
    # Russian names end in a case: a letter or two may differ.
    return re.compile(rf"\b(?:{latin})(?=\b|['’]s)|(?:{han})", re.IGNORECASE)
