"""One Chinese numeral with what it measures, while it is read (see `measuring`)."""

from dataclasses import dataclass
from decimal import Decimal

from claims.quantities import digits
from claims.quantities.unit_names import Unit


@dataclass(slots=True)
class Measured:
    """A numeral and what it measures: `unit` is None for a plain number, `upper` for one end."""

    start: int
    end: int
    value: Decimal
    mantissa: Decimal | None
    scale: int
    upper: Decimal | None
    more: str
    unit: Unit | None
    measure: str
    numeral: str

    def grow(self, by: Decimal) -> None:
        """Add what is written behind the unit: 两天半."""
        self.value += by
        self.mantissa, self.scale = self.value, 0
        self.upper = None if self.upper is None else self.upper + by

    def scaled(self, factor: Decimal) -> None:
        """Tell it in the unit of the code: 60 cents are 0.6 dollars."""
        if factor == 1:
            return
        self.value = digits.product(self.value, factor)
        self.upper = None if self.upper is None else digits.product(self.upper, factor)
        if self.mantissa is not None:
            self.mantissa = digits.product(self.mantissa, factor)
