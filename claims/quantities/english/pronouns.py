"""English "one" as a pronoun: one of them, no one, the one, one another, one day.

It is a number in "one in five", "one million", "twenty-one", "one and a half", "only one of the
ten", "one third", and before a noun: "one ship".
"""

from claims.quantities.english.lexicon import NUMBER_WORDS
from claims.quantities.tokens import Tokens

_ONE_BEFORE = frozenset(
    """the no this that any each every which another some last next first such a everyone
    someone anyone number""".split()
)
_ONE_AFTER = frozenset(
    """of day another thing way side hand time point reason kind sort part example area step bit
    more such as who that which is was has can could should would will may might must and or
    but for to in by at on with from after before 's and-only else morning evening night
    afternoon""".split()
)


def is_pronoun(tokens: Tokens, place: int) -> bool:
    """Is the "one" at a token no number?"""
    before, after = tokens.low(place - 1), tokens.low(place + 1)
    if before in NUMBER_WORDS or (before in ("-", "and") and tokens.low(place - 2) in NUMBER_WORDS):
        return False
    if after in ("in", "out") and (
        tokens.low(place + 2) in NUMBER_WORDS
        or tokens[place + 2].kind == "n"
        or tokens.low(place + 2) == "of"
    ):
        return False
    if after in ("million", "billion", "trillion", "hundred", "thousand", "point", "percent"):
        return False
    if after == "and" and tokens.low(place + 2) in ("a", "one"):
        return False
    if after == "of" and before == "only":
        return False
    if after == "-" or after in ("half", "third", "quarter", "fifth", "tenth"):
        return False
    if before == "only" and tokens.low(place - 2) == "the":
        return True
    return before in _ONE_BEFORE or after in _ONE_AFTER or tokens[place + 1].kind != "w"
