"""Unit codes and the kind of quantity each one makes.

Shares are `%`, `[ppth]`, `[ppm]`, `[ppb]` (UCUM); points of a percentage `pp` and `bp`, of an
index `{point}`; money is ISO 4217 (old codes too, and BTC); physical units are UCUM codes; what
UCUM lacks has the prefix `x:`. `1` is a plain count, `x` a multiple, `rank` a place. Rates join
two codes: `CNY/t`.
"""

import re
from functools import cache

from babel.core import get_global

SHARES = frozenset({"%", "[ppth]", "[ppm]", "[ppb]"})
POINTS = frozenset({"pp", "bp", "{point}"})
DURATIONS = frozenset({"a", "mo", "wk", "d", "h", "min", "s", "ms"})
TEMPERATURES = frozenset({"Cel", "[degF]", "K"})
MEASURES = frozenset(
    """
    m km cm mm dm um nm [mi_i] [ft_i] [in_i] [yd_i] [nmi_i] [ly]
    m2 km2 cm2 har [acr_us] [sft_i] [smi_us] x:mu
    L mL hL m3 km3 [cft_i] [gal_us] [bbl_us] [pt_us] [qt_us] [foz_us] [tbs_us] [tsp_us] [bu_us]
    g kg mg ug t kt Mt Gt [lb_av] [oz_av] [oz_tr] [ston_av] [stone_av] x:jin x:liang
    W kW MW GW TW W.h kW.h MW.h GW.h TW.h J kJ MJ GJ cal kcal [Btu] [HP]
    V kV A mA.h Hz kHz MHz GHz Pa hPa kPa MPa bar mbar mm[Hg] [psi] N dB
    bit Mbit Gbit By kBy MBy GBy TBy [car_Au] deg Bq Sv mSv mol
    km/h m/s [kn_i] ug/m3 mg/L {magnitude} N.m [lbf_av].[ft_i]
    """.split()
)
PLAIN = {"1": "count", "x": "multiple", "rank": "rank"}


class UnknownUnit(ValueError):
    """The code is none that Stet knows."""


def kind_of(code: str) -> str:
    """The kind of quantity that `code` measures: share, point, money, measure, temperature,
    count, duration, multiple or rank. A rate has the kind of what stands above the stroke; a
    plain count per something (`1/d`) is a measure.

    Raises UnknownUnit.
    """
    kind = _simple(code)
    if kind is None and "/" in code:
        above, below = code.rsplit("/", 1)
        kind = _simple(above) if _simple(below) is not None else None
        if kind == "count":
            kind = "measure"
    if kind is None:
        raise UnknownUnit(code)
    return kind


def pattern() -> str:
    """The codes that `kind_of` takes, as one regular expression that PostgreSQL reads too."""
    codes = sorted(
        {*PLAIN, *SHARES, *POINTS, *DURATIONS, *TEMPERATURES, *MEASURES, *currencies()},
        key=lambda code: (len(code), code),
    )
    above, below = codes, [code for code in codes if "/" not in code]
    return rf"^({_either(above)})(/({_either(below)}))?$"


def _either(codes: list[str]) -> str:
    return "|".join(re.sub(r"([^\w/%:])", r"\\\1", code) for code in codes)


def _simple(code: str) -> str | None:
    if code in PLAIN:
        return PLAIN[code]
    for kind, codes in (
        ("share", SHARES),
        ("point", POINTS),
        ("duration", DURATIONS),
        ("temperature", TEMPERATURES),
        ("measure", MEASURES),
        ("money", currencies()),
    ):
        if code in codes:
            return kind
    return None


@cache
def currencies() -> frozenset[str]:
    """ISO 4217 as CLDR knows it: the codes of all times, which a figure of 1985 needs."""
    return frozenset(get_global("all_currencies")) | {"BTC"}
