"""A figure as the rules understand it: `Quantity` when it is done, `Draft` while it is made."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number expression of a text, in the words of `claims.models.Figure`.

    `""` stands for none in text, None for a missing number or day. `confidence` runs from 0 to 1;
    `rule` names what made it.
    """

    text: str
    start: int
    end: int
    kind: str
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    op: str
    hedge: str
    tone: str
    mantissa: Decimal | None
    scale: int
    unit: str
    unit_inferred: bool
    counted: str
    num: int | None
    den: int | None
    role: str
    direction: str
    group: str
    basis: str
    period: str
    period_start: date | None
    period_end: date | None
    period_rel: str
    modality: str
    of: str
    confidence: Decimal
    rule: str


@dataclass(slots=True)
class Draft:
    """A quantity in the making: the rules of a language fill it in one after another.

    `start` and `end` count from the segment that it stands in; `first` and `last` are the numbers
    of its tokens, for grammars that read tokens (`last` is exclusive), `lead`
    is where its modifiers begin. `moves` says that the number itself tells of a change: "doubled".
    """

    start: int
    end: int
    rule: str
    value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    op: str = "eq"
    hedge: str = ""
    tone: str = ""
    mantissa: Decimal | None = None
    scale: int = 0
    unit: str = "1"
    unit_inferred: bool = False
    counted: str = ""
    num: int | None = None
    den: int | None = None
    role: str = "level"
    direction: str = ""
    group: str = ""
    basis: str = ""
    period: str = ""
    period_start: date | None = None
    period_end: date | None = None
    period_rel: str = ""
    modality: str = ""
    of: str = ""
    first: int = 0
    last: int = 0
    lead: int = 0
    moves: bool = False

    def top(self) -> Decimal:
        """The value, or the upper bound of a range: for comparing two figures."""
        found = self.upper if self.value is None else self.value
        return Decimal(0) if found is None else found
