"""The normal form of a figure, as rules that the database holds.

What only reading can tell is read before (`quantities.units`, `quantities.periods`); what that
came to is checked here: a unit by the one pattern of all codes, a period by its days.
"""

from django.db.models import DecimalField, F, Q, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast, Greatest, Power
from django.db.models.lookups import Exact

from claims.quantities.units import pattern
from sources.constraints import FieldCheck

_EXPONENT: "DecimalField[str, str]" = DecimalField(max_digits=6, decimal_places=0)


def _raised(number: str, exponent: Greatest) -> CombinedExpression:
    """A column times ten to a whole number, exactly: powers of integers would be floats."""
    ten = Value(10, output_field=_EXPONENT)
    return F(number) * Power(ten, Cast(exponent, _EXPONENT))


# Powers of ten on the side where they are whole numbers: 92 · 10^-2 = 0.92 as 92 = 0.92 · 10^2.
_AGREE = Exact(
    _raised("value", Greatest(0 - F("scale"), 0)), _raised("mantissa", Greatest(F("scale"), 0))
)

# A comparison with NULL is neither true nor false, and a check lets it pass: hence `isnull`.
NORMAL_FORM = [
    FieldCheck(
        field="unit",
        condition=Q(unit__regex=pattern()),
        name="figure_unit_is_known",
        violation_error_code="unknown_unit",
        violation_error_message="unit is a code of UCUM, of ISO 4217 or Stet's own that is in the "
        "table of units, or a rate of two of them, as CNY/t.",
    ),
    FieldCheck(
        field="period",
        condition=Q(period="") | Q(period_start__isnull=False) | Q(period_end__isnull=False),
        name="figure_period_has_days",
        violation_error_code="unknown_period",
        violation_error_message="period is EDTF with a first or a last day, as 2024, 2025-33 or "
        "2012/..",
    ),
    FieldCheck(
        field="period_rel",
        condition=Q(period_rel="") | ~Q(period=""),
        name="figure_period_rel_needs_a_period",
        violation_error_code="no_period",
        violation_error_message="period_rel says how the figure stands to a period: give the "
        "period.",
    ),
    FieldCheck(
        field="mantissa",
        condition=Q(mantissa=None) | (Q(value__isnull=False) & Q(_AGREE)),
        name="figure_mantissa_makes_the_value",
        violation_error_code="mantissa_differs",
        violation_error_message="value is mantissa · 10^scale: leave out mantissa and scale, or "
        "make them agree.",
    ),
    FieldCheck(
        field="basis",
        condition=Q(basis="") | Q(role="delta"),
        name="figure_basis_is_of_a_change",
        violation_error_code="no_delta",
        violation_error_message="basis says what the size of a change is measured against: only "
        "a figure with the role delta has one.",
    ),
]
