"""Russian amounts: a number with its unit, alone or as the ends of a range.

    amount   = [ sign | "минус" ] ( currency numeral | numeral [ unit ] ) [ rate ]
    range    = amount "-" amount | "от" amount "до" amount | "между" amount "и" amount
             | amount "или" amount                                       два или три
    compound = 3 кг 400 г | 2 часа 4 минуты | 5 рублей 30 копеек
    joined   = 65-летний | пятипроцентный | трёхдневный

The unit and the scale of a range may stand at its second end only: `от 15 до 20 тысяч рублей`.
"с A до B" is two figures, the ends of a change, and not for here.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from claims.quantities import digits
from claims.quantities.quantity import Draft
from claims.quantities.russian.compounds import compound_after, joined_unit, one_word
from claims.quantities.russian.lexicon import COUNTED_ONES
from claims.quantities.russian.number_words import ONE
from claims.quantities.russian.numerals import Numeral, read_numeral
from claims.quantities.russian.units import rate_after, unit_after, unit_before
from claims.quantities.tokens import Tokens
from claims.quantities.unit_names import Unit
from claims.quantities.units import UnknownUnit, kind_of

NONE = Unit("1")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its unit: tokens from `first` to before `last`; `bare` is where the number
    alone ends."""

    first: int
    last: int
    bare: int
    numeral: Numeral
    unit: Unit
    negative: bool = False

    @property
    def value(self) -> Decimal:
        value = digits.product(self.numeral.value, self.unit.factor)
        return -value if self.negative else value


def read_amount(tokens: Tokens, place: int) -> Amount | None:
    """The amount that begins at a token; None if none does."""
    word = one_word(tokens, place)
    if word:
        single = Numeral(word[0], word[0], 0, place + 1, words=True)
        return Amount(place, place + 1, place + 1, single, word[1])
    at, negative = place, False
    if tokens.low(at) in ("-", "+") and _signs(tokens, at):
        negative, at = tokens.low(at) == "-", at + 1
    elif tokens.low(at) == "минус":
        negative, at = True, at + 1
    led = unit_before(tokens, at)
    if led:
        at = led[1]
    numeral = read_numeral(tokens, at)
    if numeral is None:
        return None
    amount = Amount(place, numeral.last, numeral.last, numeral, NONE, negative)
    if led:
        return replace(amount, unit=led[0])
    if numeral.words and at == numeral.last - 1 and tokens.low(at) in ONE:
        return _one(tokens, amount)
    return _united(tokens, amount)


def _signs(tokens: Tokens, place: int) -> bool:
    """Is the sign at a token that of the number after it?"""
    if not tokens.glued(place + 1):
        return False
    return not tokens.glued(place) or tokens.low(place - 1) in ("(", '"', "+")


def _one(tokens: Tokens, amount: Amount) -> Amount | None:
    """`один` counts before a unit and before what is often counted: else it is "a certain"."""
    found = _united(tokens, amount)
    if found is not None and found.unit is not NONE:
        return found if tokens.low(amount.first - 1) not in ("ни", "еще", "этот") else None
    return amount if tokens.low(amount.last) in COUNTED_ONES else None


def _united(tokens: Tokens, amount: Amount) -> Amount:
    at = amount.last
    if tokens.low(at) == "-" and tokens.glued(at) and tokens.glued(at + 1):
        joined = joined_unit(tokens, at + 1)
        if joined:
            return replace(amount, unit=joined[0], last=joined[1])
        return amount
    if tokens.low(at) == "с" and tokens.low(at + 1) in ("лишним", "небольшим"):
        over = unit_after(tokens, at + 2)
        if over:  # "200 с лишним километров"
            numeral = replace(amount.numeral, over=True)
            return replace(amount, numeral=numeral, unit=over[0], last=over[1])
    found = unit_after(tokens, at)
    if found is None:
        scaled = tokens.low(amount.first - 1).startswith("магнитуд")
        return replace(amount, unit=Unit("{magnitude}")) if scaled else amount
    unit, last = found
    if unit.code in ("{point}", "[kn_i]") and amount.numeral.words and tokens.low(at) == "пункты":
        return amount
    frost = tokens.low(last) in ("мороза", "холода")
    below = tokens.low(last) == "ниже" and tokens.low(last + 1) == "нуля"
    if unit.code == "Cel" and (frost or below):
        amount = replace(amount, negative=True)
    amount = replace(amount, unit=unit, last=last)
    total = compound_after(tokens, last, unit.code)
    if total is None or amount.numeral.scale:
        return amount
    more, last = total
    value = amount.numeral.value + more
    return replace(amount, numeral=replace(amount.numeral, value=value, mantissa=value), last=last)


def draft(tokens: Tokens, amount: Amount) -> Draft | None:
    """The draft of one amount, its rate included."""
    code, last = amount.unit.code, amount.last
    try:
        counting = kind_of(code) == "count"
    except UnknownUnit:
        return None
    if counting:
        last = amount.bare
    else:
        rate = rate_after(tokens, last, code)
        if rate:
            code, last = rate
    mantissa = digits.product(amount.numeral.mantissa, amount.unit.factor)
    made = Draft(
        start=tokens[amount.first].start,
        end=tokens[last - 1].end,
        rule="ru.amount",
        value=amount.value,
        mantissa=-mantissa if amount.negative else mantissa,
        scale=amount.numeral.scale,
        unit=code,
        unit_inferred=amount.unit.inferred,
        first=amount.first,
        last=last,
    )
    if amount.numeral.over:
        made.op = "gt"
    return made


def read_range(tokens: Tokens, left: Amount) -> tuple[Draft, int] | None:
    """A range whose first end is `left`, and the token after it."""
    joint, before = tokens.low(left.last), tokens.low(left.first - 1)
    hyphen = joint == "-" and tokens.glued(left.last + 1) == tokens.glued(left.last)
    bounded = (before, joint) in (("от", "до"), ("между", "и"))
    if not (hyphen or bounded or joint == "или"):
        return None
    right = read_amount(tokens, left.last + 1)
    if right is None or (right.negative and hyphen):
        return None
    low, high = _matched(left, right)
    if low is None or high is None or not low.value < high.value:
        return None
    if joint == "или" and high.numeral.value != low.numeral.value + 1:
        return None
    made = draft(tokens, replace(high, first=left.first))
    if made is None:
        return None
    made.value = made.mantissa = None
    made.lower, made.upper, made.op = low.value, high.value, "range"
    made.scale, made.rule = 0, "ru.range"
    return made, max(right.last, made.last)


def _matched(left: Amount, right: Amount) -> tuple[Amount | None, Amount | None]:
    """Both ends with the unit and the scale that only one of them has."""
    if left.unit is NONE and right.unit is not NONE:
        left = replace(left, unit=right.unit)
    elif right.unit is NONE and left.unit is not NONE:
        right = replace(right, unit=left.unit)
    elif left.unit.code != right.unit.code:
        return None, None
    return share_scale(left, right), right


def share_scale(left: Amount, right: Amount) -> Amount:
    """The left end with the scale of the right one, where that alone has one: "15-20 тыс."."""
    scale = right.numeral.scale
    if (
        left.numeral.scale
        or not scale
        or left.numeral.value >= max(right.numeral.mantissa, Decimal(1000))
    ):
        return left
    value = digits.scaled(left.numeral.value, scale)
    return replace(left, numeral=replace(left.numeral, value=value, scale=scale))
