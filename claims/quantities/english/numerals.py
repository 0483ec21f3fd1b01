"""English numerals, in digits and in words.

    numeral  = ( digits [ mixed ] | words ) [ scales ]
    mixed    = "½" | digits "/" digits                   10 1/2
    numeral  = digits power                              1.3e6, 1.5 × 10^12 (see powers)
    scales   = "hundred" | "thousand" | "million" … | "lakh" | "crore" | "dozen"
               and glued to digits: k, mn, m (with money), bn, b, tn, t (with money)
    words    = two hundred and three | twenty-one | a hundred | half a million
             | one and a half million | nine point nought four | two dozen

"and" joins only what is smaller than what stands before it: "two million and three hundred" is one
number, "two and three" are two. `mantissa` and `scale` are what is written: 1.2 and 9 for 1.2bn.
"""

from decimal import Decimal

from claims.quantities import digits
from claims.quantities.english.number_words import read_words
from claims.quantities.english.scales import VULGAR, Numeral, with_scale
from claims.quantities.tokens import Tokens


def read_numeral(tokens: Tokens, place: int, *, money: bool = False) -> Numeral | None:
    """The numeral that begins at a token; None if none does. With `money` before it, `m` after
    digits is a million."""
    if (place, money) not in tokens.numerals:
        tokens.numerals[place, money] = _read(tokens, place, money)
    found: Numeral | None = tokens.numerals[place, money]
    return found


def _read(tokens: Tokens, place: int, money: bool) -> Numeral | None:
    token = tokens[place]
    if token.kind == "n":
        return _in_digits(tokens, place, money)
    if token.kind == "f" and token.low in VULGAR:
        part = Decimal(VULGAR[token.low])
        return with_scale(tokens, part, place + 1, words=False, money=money)
    if token.low == "." and tokens.glued(place + 1) and not tokens.glued(place):
        found = digits.read("0." + tokens.low(place + 1)) if tokens[place + 1].kind == "n" else None
        return None if found is None else with_scale(tokens, found, place + 2, money=money)
    return read_words(tokens, place) if token.kind == "w" else None


def _in_digits(tokens: Tokens, place: int, money: bool) -> Numeral | None:
    number = digits.read(tokens.low(place))
    if number is None:
        return None
    alone = tokens.power(place)
    if alone is not None:
        return Numeral(digits.scaled(Decimal(1), alone[0]), Decimal(1), *alone, words=False)
    after = place + 1
    if tokens[after].kind == "f" and tokens.low(after) in VULGAR:
        return with_scale(
            tokens, number + Decimal(VULGAR[tokens.low(after)]), after + 1, money=money
        )
    mixed = _mixed(tokens, after)
    if mixed is not None and number == number.to_integral_value():
        return with_scale(tokens, number + mixed, after + 3, money=money)
    power = tokens.power(after)
    if power is not None:
        exponent, after = power
        value = digits.scaled(number, exponent)
        return Numeral(value, number, exponent, after, words=False)
    return with_scale(tokens, number, after, money=money)


def _mixed(tokens: Tokens, place: int) -> Decimal | None:
    """The fraction of `10 1/2`, after its whole number."""
    over, under = tokens.low(place), tokens.low(place + 2)
    if tokens.low(place + 1) != "/" or not (len(over) == 1 and over.isdecimal()):
        return None
    if tokens.glued(place) or not (tokens.glued(place + 1) and tokens.glued(place + 2)):
        return None
    if len(under) > 2 or not under.isdecimal() or int(under) <= int(over):
        return None
    return Decimal(over) / Decimal(under)
