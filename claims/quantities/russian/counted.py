"""The noun that a Russian count counts: the first after the number that is no adjective.

A word with an adjective's ending is the noun itself where no noun follows: `5 раненых`. The rate
of a count ("30 поездов в сутки") makes its unit.
"""

from claims.quantities.quantity import Draft
from claims.quantities.russian.lexicon import FUNCTION
from claims.quantities.russian.units import rate_apart
from claims.quantities.russian.words import adjectival, verbal
from claims.quantities.tokens import Tokens
from claims.quantities.units import MEASURES

_FEW = 4


def count(tokens: Tokens, drafts: list[Draft]) -> None:
    """Set what is counted, and the rates that stand apart from their number."""
    for place, draft in enumerate(drafts):
        following = drafts[place + 1].first if place + 1 < len(drafts) else len(tokens)
        if draft.unit == "1":
            at = _noun(tokens, draft.last, following)
            if at is not None:
                written = tokens.written(at)
                draft.counted = written if written.isupper() else written.lower()
            unit = rate_apart(tokens, (draft.last if at is None else at + 1), following)
            if unit:
                draft.unit = f"1/{unit}"
        elif draft.unit in MEASURES and "/" not in draft.unit:
            unit = rate_apart(tokens, draft.last, following)
            if unit:
                draft.unit = f"{draft.unit}/{unit}"


def _noun(tokens: Tokens, place: int, following: int) -> int | None:
    found = None
    for at in range(place, min(place + _FEW, following)):
        low = tokens.low(at)
        if (
            tokens[at].kind != "w"
            or low in FUNCTION
            or (verbal(low) and (at > place or not low.endswith(("ла", "ло", "ит"))))
        ):
            return found
        if not adjectival(low):
            return found if found is not None and _apart(low) else at
        found = at
    return found


def _apart(low: str) -> bool:
    """An adverb or a verb after a noun that was an adjective: "2300 эвакуированных вернулись"."""
    return verbal(low) or low.endswith(("о", "ее")) or len(low) < 3
