"""A text that is one numeral and nothing else: the number itself, of nothing.

    alone = [ 负 ] ( numeral [ 打 ] | [ numeral 又 ] numeral 分之 numeral | digits "/" digits
            | digits "e" exponent | digits "^" exponent )

A fraction written with both its numbers (一百分之二) is the number 0.02 here; 百分之二 is a share
wherever it stands, and no matter of this module.
"""

import re
from decimal import Decimal

from claims.quantities import digits
from claims.quantities.chinese.numerals import NUMERAL, Numeral, read_numeral
from claims.quantities.quantity import Draft

_MINUS = re.compile(r"[负-]?")
_DOZENS = re.compile(rf"({NUMERAL})打")
_FRACTION = re.compile(rf"(?:({NUMERAL})又)?({NUMERAL})分之(负?)({NUMERAL})")
_SLASH = re.compile(r"(\d{1,9})/(\d{1,9})")
_POWER = re.compile(r"(\d{1,12}(?:\.\d{1,12})?)(?:e([+-]?\d{1,2})|\^(-?\d{1,2}))")
_NUMERAL = re.compile(NUMERAL)
_LONGEST = 120


def find_alone(folded: str) -> Draft | None:
    """The number that the whole segment is."""
    bare = folded.strip()
    if not 0 < len(bare) <= _LONGEST:
        return None
    start = folded.index(bare[0])
    minus = _MINUS.match(bare)
    body = bare[minus.end() :] if minus else bare
    numeral = _read(body)
    if numeral is None:
        return None
    draft = Draft(start, start + len(bare), "zh.alone", value=numeral.value)
    draft.mantissa, draft.scale = numeral.mantissa, numeral.scale
    if numeral.upper is not None:
        draft.value, draft.lower, draft.upper = None, numeral.value, numeral.upper
        draft.op, draft.hedge, draft.mantissa, draft.scale = "range", "about", None, 0
    elif numeral.more:
        draft.op = "gt"
    if len(body) < len(bare) and draft.value is not None and draft.mantissa is not None:
        draft.value, draft.mantissa = -draft.value, -draft.mantissa
    return draft


def _read(body: str) -> Numeral | None:
    if match := _DOZENS.fullmatch(body):
        dozens = read_numeral(match[1])
        return _plain(dozens.value * 12) if dozens and dozens.upper is None else None
    if match := _FRACTION.fullmatch(body):
        return _fraction(match)
    if match := _SLASH.fullmatch(body):
        return _divided(Decimal(match[1]), Decimal(match[2]))
    if match := _POWER.fullmatch(body):
        if match[2]:
            return _plain(digits.scaled(Decimal(match[1]), int(match[2])))
        base = Decimal(match[1])
        return _plain(base ** int(match[3])) if base and len(match[1]) < 4 else None
    if not _NUMERAL.fullmatch(body) or body in ("万", "千", "百", "兆", "亿"):
        return None
    return read_numeral(body)


def _fraction(match: re.Match[str]) -> Numeral | None:
    den, num = read_numeral(match[2]), read_numeral(match[4])
    whole = read_numeral(match[1]) if match[1] else None
    # 百分之 without a number before it is a percentage.
    if den is None or num is None or (match[2][0] in "百佰千仟万" and not whole):
        return None
    if re.fullmatch("[百佰千仟万亿]+", match[2]) and not whole:
        return None
    part = _divided(num.value, den.value)
    if part is None:
        return None
    signed = -part.value if match[3] else part.value
    return _plain(signed + (whole.value if whole else 0))


def _divided(num: Decimal, den: Decimal) -> Numeral | None:
    return _plain((num / den).quantize(Decimal("1e-18"))) if den and num < 10**9 else None


def _plain(value: Decimal) -> Numeral:
    return Numeral(value, value, 0)
