"""A figure in the reader's language: `700 billion rubles`, `7000亿卢布`, `700 млрд ₽`.

Numbers, plurals and the names of units and currencies are CLDR's, by Babel; a number is made
compact only where no digit is lost. English, Chinese and Russian have words for bounds, hedges
and what CLDR does not name; other languages have signs. Spaces are plain ones, so that what is
shown can be searched for.
"""

from collections.abc import Mapping
from decimal import Decimal, localcontext
from functools import cache
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from babel.numbers import (
    format_compact_decimal,
    format_decimal,
    format_percent,
    get_currency_name,
    get_currency_symbol,
)
from babel.units import UnknownUnitError, format_compound_unit, format_unit

from claims.quantities.units import kind_of
from claims.quantities.wording import NAMES, UNITS, WORDS, Words

_COMPACT_FROM = {"zh": Decimal(10_000), "ja": Decimal(10_000), "ko": Decimal(10_000)}
_DIGITS = 80


def display(figure: Mapping[str, Any], language: str) -> str:
    """The figure, in its normal form, in the words of `language`; English where it is unknown."""
    locale = locale_of(language)
    words = WORDS.get(locale.language, WORDS[""])
    with localcontext(prec=_DIGITS):
        if figure["op"] == "range":
            lower, upper = Decimal(figure["lower"]), Decimal(figure["upper"])
            text = _range(lower, upper, figure["unit"], locale, words)
        else:
            text = _one(Decimal(figure["value"]), figure, locale, words)
    hedge = words.hedges.get(figure["hedge"] or "", "{}")
    return _plain(hedge.format(text)).strip()


def locale_of(language: str) -> Locale:
    """The locale of a BCP 47 tag, as exactly as CLDR has it; English where it has none."""
    parts = language.replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:length]), sep="-")
        except (ValueError, UnknownLocaleError, TypeError):
            continue
    return Locale("en")


def _one(value: Decimal, figure: Mapping[str, Any], locale: Locale, words: Words) -> str:
    if figure["unit"] == "rank":
        place = words.top if figure["op"] in {"le", "lt"} else words.place
        return place.format(_number(value, locale))
    text = _quantity(value, figure["unit"], locale, words)
    return words.bounds.get(figure["op"], "{}").format(text)


def _range(lower: Decimal, upper: Decimal, unit: str, locale: Locale, words: Words) -> str:
    """Both ends; the unit stands once where it follows, or precedes, them."""
    ends = [_quantity(end, unit, locale, words) for end in (lower, upper)]
    numbers = [_number(end, locale) for end in (lower, upper)]
    if ends[1] == ends[1].replace(numbers[1], "", 1):
        return "–".join(ends)
    before, after = ends[1].split(numbers[1], 1)
    return f"{before}{numbers[0]}–{numbers[1]}{after}"


def _quantity(value: Decimal, unit: str, locale: Locale, words: Words) -> str:
    above, stroke, below = unit.rpartition("/")
    if unit in UNITS or not stroke:
        return _simple(value, unit, locale, words)
    text = _simple(value, above, locale, words)
    if below in words.per:
        return words.per[below].format(text)
    if below in UNITS and locale.language != "zh":
        try:
            per = format_compound_unit(text, denominator_unit=UNITS[below], locale=locale)
        except UnknownUnitError:
            per = None
        if per and UNITS[below] not in per:
            return str(per)
    return f"{text}/{NAMES.get(locale.language, {}).get(below, _code(below))}"


def _simple(value: Decimal, unit: str, locale: Locale, words: Words) -> str:
    if unit == "%":
        return str(format_percent(value / 100, locale=locale, decimal_quantization=False))
    number = _number(value, locale)
    if unit in words.nouns:
        form = locale.plural_form(abs(value))
        nouns = words.nouns[unit]
        return nouns.get(form, nouns["other"]).format(number)
    if unit == "1":
        return number
    if kind_of(unit) == "money":
        return _money(value, number, unit, locale, words)
    return _measure(value, number, unit, locale)


def _money(value: Decimal, number: str, currency: str, locale: Locale, words: Words) -> str:
    """By name in English and Chinese; elsewhere by sign, where CLDR's pattern puts it."""
    if currency in words.money:
        one, other = words.money[currency]
        name = one if locale.plural_form(abs(value)) == "one" else other
        return words.amount.format(number, name)
    if words.by_name:
        return words.amount.format(number, get_currency_name(currency, value, locale=locale))
    symbol = get_currency_symbol(currency, locale=locale)
    pattern = locale.currency_formats["standard"].pattern.split(";")[0]
    return (
        f"{symbol} {number}" if pattern.lstrip("\u200f").startswith("¤") else f"{number} {symbol}"
    )


def _measure(value: Decimal, number: str, unit: str, locale: Locale) -> str:
    named = NAMES.get(locale.language, {}).get(unit)
    if named:
        return f"{number}{named}" if locale.language == "zh" else f"{number} {named}"
    if unit in UNITS:
        full = format_decimal(value, locale=locale, decimal_quantization=False)
        try:
            text = format_unit(value, UNITS[unit], locale=locale)
        except UnknownUnitError:
            text = ""
        rounded = format_decimal(value, locale=locale)
        for written in (full, rounded):
            if text and written in text and UNITS[unit] not in text:
                return str(text.replace(written, number, 1))
    return f"{number} {_code(unit)}"


def _number(value: Decimal, locale: Locale) -> str:
    """With a scale word where that loses no digit and the number is large, else in full."""
    full = str(format_decimal(value, locale=locale, decimal_quantization=False))
    if abs(value) < _COMPACT_FROM.get(locale.language, Decimal(1_000_000)):
        return full
    form: Literal["short", "long"] = "long" if locale.language == "en" else "short"
    for places in range(4):
        text = _compact(value, form, places, locale)
        if text is None:
            return full
        if _compact(value, form, 12, locale) == text:
            return text
    return full


def _compact(
    value: Decimal, form: Literal["short", "long"], places: int, locale: Locale
) -> str | None:
    """With at most so many decimals; None in a language without such words."""
    try:
        text = format_compact_decimal(
            value, format_type=form, locale=locale, fraction_digits=places
        )
    except KeyError:
        return None
    return str(text)


def _code(unit: str) -> str:
    """A unit code as people write it: `MW.h` is MWh, `[bbl_us]` bbl."""
    word = unit.removeprefix("x:").strip("[]{}").split("_")[0]
    return word.replace(".", "")


@cache
def _spaces() -> dict[int, str]:
    return dict.fromkeys(map(ord, "\u00a0\u202f\u2009"), " ")


def _plain(text: str) -> str:
    return text.translate(_spaces()).replace("\u200f", "").replace("\u200e", "")
