"""What stands around an English number and bends it: comparator, hedge and tone.

    before   = more than | at least | about | nearly | just over | only | a whopping …
    after    = or more | or less | or so | and above | at most | +

Several may stand in a row: "only about". A tone is never a bound: "only 2%" is 2 %. "over" before
a stretch of time is a preposition ("over six years") unless an age or a length is meant.
"""

from claims.quantities.english.lexicon import FUNCTION
from claims.quantities.quantity import Draft
from claims.quantities.tokens import Tokens
from claims.quantities.units import DURATIONS

_BEFORE: dict[str, str] = {
    "op:ge": """at least/no less than/no fewer than/not less than/not fewer than/a minimum of/
        minimum of/minimum/greater than or equal to/more than or equal to/bigger or equal than/
        higher or equal than/greater or equal than/equal to or greater than/equal to or more than/
        larger or equal than/≥/> =""",
    "op:gt": """more than/greater than/larger than/bigger than/higher than/over/well over/above/
        well above/exceeding/exceed/exceeds/exceeded/in excess of/upwards of/upward of/north of/
        topping/topped/surpass/surpasses/surpassed/surpassing/beyond/better than/longer than/
        older than/taller than/far more than/much more than/well more than/>/passed the""",
    "op:lt": """less than/fewer than/lower than/smaller than/under/well under/below/well below/
        shorter than/younger than/far less than/far fewer than/much less than/south of/<""",
    "op:le": """at most/no more than/not more than/up to/as many as/as much as/a maximum of/
        maximum of/maximum/no greater than/no higher than/no larger than/less than or equal to/
        smaller or equal than/lower or equal than/less or equal than/equal to or less than/
        equal to or fewer than/capped at/a cap of/limited to/not exceeding/≤/< =""",
    "hedge:about": """about/around/roughly/approximately/approx/approx ./some/an estimated/
        estimated/estimated at/circa/c ./~/≈/in the region of/in the neighborhood of/
        in the neighbourhood of/something like/more or less/or so/on the order of/perhaps/maybe/
        an approximate/a rough/at about/at around/give or take/somewhere around/±""",
    "hedge:under": """nearly/almost/close to/approaching/just under/just short of/just below/
        not quite/nearing/practically/slightly less than/slightly under/slightly below/
        a little under/a little less than/virtually/just shy of/shy of/little less than""",
    "hedge:over": """just over/just above/slightly more than/slightly over/slightly above/
        a little over/a little more than/little more than/just more than/a bit over/
        a bit more than/slightly higher than""",
    "tone:minimizing": """only/just/merely/a mere/mere/barely/as little as/as few as/scarcely/
        a paltry/paltry/a meager/a meagre/a measly/a modest/hardly/a tiny/no more than just""",
    "tone:maximizing": """a whopping/whopping/a staggering/staggering/a massive/a stunning/
        an astonishing/an incredible/a huge/fully/a full/a record/a record-breaking/as high as/
        an unprecedented/an eye-watering/an astounding/a colossal/a hefty/an amazing/
        an eye-popping/as long as/a remarkable""",
}
_AFTER: dict[str, str] = {
    "op:ge": "or more/or higher/or greater/or above/or older/or over/or longer/or better/"
    "and above/and over/and up/and older/and more/+/plus/at least/at minimum/at a minimum/"
    "or more than/or equal",
    "op:le": "or less/or fewer/or lower/or below/or under/and below/and under/or younger/at most/"
    "at the most/or shorter/and younger/and less/at maximum/maximum",
    "hedge:about": "or so/or thereabouts/give or take/roughly/approximately",
}
_LASTING = frozenset("for is was are were lasted lasts last took takes well aged be been".split())
_THEN = frozenset({"ago", "earlier", "before", "previously"})
_ARTICLES = frozenset({"a", "an", "the"})


def _read(
    table: dict[str, str], *, backwards: bool
) -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    rows: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for meaning, phrases in table.items():
        field, value = meaning.split(":")
        for phrase in phrases.replace("\n", " ").split("/"):
            words = tuple(phrase.replace("-", " - ").split())
            rows.setdefault(words[-1 if backwards else 0], []).append((words, field, value))
    for row in rows.values():
        row.sort(key=lambda entry: -len(entry[0]))
    return rows


_LEADING = _read(_BEFORE, backwards=True)
_TRAILING = _read(_AFTER, backwards=False)


def modify(tokens: Tokens, draft: Draft) -> None:
    """Set comparator, hedge and tone from the words around the number, and where they begin."""
    draft.lead = draft.first
    for _ in range(4):
        found = _before(tokens, draft)
        if found is None:
            break
        width, field, value = found
        draft.lead -= width
        if field == "op" and draft.op == "eq":
            draft.op = value
        elif field == "hedge" and not draft.hedge:
            draft.hedge = value
        elif field == "tone" and not draft.tone:
            draft.tone = value
    if not draft.tone and _distantly(tokens, draft):
        draft.tone = "minimizing"
    _behind(tokens, draft)


def _distantly(tokens: Tokens, draft: Draft) -> bool:
    """ "may only feed a tenth": the word stands before the verb."""
    at = draft.lead - 2
    verb = tokens[at + 1].kind == "w" and tokens.low(at + 1) not in FUNCTION
    limited = tokens.low(at) in ("only", "merely") and tokens.low(at - 1) not in ("not", "the")
    return verb and limited


def _before(tokens: Tokens, draft: Draft) -> tuple[int, str, str] | None:
    at = draft.lead - 1
    skipped = 0
    if (
        tokens.low(at) in _ARTICLES
        and draft.lead == draft.first
        and tokens.low(draft.first) not in _ARTICLES
    ):
        skipped = 1 if tokens.low(at) == "the" or draft.num else 0
    if skipped and tokens.low(at - 1) == "half":
        skipped = 0
    for words, field, value in _LEADING.get(tokens.low(at - skipped), ()):
        start = at - skipped - len(words) + 1
        if start < 0 or any(tokens.low(start + step) != word for step, word in enumerate(words)):
            continue
        if words in (("over",), ("under",)) and not _is_bound(tokens, draft, start):
            return None
        if words in (("some",), ("about",)) and tokens.low(start - 1) in ("talk", "and yet"):
            return None
        if "than" in words and (tokens.low(at) == "the" or tokens.low(draft.last) in _THEN):
            return None  # "9% less than the yearly mean", "… than two years ago"
        if words[0] == "up" and tokens.low(start - 1) in ("from", "went", "go", "goes", "going"):
            return None
        if words == ("just",) and tokens.low(start - 1) == "not":
            return None
        return len(words) + skipped, field, value
    return None


def _is_bound(tokens: Tokens, draft: Draft, over: int) -> bool:
    """ "over 87 days" tells how long; "for over 87 days" and "over $5" tell a bound."""
    if draft.unit not in DURATIONS:
        return True
    if tokens.low(over) == "under":
        return tokens.low(draft.last) != "of"
    return tokens.low(over - 1) in _LASTING or tokens.low(draft.last - 1) in ("old", "olds")


def _behind(tokens: Tokens, draft: Draft) -> None:
    """The words after the number, or after one noun or two: "ten people or more"."""
    for gap in range(3):
        at = draft.last + gap
        if gap and tokens[at - 1].kind != "w":
            return
        for words, field, value in _TRAILING.get(tokens.low(at), ()):
            if any(tokens.low(at + step) != word for step, word in enumerate(words)):
                continue
            if words == ("+",) and not tokens.glued(at):
                continue
            if words == ("plus",) and tokens.low(at + 1) not in (".", "", ",", "years", "year"):
                continue
            if words[0] in ("at", "maximum", "roughly") and tokens[at + len(words)].kind in "nw":
                continue  # it belongs to what follows
            if tokens.low(at + len(words)) == "than" or (gap and words[0] == "and"):
                continue  # "30 and less than 40"
            if field == "op" and draft.op in ("eq", "gt", "lt"):
                draft.op = value
            elif field == "hedge" and not draft.hedge:
                draft.hedge = value
            return
