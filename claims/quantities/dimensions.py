"""Figures on one scale: a unit's dimension and base unit, and a figure's bounds in that unit.

`700 billion rubles`, `7000亿卢布` and `0.7e12` RUB have the same bounds; so have 36 km/h and
10 m/s. Conversion is exact, in fractions, and rounded once at the end. Money is a dimension
whose base is its own currency: nothing is ever exchanged. A unit that is in no table is a
dimension of its own. Pint knows the factors; it is loaded when a physical unit is first met.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from functools import cache
from typing import Any

from claims.quantities.units import kind_of

# Dimension and base, then the codes with what Pint calls them.
_PHYSICAL = """
length m: m=m km=km cm=cm mm=mm um=um nm=nm [mi_i]=mile [ft_i]=foot [in_i]=inch [yd_i]=yard
  [nmi_i]=nautical_mile [ly]=light_year
area m2: m2=m**2 km2=km**2 cm2=cm**2 har=hectare [acr_us]=acre [sft_i]=foot**2
volume m3: L=liter mL=milliliter hL=hectoliter m3=m**3 km3=km**3 [gal_us]=gallon
  [bbl_us]=oil_barrel [pt_us]=US_pint
mass kg: g=g kg=kg mg=mg ug=ug t=tonne kt=kilotonne Mt=megatonne Gt=gigatonne [lb_av]=pound
  [oz_av]=ounce [oz_tr]=troy_ounce [ston_av]=short_ton [car_m]=carat
power W: W=W kW=kW MW=MW GW=GW TW=TW
energy J: J=J kJ=kJ MJ=MJ GJ=GJ W.h=W*hour kW.h=kW*hour MW.h=MW*hour GW.h=GW*hour TW.h=TW*hour
  cal=cal kcal=kcal [Btu]=british_thermal_unit
voltage V: V=V kV=kV
current A: A=A
frequency Hz: Hz=Hz kHz=kHz MHz=MHz GHz=GHz
pressure Pa: Pa=Pa kPa=kPa MPa=MPa bar=bar [psi]=psi
force N: N=N
speed m/s: [kn_i]=knot
duration s: a=year mo=month wk=week d=day h=hour min=minute s=s ms=ms
angle deg: deg=degree
radioactivity Bq: Bq=becquerel
dose Sv: Sv=sievert mSv=millisievert
amount mol: mol=mol
"""
# What Pint has no name for, or another name than the unit has here.
_OWN = {
    "%": ("share", "%", Fraction(1)),
    "[ppth]": ("share", "%", Fraction(1, 10)),
    "[ppm]": ("share", "%", Fraction(1, 10_000)),
    "[ppb]": ("share", "%", Fraction(1, 10_000_000)),
    "pp": ("points", "pp", Fraction(1)),
    "bp": ("points", "pp", Fraction(1, 100)),
    "{point}": ("index points", "{point}", Fraction(1)),
    "1": ("count", "1", Fraction(1)),
    "x": ("multiple", "x", Fraction(1)),
    "rank": ("rank", "rank", Fraction(1)),
    "x:mu": ("area", "m2", Fraction(2000, 3)),
    "x:jin": ("mass", "kg", Fraction(1, 2)),
    "x:liang": ("mass", "kg", Fraction(1, 20)),
    "bit": ("data", "By", Fraction(1, 8)),
    **{
        f"{prefix}By": ("data", "By", Fraction(1000**power))
        for power, prefix in enumerate(["", "k", "M", "G", "T"])
    },
}
# Scales with a zero of their own: base = (number + before) · factor.
_TEMPERATURES = {
    "K": (Fraction(0), Fraction(1)),
    "Cel": (Fraction("273.15"), Fraction(1)),
    "[degF]": (Fraction("459.67"), Fraction(5, 9)),
}
_RATES = {"length/duration": "speed"}
_SCALE = Decimal(1).scaleb(-30)
_DIGITS = 120


@dataclass(frozen=True, slots=True)
class Scale:
    """What a unit measures: figures are comparable when dimension and base are the same."""

    dimension: str
    base: str
    factor: Fraction


@dataclass(frozen=True, slots=True)
class Bounds:
    """A figure in the base unit; an end that is open is None. `low` is `high` for one number."""

    dimension: str
    unit: str
    low: Decimal | None
    high: Decimal | None

    @property
    def number(self) -> Decimal:
        """The bound to order by: the lower one, or the only one."""
        return self.low if self.low is not None else self.high or Decimal(0)


def bounds_of(figure: Mapping[str, Any]) -> Bounds:
    """The bounds of a figure in its normal form; a hedge (`about`) widens nothing here.

    Raises UnknownUnit.
    """
    unit, op = figure["unit"], figure["op"]
    change = figure.get("role") == "delta"
    values = (figure["lower"], figure["upper"]) if op == "range" else (figure["value"],) * 2
    low, high = (
        normalise(unit, Decimal(value), change=change) if value is not None else None
        for value in values
    )
    scale = scale_of(unit)
    return Bounds(
        scale.dimension,
        scale.base,
        None if op in {"lt", "le"} else low,
        None if op in {"gt", "ge"} else high,
    )


def normalise(unit: str, number: Decimal, *, change: bool = False) -> Decimal:
    """A number of `unit` in its base unit; of a `change` the zero of a temperature scale does
    not count. Raises UnknownUnit."""
    amount = Fraction(number)
    if unit in _TEMPERATURES and not change:
        amount += _TEMPERATURES[unit][0]
    return decimal_of(amount * scale_of(unit).factor)


def decimal_of(amount: Fraction) -> Decimal:
    """A fraction as a decimal of at most 30 places, the last one rounded."""
    with localcontext(prec=_DIGITS, rounding=ROUND_HALF_EVEN):
        number = Decimal(amount.numerator) / Decimal(amount.denominator)
        return number.quantize(_SCALE).normalize() + 0


@cache
def scale_of(unit: str) -> Scale:
    """What `unit` measures, with the factor to its base unit. Raises UnknownUnit."""
    kind = kind_of(unit)
    if found := _simple(unit):
        return found
    above, stroke, below = unit.rpartition("/")
    if stroke:
        over, under = _part(above), _part(below)
        dimension = f"{over.dimension}/{under.dimension}"
        return Scale(
            _RATES.get(dimension, dimension),
            f"{over.base}/{under.base}",
            over.factor / under.factor,
        )
    return Scale(kind, unit, Fraction(1))


def dimensions() -> frozenset[str]:
    """The names of the dimensions; two of them joined by a stroke name a rate."""
    own = {dimension for dimension, _, _ in _OWN.values()}
    physical = {dimension for dimension, _, _ in _physical().values()}
    return frozenset(own | physical | {"money", "temperature"})


def is_dimension(name: str) -> bool:
    """Whether figures can have this dimension."""
    known = dimensions()
    return name in known or ("/" in name and all(part in known for part in name.split("/", 1)))


def _simple(unit: str) -> Scale | None:
    if unit in _OWN:
        return Scale(*_OWN[unit])
    if unit in _TEMPERATURES:
        return Scale("temperature", "K", _TEMPERATURES[unit][1])
    if unit in _physical():
        dimension, base, name = _physical()[unit]
        return Scale(dimension, base, _factor(name) / _factor(_base_name(base)))
    money = "/" not in unit and kind_of(unit) == "money"
    return Scale("money", unit, Fraction(1)) if money else None


def _part(unit: str) -> Scale:
    """One side of a rate."""
    return _simple(unit) or Scale(unit, unit, Fraction(1))


@cache
def _physical() -> dict[str, tuple[str, str, str]]:
    """Code → dimension, base, Pint's name."""
    table = {}
    for line in _PHYSICAL.replace("\n  ", " ").strip().splitlines():
        head, codes = line.split(": ")
        dimension, base = head.split()
        for pair in codes.split():
            code, name = pair.split("=")
            table[code] = (dimension, base, name)
    return table


def _base_name(base: str) -> str:
    return _physical()[base][2] if base in _physical() else base


@cache
def _factor(name: str) -> Fraction:
    """How many of Pint's own base units one `name` is."""
    return Fraction(_registry().Quantity(Fraction(1), name).to_root_units().magnitude)


@cache
def _registry() -> Any:
    # Loading it takes a third of a second, which only those pay who meet a physical unit.
    from pint import UnitRegistry

    return UnitRegistry(non_int_type=Fraction, cache_folder=None)
