"""Comparatives after a Russian figure: `на 5 % больше`, `вдвое дороже`, `в 3 раза выше`."""

from claims.quantities.russian.lexicon import FUNCTION
from claims.quantities.russian.words import forms
from claims.quantities.tokens import Tokens

_UP = forms(
    "больше выше дороже более быстрее чаще длиннее сильнее тяжелее старше лучше интенсивнее"
)
_DOWN = forms("меньше ниже дешевле менее медленнее реже короче слабее легче моложе хуже")
COMPARED = _UP | _DOWN


def compared(tokens: Tokens, place: int) -> str:
    """The way of a comparative at a token or one word on; "" for none."""
    for at in range(place, place + 2):
        low = tokens.low(at)
        if low in _UP:
            return "up"
        if low in _DOWN:
            return "down"
        if tokens[at].kind != "w" or low in FUNCTION:
            return ""
    return ""
