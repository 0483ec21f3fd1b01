"""Read a segment of Russian: digits with scale and unit, the words around them, the periods."""

import re
from datetime import date
from functools import cache

from claims.quantities import digits
from claims.quantities.attaching import attach
from claims.quantities.periods import Period
from claims.quantities.quantity import Draft
from claims.quantities.russian.dates import find
from claims.quantities.russian.numerals import NUMBER, read_numeral
from claims.quantities.segments import Segment
from claims.quantities.unit_names import Unit, names

_BEFORE = (
    (re.compile(r"(?:более(?: чем)?|свыше|больше|выше)\s\Z"), "op", "gt"),
    (re.compile(r"(?:менее(?: чем)?|меньше|ниже)\s\Z"), "op", "lt"),
    (re.compile(r"(?:не менее|минимум|по меньшей мере|как минимум|не меньше)\s\Z"), "op", "ge"),
    (re.compile(r"(?:не более|максимум|не больше|до)\s\Z"), "op", "le"),
    (re.compile(r"(?:около|примерно|порядка|приблизительно|приблизительно)\s\Z"), "hedge", "about"),
    (re.compile(r"(?:почти|чуть менее)\s\Z"), "hedge", "under"),
    (re.compile(r"(?:лишь|только|всего)\s\Z"), "tone", "minimizing"),
)
_MOVES = re.compile(
    r"\b(?:(?P<up>вырос|увелич|повы|подня|возрос|прирос|подорож|прибав)"
    r"|(?P<down>упа|сниз|сократ|уменьш|опусти|подешев|потеря|понизи))\w*"
)


def periods(segment: Segment, as_of: date | None) -> list[Period]:
    """The periods that the segment names, dated or not."""
    return list(find(segment.folded, as_of))


def read(segment: Segment, as_of: date | None) -> list[Draft]:
    """The figures of the segment, in reading order."""
    folded = segment.folded
    named = periods(segment, as_of)
    taken = bytearray(len(folded) + 1)
    for period in named:
        taken[period.start : period.end] = b"\1" * (period.end - period.start)
    drafts = []
    for match in NUMBER.finditer(folded):
        if not any(taken[match.start() : match.end()]):
            draft = _amount(segment.text, folded, match)
            if draft:
                drafts.append(draft)
    for draft in drafts:
        _describe(folded, draft)
    attach(folded, drafts, named)
    return drafts


@cache
def _lengths() -> tuple[int, ...]:
    listed = names("ru")
    return tuple(sorted({len(name) for name in (*listed.words, *listed.signs)}, reverse=True))


def _unit_at(text: str, folded: str, place: int) -> tuple[Unit, int] | None:
    listed = names("ru")
    if folded[place : place + 1] == " ":
        place += 1
    for length in _lengths():
        end = place + length
        found = listed.words.get(folded[place:end]) or listed.signs.get(text[place:end])
        if found and not (folded[end - 1 : end].isalpha() and folded[end : end + 1].isalpha()):
            return found, end
    return None


def _amount(text: str, folded: str, match: re.Match[str]) -> Draft | None:
    before = folded[match.start() - 1 : match.start()] if match.start() else ""
    if (
        before.isalpha()
        or before in ("№", "#", "/", "_")
        or folded[match.end() : match.end() + 1] == "/"
    ):
        return None
    if before == "-" and folded[max(0, match.start() - 2) : match.start() - 1].isalnum():
        return None
    numeral = read_numeral(folded, match)
    if numeral is None:
        return None
    draft = Draft(match.start(), numeral.end, "ru.amount", value=numeral.value)
    draft.mantissa, draft.scale = numeral.mantissa, numeral.scale
    found = _unit_at(text, folded, numeral.end)
    if found:
        unit, draft.end = found
        draft.unit, draft.unit_inferred = unit.code, unit.inferred
        draft.value = digits.product(numeral.value, unit.factor)
        draft.mantissa = digits.product(numeral.mantissa, unit.factor)
    else:
        noun = re.compile(r"\s(\w+)").match(folded, numeral.end)
        draft.counted = noun[1] if noun else ""
    return draft


def _describe(folded: str, draft: Draft) -> None:
    lead = draft.start
    for _ in range(3):
        for pattern, field, value in _BEFORE:
            match = pattern.search(folded, max(0, lead - 20), lead)
            if match and getattr(draft, field) in ("", "eq"):
                setattr(draft, field, value)
                lead = match.start()
                break
        else:
            break
    window = folded[max(0, lead - 60) : lead]
    moves = list(_MOVES.finditer(window))
    prepositions = window.split()[-1:]
    role = {"на": "delta", "до": "to", "с": "from", "от": "from"}.get("".join(prepositions), "")
    if draft.op == "le" and folded[lead : lead + 3] == "до " and moves:
        draft.op, role = "eq", "to"
    if moves and role and "," not in window[moves[-1].end() :].replace(", до", ""):
        draft.role, draft.direction = role, "up" if moves[-1]["up"] else "down"
