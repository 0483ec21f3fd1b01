"""The names of units, from the one table `units_table.toml`, as the languages look them up."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from claims.quantities.units import currencies


@dataclass(frozen=True, slots=True)
class Unit:
    """What a name stands for: the code, what to multiply by, and whether the code is a guess."""

    code: str
    factor: Decimal = Decimal(1)
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one way of writing: small letters for words, the very letters for signs."""

    words: dict[str, Unit]
    signs: dict[str, Unit]
    before: dict[str, Unit]


@cache
def names(language: str) -> Names:
    """The names of units in `en`, `zh` or `ru`, with the signs that all languages share."""
    words: dict[str, Unit] = {}
    signs: dict[str, Unit] = {}
    before: dict[str, Unit] = {}
    for code in sorted(currencies()):
        signs[code] = before[code] = Unit(code)
    for key, row in _table().items():
        code = key.rsplit("-", 1)[0] if "-" in key else key
        unit = Unit(code, Decimal(row.get("factor", "1")), key.endswith("-inferred"))
        listed = _split(row, language)
        for name in listed:
            words.setdefault(name, unit)
            if language == "en" and f"{name}s" not in listed and name.isascii():
                words.setdefault(f"{name}s", unit)
        signs |= dict.fromkeys(_split(row, "signs"), unit)
        before |= dict.fromkeys(_split(row, "before"), unit)
    return Names(words, signs, before)


def _split(row: dict[str, str], key: str) -> list[str]:
    return [name for name in row.get(key, "").split("|") if name]


@cache
def _table() -> dict[str, dict[str, str]]:
    text = (files("claims.quantities") / "units_table.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    return table
