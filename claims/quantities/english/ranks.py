"""English ranks: a place in an order, and the ordinals that name it.

    rank = top five | third-largest | ranked 5th | to third | fifth place | eighth straight

"top five" is 5 with op le; "third-largest" is 3. An ordinal by itself is no figure ("the third
quarter", "7th Cavalry Corps", "first time").
"""

from decimal import Decimal

from claims.quantities.english.lexicon import SUPERLATIVES
from claims.quantities.english.numerals import read_numeral
from claims.quantities.quantity import Draft
from claims.quantities.tokens import Tokens

ORDINALS = {
    name: value
    for value, name in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
        thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
        twentieth""".split(),
        start=1,
    )
} | {"thirtieth": 30, "fiftieth": 50, "hundredth": 100, "thousandth": 1000}
_RANKERS = frozenset(
    """ranked ranks rank ranking placed places finished came comes to in rated rates position number
    climbed rose fell dropped slipped moved remains""".split()
)
_STANDING = frozenset("from at is was are were now".split())
_AMONG = frozenset("in out place nationally".split())
_RANKED = frozenset(
    """in among on nationally overall out worldwide globally place . , ; for behind and
    nationwide""".split()
)


def made(tokens: Tokens, first: int, last: int, rule: str, **fields: object) -> tuple[Draft, int]:
    """A draft over the tokens from `first` to before `last`, and `last`."""
    draft = Draft(tokens[first].start, tokens[last - 1].end, rule, first=first, last=last)
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft, last


def read_rank(tokens: Tokens, place: int) -> tuple[Draft, int] | None:
    if tokens.low(place) in ("top", "bottom"):
        numeral = read_numeral(tokens, place + 1)
        last = numeral.last if numeral else 0
        if numeral is None or numeral.scale or numeral.value > 1000 or numeral.value == 1:
            return None
        if tokens.low(last) in ("%", "percent", "per") or tokens.low(place) == "bottom":
            return None
        return made(tokens, place, last, "en.rank", value=numeral.value, unit="rank", op="le",
                     mantissa=numeral.mantissa)  # fmt: skip
    found = _ordinal(tokens, place)
    if found is None:
        return None
    value, last = found
    at = last + 1 if tokens.low(last) == "-" else last
    word, before = tokens.low(at), tokens.low(place - 1)
    superlative = word in SUPERLATIVES or (word.endswith("est") and len(word) > 5)
    streak = word in ("straight", "consecutive", "successive")
    ranked = before in _RANKERS and (word in _RANKED or not word) and before != "in"
    ranked = ranked or (
        before in ("from", "at", "is", "was", "are", "were", "now")
        and word in ("in", "out", "place", "nationally")
    )
    ranked = ranked or (word == "place" and before != "the" and value > 1)
    if not (superlative or streak or ranked) or (value == 1 and not ranked):
        return None
    return made(tokens, place, last, "en.rank", value=Decimal(value), unit="rank",
                 mantissa=Decimal(value))  # fmt: skip


def _ordinal(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """The number of an ordinal, and the token after it: "third", "21st"."""
    low = tokens.low(place)
    if low in ORDINALS:
        return ORDINALS[low], place + 1
    suffixed = tokens.glued(place + 1) and tokens.low(place + 1) in ("st", "nd", "rd", "th")
    return (int(low), place + 2) if suffixed and low.isdecimal() and len(low) < 5 else None
