"""Russian numerals: digits with a decimal comma and groups apart, words in every case, scales.

    numeral = digits [ scale ] | words [ scale ]
    digits  = 1 200 000 | 1.200.000 | 4,5
    words   = [ тысяча ] [ двести ] [ сорок ] [ два ] | полтора | два с половиной | пол-… | десяток
    scale   = тыс. | тысяч… | млн | миллион… | млрд | миллиард… | трлн | триллион…   (repeated)

`две с лишним тысячи` has the words "с лишним" inside, which make it a lower bound. A scale word
alone is one of it: `тысяча двести`; in the plural ("тысячи", "сотни") it is vague, see `multiples`.
"""

from dataclasses import dataclass
from decimal import Decimal

from claims.quantities import digits, mixed
from claims.quantities.russian.number_words import HALVES, POWERS, SINGLE, SMALL, WORDS
from claims.quantities.tokens import Tokens

_AFTER_DIGITS = mixed.SCALES | POWERS
_GREATEST = 30
_BIG = 15  # the greatest power that words have


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number, how it is written, the token after it, and whether words or "с лишним" made it."""

    value: Decimal
    mantissa: Decimal
    scale: int
    last: int
    words: bool = False
    over: bool = False


def read_numeral(tokens: Tokens, place: int) -> Numeral | None:
    """The numeral that begins at a token; None if none does."""
    if place not in tokens.numerals:
        tokens.numerals[place] = _read(tokens, place)
    found: Numeral | None = tokens.numerals[place]
    return found


def _read(tokens: Tokens, place: int) -> Numeral | None:
    token = tokens[place]
    if token.kind == "n":
        return _digits(tokens, place)
    if token.kind == "w":
        return _halved(tokens, place) or _words(tokens, place)
    return None


def grouped(tokens: Tokens, place: int) -> tuple[str, int]:
    """The digits that begin at a token, with groups of three after a space, and the token after."""
    written, last = tokens.low(place), place + 1
    if len(written) > 3 or not written.isdigit():
        return written, last
    while tokens[last].kind == "n" and tokens[last].start == tokens[last - 1].end + 1:
        low = tokens.low(last)
        whole, comma, _ = low.partition(",")
        if len(whole) != 3 or not whole.isdigit() or len(written) > 40:
            break
        written, last = written + low, last + 1
        if comma:
            break
    return written, last


def _digits(tokens: Tokens, place: int) -> Numeral | None:
    written, last = grouped(tokens, place)
    value = digits.read(written, comma=True)
    if value is None:
        return None
    alone = tokens.power(place)
    if alone is not None:
        return Numeral(digits.scaled(Decimal(1), alone[0]), Decimal(1), *alone)
    raised = tokens.power(last)
    if raised:
        power, last = raised
        return Numeral(digits.scaled(value, power), value, power, last)
    if tokens.low(last) == "-" and tokens.glued(last) and tokens.glued(last + 1):
        power = next((POWERS[word] for word in _JOINED if tokens.low(last + 1).startswith(word)), 0)
        if power:  # "1,5-миллионное население"
            return Numeral(digits.scaled(value, power), value, power, last + 2)
    over = tokens.low(last) == "с" and tokens.low(last + 1) in ("лишним", "небольшим")
    scale, after = _scale(tokens, last + 2 if over else last)
    if scale > _GREATEST:
        return None
    if not scale:
        return Numeral(value, value, 0, last)
    first = digits.scaled(value, scale)
    rest = _rest(tokens, after, scale)
    if rest is None:
        return Numeral(first, value, scale, after, over=over)
    total = first + rest.value  # "3 млн 200 тыс."
    return Numeral(total, total, 0, rest.last, over=over)


def _rest(tokens: Tokens, place: int, scale: int) -> Numeral | None:
    """What a mixed number adds to its greater part: "2 млрд 300 млн", "3 тысячи 40"."""
    if tokens[place].kind != "n" or "." in tokens.low(place) or "," in tokens.low(place):
        return None
    value = digits.read(tokens.low(place), comma=True)
    power, after = _scale(tokens, place + 1)
    if value is None or not power or power >= scale or value >= 1000:
        return None
    return Numeral(digits.scaled(value, power), value, power, after)


def _scale(tokens: Tokens, place: int) -> tuple[int, int]:
    """The power of ten of the scale words from a token, 0 for none, and the token after."""
    power, last = 0, place
    known = _AFTER_DIGITS if tokens[place - 1].kind == "n" else POWERS
    while tokens[last].kind == "w" and tokens.low(last) in known and power <= _GREATEST:
        power += known[tokens.low(last)]
        last += 1
        if tokens.low(last) == "." and tokens.glued(last) and tokens.low(last - 1) in _SHORT:
            last += 1
    return power, last


_JOINED = ("миллион", "миллиард", "триллион")
_SHORT = frozenset({"тыс"})


def _halved(tokens: Tokens, place: int) -> Numeral | None:
    """`полмиллиона`, `полтора миллиона`, `пол-литра` (its unit is for `amounts`)."""
    found = HALVES.get(tokens.low(place))
    if found is None:
        return None
    number, power = found
    if not power and tokens.low(place + 1) in SMALL:  # "полтора десятка"
        whole = number * SMALL[tokens.low(place + 1)]
        return Numeral(whole, whole, 0, place + 2, words=True)
    scale, last = _scale(tokens, place + 1)
    scale += power
    return Numeral(digits.scaled(number, scale), number, scale, last, words=True)


def _words(tokens: Tokens, place: int) -> Numeral | None:
    total, at, scale, mantissa = Decimal(0), place, 0, Decimal(0)
    limit, over, groups = _BIG + 1, False, 0
    while True:
        small = _small(tokens, at)
        begin = at
        value, at = small or (Decimal(1), at)
        lax = small is not None and tokens.low(at) == "с" and tokens.low(at + 1) in _LAX
        if lax:
            at += 2
        scale, after = _scale(tokens, at)
        alone = tokens.low(at) in SINGLE or tokens.low(place - 1) in _BOUNDING
        if small is None and not (scale and alone):
            at = begin
            break
        if scale >= limit:
            at = begin
            break
        total += digits.scaled(value, scale)
        mantissa, at, groups, over = value, after, groups + 1, over or lax
        limit = scale
        if not scale or lax:
            break
    if not groups:
        return None
    if groups > 1:
        return Numeral(total, total, 0, at, words=True, over=over)
    return Numeral(total, mantissa, limit if limit <= _BIG else 0, at, words=True, over=over)


# After these "тысячи" is the genitive of one thousand: "свыше тысячи домов".
_BOUNDING = frozenset("около порядка до более менее свыше больше меньше почти от без".split())
_LAX = frozenset({"лишним", "небольшим"})


def _small(tokens: Tokens, place: int) -> tuple[Decimal, int] | None:
    """A number below a thousand in words, and the token after: hundreds, tens, units, halves."""
    value, at, floor = 0, place, 1000
    while tokens[at].kind == "w" and (found := WORDS.get(tokens.low(at))) is not None:
        # 7 may follow 20 and 500; 20 follows 500; nothing follows 7, nor 15.
        if found >= floor or (value and not found):
            break
        value += found
        floor = 100 if found >= 100 else 10 if found >= 20 else 0
        at += 1
    if at == place:
        return None
    if at == place + 1 and tokens.low(at) in SMALL:  # "два десятка", "три сотни"
        return Decimal(value * SMALL[tokens.low(at)]), at + 1
    if tokens.low(at) == "с" and tokens.low(at + 1) == "половиной":
        return Decimal(value) + Decimal("0.5"), at + 2
    if tokens.low(at) == "с" and tokens.low(at + 1) == "четвертью":
        return Decimal(value) + Decimal("0.25"), at + 2
    return Decimal(value), at
