"""Give each Chinese figure the period that it is about: the last one told before it.

Chinese tells the time first, so a period holds for what follows it in the sentence, until the
next one. What something is compared with (比2023年, 是去年同期的) dates nothing. The size of a
change between two dated ends is about the time from one to the other.
"""

from claims.quantities.periods import Period, Stretch, span
from claims.quantities.quantity import Draft


def attach(folded: str, drafts: list[Draft], named: list[Period]) -> None:
    """Set the period of each figure that has one."""
    usable = [period for period in named if period.stretch and not period.basis]
    place = 0
    owned: list[Period | None] = []
    begun: list[Period] = []
    for draft in drafts:
        while place < len(usable) and usable[place].end <= draft.start:
            place += 1
        found = usable[place - 1] if place else None
        if found and draft.role in ("to", "delta") and found in begun:
            # 从上月的4.1%降至4%: the period is that of the beginning alone.
            found = usable[place - 2] if place > 1 else None
        elif found and draft.role == "from" and folded[found.end : draft.lead] in ("", "的"):
            begun.append(found)
        owned.append(found)
        if found and found.stretch:
            _set(draft, found.stretch, found.rel)
    for at, draft in enumerate(drafts):
        if draft.role != "delta" or at < 2:
            continue
        last_at = at - 1 if drafts[at - 1].role == "to" or at < 3 else at - 2
        first, last = owned[last_at - 1], owned[last_at]
        ends = (drafts[last_at - 1].role, drafts[last_at].role) == ("from", "to")
        if not ends or not first or not last or first is last or owned[at] is not last:
            continue
        if first.stretch and last.stretch:
            _set(draft, span(first.stretch, last.stretch), "in")


def _set(draft: Draft, stretch: Stretch, rel: str) -> None:
    draft.period, draft.period_rel = stretch.edtf, rel
    draft.period_start, draft.period_end = stretch.first, stretch.last
