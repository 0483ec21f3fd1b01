"""Figures for invented claims: words, and the normal form that belongs to them."""

from random import Random
from typing import Any

# Unit, kind, and how it is written in each language; the most frequent ones stand twice.
_UNITS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("%", "share", {"en": "{}%", "ru": "{}%", "zh": "{}%"}),
    ("%", "share", {"en": "{}%", "ru": "{}%", "zh": "{}%"}),
    ("1", "count", {"en": "{}", "ru": "{}", "zh": "{}"}),
    ("t", "measure", {"en": "{} tonnes", "ru": "{} тонн", "zh": "{}吨"}),
    ("km", "measure", {"en": "{} km", "ru": "{} км", "zh": "{}公里"}),
    ("CNY", "money", {"en": "{} yuan", "ru": "{} юаней", "zh": "{}元"}),
    ("USD", "money", {"en": "${}", "ru": "{} долларов", "zh": "{}美元"}),
    ("RUB", "money", {"en": "{} roubles", "ru": "{} рублей", "zh": "{}卢布"}),
    ("kW.h", "measure", {"en": "{} kWh", "ru": "{} кВт·ч", "zh": "{}千瓦时"}),
    ("a", "duration", {"en": "{} years", "ru": "{} лет", "zh": "{}年"}),
    ("x", "multiple", {"en": "{} times", "ru": "{} раза", "zh": "{}倍"}),
)
_EMPTY: dict[str, Any] = {
    "value": None, "lower": None, "upper": None, "op": "eq", "hedge": None, "tone": None,
    "mantissa": None, "scale": 0, "unit_inferred": False, "counted": None, "num": None,
    "den": None, "role": "level", "direction": None, "group": None, "basis": None, "period": None,
    "period_start": None, "period_end": None, "period_rel": None, "modality": None, "of": None,
    "status": "confirmed",
}  # fmt: skip


def figure(rng: Random, language: str, of: str) -> dict[str, Any]:
    """One quantity; where it stands (`start`, `end`) is not known yet."""
    unit, kind, written = _UNITS[int(rng.random() * len(_UNITS))]
    chance = rng.random()
    made: dict[str, Any] = {"unit": unit, "kind": kind, **_EMPTY}
    number = int(rng.random() ** 3 * 9_000) + 2
    if chance < 0.1:
        upper = number + 1 + int(rng.random() * 50)
        made |= {"op": "range", "lower": str(number), "upper": str(upper)}
        text = f"{number}–{upper}"
    elif chance < 0.4:
        text = f"{number}.{1 + int(rng.random() * 9)}"
        made |= {"value": text, "mantissa": text}
    else:
        text = str(number)
        made |= {"value": text, "mantissa": text}
    if chance > 0.9 and kind != "multiple":
        made |= {"role": "delta", "direction": "down" if chance > 0.95 else "up"}
    elif chance > 0.84:
        made["modality"] = "forecast" if chance > 0.87 else "target"
    if rng.random() < 0.35:
        year = 2018 + int(rng.random() * 8)
        made |= {
            "period": str(year),
            "period_rel": "in",
            "period_start": f"{year}-01-01",
            "period_end": f"{year}-12-31",
        }
    if chance < 0.3:
        made["of"] = of
    made["text"] = written[language].format(text)
    return made
