"""Chinese multiples, always new over old, and ratios.

    multiple = 3.4倍 | 翻番 | 翻两番 (4) | 腰斩, 减半 (0.5)
    grown    = ( 增长 | 上涨 | … ) 两倍          3: what is added counts on top of what was
    ratio    = 7比3 | 1:1.5, where a ratio is spoken of

`超标8倍` and `是…的3.4倍` are multiples as written.
"""

import re
from decimal import Decimal

from claims.quantities.chinese.numerals import NUMERAL, Numeral, read_numeral
from claims.quantities.quantity import Draft

_MULTIPLE = re.compile(
    rf"(?P<doubled>翻(?:了)?(?:(?P<times>{NUMERAL})番|番(?!五次)|倍))|(?P<halved>腰斩|减半)"
    rf"|(?P<multiple>{NUMERAL})(?P<more>多|余)?倍(?P<half>半)?(?![增数感率速频])|(?P<one>成倍)"
    rf"|(?<![\d:.])(?P<left>{NUMERAL})[比:](?P<right>{NUMERAL})(?![\d:%年月])"
    # What begins no multiple as a whole does not begin one in its middle.
    rf"|{NUMERAL}"
)
_GROWN = re.compile(
    r"(?:增长|上涨|增加|提高|上升|增|涨|翻|提升|扩大|暴涨|暴增|飙升|激增|猛增|增幅|涨幅|攀升|增多|多出|高出)"
    r"(?:幅度?)?(?:了|近|约|超过|超|逾|达|为|将近|接近|至少|大约|高达|不到|不足|几乎|到达|达到){0,2}\Z"
)
_RATIO = re.compile(r"比[例是]|之比|配比|比率|性别比|比值|按|配方|比为|兑换|换股|配股")
_LONGEST = 8


def find_multiples(folded: str) -> list[Draft]:
    """The multiples and ratios of a folded segment."""
    found = (_multiple(folded, match) for match in _MULTIPLE.finditer(folded))
    return [draft for draft in found if draft]


def _multiple(folded: str, match: re.Match[str]) -> Draft | None:
    if match["doubled"]:
        times = read_numeral(match["times"]) if match["times"] else None
        doublings = int(times.value) if times else 1
        return _moved(match, Decimal(2**doublings)) if 0 < doublings < 20 else None
    if match["halved"]:
        return _moved(match, Decimal("0.5"))
    if match["left"]:
        return _ratio(folded, match)
    numeral = read_numeral(match["multiple"]) if match["multiple"] else None
    if numeral is None:
        return None
    grown = _GROWN.search(folded, max(0, match.start() - 10), match.start())
    added = (1 if grown else 0) + (Decimal("0.5") if match["half"] else 0)
    made = _moved(match, numeral.value + added) if grown else _made(match, numeral.value + added)
    if numeral.upper is not None:
        made.value, made.lower, made.upper = None, numeral.value + added, numeral.upper + added
        made.op, made.hedge = "range", "about"
    elif match["more"] or numeral.more:
        made.op = "gt"
    elif not added:
        made.mantissa, made.scale = numeral.mantissa, numeral.scale
    return made


def _made(match: re.Match[str], value: Decimal) -> Draft:
    return Draft(match.start(), match.end(), "zh.multiple", value=value, unit="x")


def _moved(match: re.Match[str], value: Decimal) -> Draft:
    draft = _made(match, value)
    draft.moves = True
    return draft


def _ratio(folded: str, match: re.Match[str]) -> Draft | None:
    left, right = read_numeral(match["left"]), read_numeral(match["right"])
    around = folded[max(0, match.start() - 12) : match.start()]
    behind = folded.startswith("的比例", match.end())
    if not left or not right or not (behind or _RATIO.search(around)) or not right.value:
        return None
    value = (left.value / right.value).quantize(Decimal("0.000001"))
    draft = Draft(match.start(), match.end(), "zh.ratio", value=value)
    if _whole(left) and _whole(right):
        draft.num, draft.den = int(left.value), int(right.value)
    return draft


def _whole(numeral: Numeral) -> bool:
    small = 0 < numeral.value < 10**_LONGEST
    return small and numeral.value == numeral.value.to_integral_value()
