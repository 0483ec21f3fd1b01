"""The tokens of a script that puts spaces between words.

    token   = number | word | fraction | sign
    number  = digits *( ("." | ",") digits )
    word    = letters *( "'" letters ) | characters of Han
    sign    = any other character that is not white space

`$1.2bn` is `$`, `1.2`, `bn`; `68-year-old` is `68`, `-`, `year`, `-`, `old`. The scale of a number
in Han is a word: `7亿元` is `7`, `亿`, `元`.
"""

import re
from typing import Any, NamedTuple

from claims.quantities.powers import POWERS, power_at, ten_at

_HAN = r"\u3400-\u9fff"
_LETTERS = rf"[^\W\d_{_HAN}]+"
_TOKEN = re.compile(
    r"(?P<n>\d+(?:[.,]\d+)*)|(?P<f>[\u00bc-\u00be\u2150-\u215e])|"
    rf"(?P<w>(?:(?<=\d)|(?<=\d ))[十百千万亿兆]+|[{_HAN}]+|{_LETTERS}(?:'{_LETTERS})*)|(?P<s>[^\s])"
)


class Token(NamedTuple):
    """One token: its kind (n, w, f or s), its folded text, and its span in the segment."""

    kind: str
    low: str
    start: int
    end: int


END = Token("", "", -1, -1)


class Tokens:
    """The tokens of a segment; asking beyond the ends gives the empty token.

    `numerals` remembers what a grammar read at a token: each of its rules asks again.
    """

    __slots__ = ("_all", "_lows", "folded", "numerals", "text", "words")

    def __init__(self, text: str, folded: str) -> None:
        self.text, self.folded = text, folded
        self._all = [
            Token(str(match.lastgroup), match[0], match.start(), match.end())
            for match in _TOKEN.finditer(folded)
        ]
        self._lows = [token.low for token in self._all]
        self.words = frozenset(self._lows)
        self.numerals: dict[object, Any] = {}

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, place: int) -> Token:
        return self._all[place] if 0 <= place < len(self._all) else END

    def low(self, place: int) -> str:
        """The folded text of a token, "" beyond the ends."""
        if place < 0:
            return ""
        try:
            return self._lows[place]
        except IndexError:
            return ""

    def power(self, place: int) -> tuple[int, int] | None:
        """The exponent of the power of ten that begins at a token, and the token after it: one
        behind a number, or ten by itself."""
        if self.low(place) == "10":
            return self._until(ten_at(self.folded, self[place].start), place)
        if self.low(place)[:1] not in POWERS or self[place - 1].kind != "n":
            return None
        return self._until(power_at(self.folded, self[place - 1].end), place)

    def _until(self, found: tuple[int, int] | None, place: int) -> tuple[int, int] | None:
        if found is None:
            return None
        while place < len(self) and self[place].start < found[1]:
            place += 1
        return found[0], place

    def raised(self, place: int) -> bool:
        """Is the token part of a number with a power of ten?"""
        for at in range(max(0, place - 4), place + 2):
            power = self.power(at)
            if power and power[1] > place:
                return True
        return False

    def glued(self, place: int) -> bool:
        """Does the token touch the one before it?"""
        return 0 < place < len(self._all) and self._all[place].start == self._all[place - 1].end

    def written(self, place: int) -> str:
        """The token as the text has it, capitals and all."""
        token = self[place]
        return self.text[token.start : token.end] if token.kind else ""

    def capital(self, place: int) -> bool:
        """Does the token begin with a capital letter?"""
        return self.written(place)[:1].isupper()
