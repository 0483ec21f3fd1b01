"""Powers of ten behind a number: 1.5e12, 1,5·10^12, 1.5 × 10¹².

power = ( "e" | "E" ) [ sign ] digits            glued to the number, and to nothing else
      | ( "×" | "x" | "·" | "*" ) "10" ( "^" [ sign ] digits | superscript )
"""

import re

GREATEST = 30
_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_SUPER + "⁺⁻", "0123456789+-")
_TEN = rf"10(?:\^\(?(?P<up>[+-]?\d{{1,2}})\)?(?!\d)|(?P<high>[⁺⁻]?[{_SUPER}]{{1,2}})(?![{_SUPER}]))"
_ALONE = re.compile(rf"(?<![\d.,]){_TEN}")
_POWER = re.compile(
    rf"e(?P<e>[+-]?\d{{1,2}})(?![.,]?\d|[a-zа-яё])| ?[×xх·⋅∙*] ?{_TEN}", re.IGNORECASE
)
POWERS = frozenset("e×xх·⋅∙*")  # what one begins with


def power_at(folded: str, place: int) -> tuple[int, int] | None:
    """The exponent of the power of ten that begins at a character, and where it ends."""
    match = _POWER.match(folded, place)
    return _read(match, match["e"] or match["up"] or match["high"]) if match else None


def ten_at(folded: str, place: int) -> tuple[int, int] | None:
    """The exponent of a power of ten by itself, and where it ends."""
    match = _ALONE.match(folded, place)
    return _read(match, match["up"] or match["high"]) if match else None


def _read(match: re.Match[str], written: str) -> tuple[int, int] | None:
    exponent = int(written.translate(_DIGITS))
    return (exponent, match.end()) if abs(exponent) <= GREATEST else None
