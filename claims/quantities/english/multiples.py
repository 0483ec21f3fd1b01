"""English multiples and vague numbers.

    multiple = doubled | tripled | halved | tenfold | 10-fold | 3x | twice as | three times the
    vague    = tens of thousands | hundreds of millions of euros | dozens of

A multiple is new over old: "halved" is 0.5. Not figures: "double-digit", "double standard",
"visited twice", "three times a week", "several", "thousands of".
"""

from decimal import Decimal

from claims.quantities import digits
from claims.quantities.english.numerals import read_numeral
from claims.quantities.english.ranks import made
from claims.quantities.english.scales import SCALES
from claims.quantities.english.units import unit_after
from claims.quantities.quantity import Draft
from claims.quantities.tokens import Tokens

_MULTIPLES = {
    "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "triple": 3, "tripled": 3, "triples": 3,
    "tripling": 3, "treble": 3, "trebled": 3, "trebling": 3, "quadruple": 4, "quadrupled": 4,
    "quadruples": 4, "quadrupling": 4, "quintuple": 5, "quintupled": 5, "twofold": 2,
    "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "sevenfold": 7, "eightfold": 8,
    "ninefold": 9, "tenfold": 10, "twentyfold": 20, "thirtyfold": 30, "fiftyfold": 50,
    "hundredfold": 100, "thousandfold": 1000,
}  # fmt: skip
_AUXILIARIES = frozenset("to will would could may might should can must shall".split())
_HALVED = frozenset("halve halved halves halving".split())
_COMPARED = frozenset(
    """as more the higher larger bigger greater faster longer its their what than that normal over
    likelier lower less smaller his her our your those deadlier worse better stronger heavier older
    cheaper average median usual national current previous above below deeper hotter""".split()
)
_VAGUE = {"tens": 1, "hundreds": 2}


def read_multiple(tokens: Tokens, place: int) -> tuple[Draft, int] | None:
    low = tokens.low(place)
    after = tokens.low(place + 1)
    if low in _MULTIPLES:
        if after in ("-", "digit", "digits", "standard", "standards", "bed", "room", "check"):
            return None
        if low in ("double", "triple", "quadruple") and tokens.low(place - 1) in ("a", "-"):
            return None
        value = Decimal(_MULTIPLES[low])
        moves = low not in ("double", "triple", "treble", "quadruple") or _verbal(tokens, place)
        return made(tokens, place, place + 1, "en.multiple", value=value, unit="x", moves=moves)
    plural = low == "halves" and tokens.low(place - 1) in ("two", "of", "both", "the")
    if low in _HALVED and not plural:
        half = Decimal("0.5")
        return made(tokens, place, place + 1, "en.multiple", value=half, unit="x", moves=True)
    if low == "twice":
        if after not in _COMPARED or tokens.low(place + 2) in ("week", "day", "month", "year"):
            return None
        return made(tokens, place, place + 1, "en.multiple", value=Decimal(2), unit="x")
    return _times(tokens, place)


def _verbal(tokens: Tokens, place: int) -> bool:
    """Is "double" a verb: "to double", "will more than double"?"""
    at = place - 1
    while tokens.low(at) in ("nearly", "almost", "more", "than", "roughly", "about", "least", "at"):
        at -= 1
    return tokens.low(at) in _AUXILIARIES


def _times(tokens: Tokens, place: int) -> tuple[Draft, int] | None:
    """ "9 times the limit", "one and a half times", "10-fold", "3x"."""
    numeral = read_numeral(tokens, place)
    if numeral is None or numeral.value <= 0:
        return None
    at = numeral.last
    if tokens.low(at) == "-":
        at += 1
    word, after = tokens.low(at), tokens.low(at + 1)
    if word == "x" and tokens.glued(at) and tokens[at + 1].kind != "n":
        pass
    elif word == "times":
        moved = after in ("to", "since", "in", ".", ",", "over", "from", "") and _grown(
            tokens, place
        )
        part = numeral.value != numeral.value.to_integral_value()
        if after not in _COMPARED and not moved and not part:
            return None
    elif word != "fold":
        return None
    return made(
        tokens, place, at + 1, "en.multiple", value=numeral.value, mantissa=numeral.mantissa,
        scale=numeral.scale, unit="x", moves=word == "fold" or _grown(tokens, place),
    )  # fmt: skip


def _grown(tokens: Tokens, place: int) -> bool:
    near = {tokens.low(at) for at in range(place - 5, place)}
    return bool(near & {"grew", "grown", "rose", "risen", "increased", "multiplied", "up", "by"})


def read_vague(tokens: Tokens, place: int) -> tuple[Draft, int] | None:
    low = tokens.low(place)
    if low == "dozens" and tokens[place - 1].kind != "n":
        return made(
            tokens, place, place + 1, "en.vague",
            lower=Decimal(24), upper=Decimal(100), op="range", hedge="about",
        )  # fmt: skip
    if low not in _VAGUE or tokens.low(place + 1) != "of":
        return None
    at, scale = place + 2, 0
    while tokens.low(at) in SCALES and tokens.low(at).endswith("s"):
        scale, at = scale + SCALES[tokens.low(at)], at + 1
        if tokens.low(at) == "of" and tokens.low(at + 1) in SCALES:
            at += 1
    if scale == 0:
        return None
    lower = digits.scaled(Decimal(1), scale + _VAGUE[low])
    unit, inferred, last = "1", False, at
    after = at + 1 if tokens.low(at) == "of" else at
    found = unit_after(tokens, after)
    if found and found[0].factor == 1:
        unit, inferred, last = found[0].code, found[0].inferred, found[1]
    return made(
        tokens, place, last, "en.vague", lower=lower, upper=lower * 10, op="range",
        hedge="about", unit=unit, unit_inferred=inferred,
    )  # fmt: skip
