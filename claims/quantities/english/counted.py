"""What an English count counts: the noun after the number, in the singular.

Adjectives between number and noun are left out, a noun before the head is kept: "new housing
permits" counts a housing permit. Where no noun follows, the last noun counted in the segment is
meant: "40 places, 9 short of the goal". "80 guests a day" counts per day. A bare number
after "aged" is in years, after "magnitude" a magnitude, of an index points.
"""

from claims.quantities.english.lexicon import ADJECTIVES, FUNCTION, INDEXES, NUMBER_WORDS
from claims.quantities.english.units import PER, unit_after
from claims.quantities.quantity import Draft
from claims.quantities.tokens import Tokens
from claims.quantities.units import DURATIONS

_PLURAL = frozenset(
    "people men women children police staff cattle species series troops fish".split()
)
_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "lives": "life", "wives": "wife", "knives": "knife", "leaves": "leaf",
    "criteria": "criterion", "phenomena": "phenomenon", "shelves": "shelf",
    "shoes": "shoe", "toes": "toe", "canoes": "canoe", "foes": "foe", "halves": "half",
    "movies": "movie", "cookies": "cookie", "ties": "tie", "species": "species",
    "series": "series", "people": "people", "crises": "crisis", "analyses": "analysis",
    "buses": "bus", "viruses": "virus", "campuses": "campus", "houses": "house", "cases": "case",
    "bases": "base", "causes": "cause", "nurses": "nurse", "horses": "horse", "courses": "course",
    "licenses": "license", "purchases": "purchase", "offenses": "offense", "expenses": "expense",
    "responses": "response", "diseases": "disease",
    "exercises": "exercise", "sentences": "sentence",
    "prizes": "prize", "sizes": "size", "caches": "cache", "headaches": "headache", "axes": "axe",
    "leases": "lease", "releases": "release", "increases": "increase", "heroes": "hero",
    "businesses": "business", "warehouses": "warehouse", "spouses": "spouse", "phrases": "phrase",
    "doses": "dose", "roses": "rose", "noses": "nose", "enterprises": "enterprise",
    "franchises": "franchise", "abuses": "abuse", "clauses": "clause", "databases": "database",
}  # fmt: skip
_AGED = frozenset("aged age ages".split())


def count(tokens: Tokens, drafts: list[Draft]) -> None:
    """Set what each plain count counts; give a bare number of years, points or degrees its unit."""
    last = ""
    for draft in drafts:
        if draft.unit != "1" or draft.counted:
            continue
        if _renamed(tokens, draft):
            continue
        noun, after = noun_after(tokens, draft.last)
        if not noun:
            _per(tokens, draft, draft.last)
        if noun:
            last = noun
            _per(tokens, draft, after)
        elif tokens.low(draft.last) in (
            "short",
            "of",
            "more",
            "fewer",
            "others",
            "other",
            "",
            ".",
            ",",
            "last",
            "in",
            "this",
            "a",
            "by",
            "from",
            "to",
        ):
            noun = last
        draft.counted = noun


def _renamed(tokens: Tokens, draft: Draft) -> bool:
    """A bare number that is an age, a magnitude, or the level of an index."""
    before = tokens.low(draft.lead - 1)
    after = tokens.low(draft.last + 1 if tokens.low(draft.last) == "-" else draft.last)
    top = draft.top()
    aged = before == "," == tokens.low(draft.last) and tokens[draft.lead - 2].kind == "w"
    if aged and draft.first == draft.lead and 0 < top < 111 and not draft.scale:
        draft.unit = "a"  # "Hall, 45, said"
    elif before in _AGED or (before in ("between", "of") and tokens.low(draft.lead - 2) in _AGED):
        draft.unit = "a"
    elif (
        before == "magnitude"
        or after == "magnitude"
        or (before == "of" and tokens.low(draft.lead - 2) == "magnitude")
    ):
        draft.unit = "{magnitude}"
    elif before == "of" and tokens.low(draft.lead - 2) == "factor":
        draft.unit = "x"
    elif ((INDEXES | {"points"}) & tokens.words and draft.role in ("from", "to")) or (
        "index" in tokens.words and top != top.to_integral_value()
    ):
        draft.unit = "{point}"
    else:
        return False
    return True


def noun_after(tokens: Tokens, place: int) -> tuple[str, int]:
    """The noun phrase that begins at a token, in the singular, and the token after it."""
    at = place
    hyphened = tokens.low(at) == "-" and tokens.glued(at)
    if hyphened or tokens.low(at) == "of":
        at += 1
    if tokens.low(at) in ("the", "these", "those", "its", "their", "our", "his") and at > place:
        at += 1
    words: list[str] = []
    while len(words) < 5:
        token = tokens[at]
        low = token.low.removesuffix("'s")
        more = low in ADJECTIVES and not tokens.capital(at)
        if token.kind != "w" or low in NUMBER_WORDS or (low in FUNCTION and not more):
            break
        if (
            tokens.low(at + 1) == "-"
            and tokens.glued(at + 1)
            and tokens[at + 2].kind == "w"
            and not hyphened
        ):
            at += 3 if _more(tokens, at + 3) else 2  # `full-time jobs`
            continue
        if more:
            at += 1
            continue
        if not words and low.endswith(("ed", "ous", "ical", "ful")) and _more(tokens, at + 1):
            at += 1
            continue
        if words and (
            low.endswith(("ed", "ly")) or (low.endswith("ing") and not _more(tokens, at + 1))
        ):
            break
        if low.endswith("ed"):
            break
        words.append(low)
        at += 1
        # `Texas hospitals`: a name in capitals is no plural where a word follows.
        name = tokens.capital(at - 1) and not low.endswith("ans") and _more(tokens, at)
        if (_is_plural(low) and not name) or hyphened:
            break
    if not words:
        return "", place
    if not _is_plural(words[-1]) and not hyphened:
        # No plural noun came: the first word is the best guess.
        at -= len(words) - 1
        words = words[:1]
    return " ".join([*words[:-1], singular(words[-1])]), at


def _more(tokens: Tokens, place: int) -> bool:
    return tokens[place].kind == "w" and tokens.low(place) not in FUNCTION


def _is_plural(word: str) -> bool:
    return (
        word in _PLURAL
        or word in _IRREGULAR
        or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")))
    )


def singular(word: str) -> str:
    """The singular of an English noun."""
    if word in _IRREGULAR or word in _PLURAL:
        return _IRREGULAR.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes", "zes", "oes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def _per(tokens: Tokens, draft: Draft, place: int) -> None:
    """ "passengers a day": the rate of a count."""
    if tokens.low(place) in PER:
        found = unit_after(tokens, place + 1)
        if found and found[0].code in DURATIONS and found[0].factor == 1:
            draft.unit = f"1/{found[0].code}"
