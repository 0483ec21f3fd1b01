"""English amounts: a number with its unit.

amount   = [ sign ] ( currency numeral | numeral [ "-" ] [ unit ] ) [ rate ]
compound = 3 dollars and 50 cents | 5 feet 10 inches
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from claims.quantities import digits
from claims.quantities.english.numerals import read_numeral
from claims.quantities.english.scales import Numeral
from claims.quantities.english.units import rate_after, unit_after, unit_before
from claims.quantities.quantity import Draft
from claims.quantities.tokens import Tokens
from claims.quantities.unit_names import Unit
from claims.quantities.units import UnknownUnit, kind_of

NONE = Unit("1")
_SUBUNITS = {"cent", "cents", "c", "pence", "p", "¢", "mao", "penny"}


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
    led: bool = False  # by a currency sign

    @property
    def value(self) -> Decimal:
        value = digits.product(self.numeral.value, self.unit.factor)
        return -value if self.negative else value


def read_amount(tokens: Tokens, place: int) -> Amount | None:
    """The amount that begins at a token; None if none does."""
    at, negative = place, False
    if tokens.low(at) in ("-", "+") and _signs(tokens, at):
        negative, at = tokens.low(at) == "-", at + 1
    elif tokens.low(at) in ("minus", "negative") and tokens.low(at - 1) != "or":
        negative, at = True, at + 1
    led = unit_before(tokens, at)
    if led:
        at = led[1]
        if tokens.low(at) == "-" and tokens.glued(at + 1):
            negative, at = True, at + 1
    if tokens.low(at + 1) in ("st", "nd", "rd", "th") and tokens.glued(at + 1):
        return None
    numeral = read_numeral(tokens, at, money=bool(led))
    if numeral is None or (negative and not led and numeral.words and tokens.low(place) == "-"):
        return None
    amount = Amount(place, numeral.last, numeral.last, numeral, NONE, negative, bool(led))
    if led:
        return _led(tokens, replace(amount, unit=led[0]))
    return _united(tokens, amount)


def _signs(tokens: Tokens, place: int) -> bool:
    """Is the sign at a token that of the number after it?"""
    if not tokens.glued(place + 1):
        return False
    before = tokens[place - 1]
    return not tokens.glued(place) or before.low in ("(", '"', "$", "£", "€")


def _led(tokens: Tokens, amount: Amount) -> Amount:
    """Money with its sign before it; `$5 billion dollars`, `$20 and 43 cents` say more after."""
    after = unit_after(tokens, amount.last)
    if after and kind_of(after[0].code) == "money" and after[0].factor == 1:
        same = after[0].code == amount.unit.code or amount.unit.inferred
        if same and tokens[amount.last].kind == "w":
            unit = amount.unit if after[0].inferred else after[0]
            amount = replace(amount, unit=unit, last=after[1])
    return _compounded(tokens, amount)


def _united(tokens: Tokens, amount: Amount) -> Amount:
    at = amount.last
    if tokens.low(at) == "-" and tokens.glued(at) and tokens.glued(at + 1):
        at += 1
    elif amount.numeral.scale and tokens.low(at) == "of":
        at += 1  # "millions of dollars"
    if amount.numeral.scale == 0 and tokens.low(at) == "m" and tokens.glued(at):
        after = tokens.low(at + 1)
        many = (after.endswith("s") and after not in ("less",)) or after in ("people", "of")
        if many and tokens[at + 1].kind == "w":
            million = replace(
                amount.numeral,
                value=digits.scaled(amount.numeral.value, 6),
                scale=6,
                last=at + 1,
            )
            return replace(amount, numeral=million, last=at + 1, bare=at + 1)
    found = unit_after(tokens, at) or _inserted(tokens, at)
    if found is None:
        return amount
    unit, last = found
    if amount.numeral.words and tokens[at].kind == "w" and len(tokens.low(at)) == 1:
        return amount
    if unit.code == "a" and tokens.low(last) == "-" and tokens.low(last + 1) in ("old", "olds"):
        last += 2
    elif unit.code in ("a", "mo", "wk", "d") and tokens.low(last) == "old":
        last += 1
    return _compounded(tokens, replace(amount, unit=unit, last=last))


def _inserted(tokens: Tokens, place: int) -> tuple[Unit, int] | None:
    """The unit that an editor put in: "4 (percent)"."""
    found = unit_after(tokens, place + 1) if tokens.low(place) == "(" else None
    return (found[0], found[1] + 1) if found and tokens.low(found[1]) == ")" else None


def _compounded(tokens: Tokens, amount: Amount) -> Amount:
    """`3 dollars 50 cents`, `5 feet 10 inches`, `six feet two`: one amount in two units."""
    if amount.numeral.scale:
        return amount
    at = amount.last + 1 if tokens.low(amount.last) == "and" else amount.last
    kind = kind_of(amount.unit.code) if amount.unit.code != "deg" else ""
    if kind != "money" and amount.unit.code != "[ft_i]":
        return amount
    small = read_numeral(tokens, at)
    if small is None or not 0 < small.value < 100 or small.scale:
        return amount
    after = tokens.low(small.last)
    if kind == "money" and after in _SUBUNITS:
        total = amount.numeral.value + small.value / 100
    elif amount.unit.code == "[ft_i]" and after in ("inches", "inch", "in", '"'):
        total = amount.numeral.value + small.value / 12
    else:
        return amount
    numeral = replace(amount.numeral, value=total, mantissa=total)
    return replace(amount, numeral=numeral, last=small.last + 1)


def draft(tokens: Tokens, amount: Amount) -> Draft | None:
    """The draft of one amount, its rate included."""
    return draft_over(tokens, amount, amount.first, amount.last)


def draft_over(tokens: Tokens, amount: Amount, first: int, last: int) -> Draft | None:
    code = amount.unit.code
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
    return Draft(
        start=tokens[first].start,
        end=tokens[last - 1].end,
        rule="en.amount",
        value=amount.value,
        mantissa=-mantissa if amount.negative else mantissa,
        scale=amount.numeral.scale,
        unit=code,
        unit_inferred=amount.unit.inferred,
        first=first,
        last=last,
    )
