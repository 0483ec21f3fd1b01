"""What is not a figure in English text: names, ids, labels, scores, times of day, pronouns.

    label    = "article" | "section" | "page" … [ "no" "." ] number *( ("-" | "," | "and") number )
    name     = H5-22 | MiG-29 | G8 | 5G | 14B | 76ers | Router 9 | Pier 7 | No. 10 | #5
    marker   = [3] | [1, 3] | [1-3]
    pronoun  = one of | no one | the one | one another | one day

A capitalised word before a bare whole number makes a name of both (`Router 9 owners`), unless it
begins the segment, is a word of grammar, or a plural noun follows the number (`Some 25 deaths`).
"""

from collections.abc import Iterator

from claims.quantities import mixed
from claims.quantities.english.addresses import read_address
from claims.quantities.english.lexicon import FUNCTION, NUMBER_WORDS
from claims.quantities.english.pronouns import is_pronoun
from claims.quantities.english.scales import DOZENS, GLUED
from claims.quantities.english.units import WORDLIKE
from claims.quantities.tokens import Tokens
from claims.quantities.unit_names import names

LABELS = frozenset(
    """article articles section sections chapter chapters page pages table tables figure figures
    fig appendix annex clause paragraph paragraphs group groups no nos number numbers room suite
    flight route highway interstate motorway exit gate pier platform channel version phase stage
    step item items episode season volume vol issue line verse psalm act scene rule form bill
    amendment proposition prop measure resolution title district precinct ward area zone sector
    unit bus train apollo type category cat tier grade level class model series part case docket
    file serial code pin zip postcode box apartment apt building block lot plot floor question
    option answer slide lesson unit chapter directive regulation decree act code line war
    building terminal runway bay locker track lane league division round week day game match set
    point-release release build order size marker milepost protocol pillar scope priority""".split()
)
# These are labels only when the number cannot be a count of what follows.
_ALSO_NOUNS = frozenset("day week round game match set class level grade part line number".split())
_NOT_NAMES = frozenset(
    """and or but the a an in on at by for from to of with over under about around some only just
    nearly almost roughly at least more less fewer than up down between than when while after
    before since until all these those their our its his her my your total another every each
    per not no yes that this there we they he she it i you who which had has have was were is are
    says said say killed january february march april may june july august september october
    november december monday tuesday wednesday thursday friday saturday sunday if as also
    because among another approximately plus an estimated""".split()
)
_TRADED = frozenset(
    """USD EUR GBP JPY CNY CHF CAD AUD NZD HKD SGD INR RUB BRL MXN ZAR KRW TRY SEK NOK DKK PLN RMB
    CZK HUF TWD THB IDR MYR PHP ILS AED SAR KZT UAH NGN KES EGP BTC VND""".split()
)
_DIALS = frozenset({"dial", "dialed", "dialled", "dialing", "dialling"})
_ANY_CASE = frozenset({"usd", "rs", "eur"})
_SOLID_PAIRS = frozenset({("24", "7"), ("9", "11"), ("50", "50"), ("20", "20"), ("7", "7")})


class Guards:
    """The tokens of a segment that no figure may use."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def find(self) -> Iterator[tuple[int, int]]:
        """The first token and the one after the last, of each thing that is no figure."""
        place = -1
        while (place := place + 1) < len(self.tokens):
            token = self.tokens[place]
            address = read_address(self.tokens, place)
            if address:
                yield place, address
                place = address - 1
            elif token.kind == "n":
                last = self._numeric(place)
                if last:
                    yield last
                    place = max(place, last[1] - 1)
            elif (token.low == "one" and is_pronoun(self.tokens, place)) or (
                token.low in NUMBER_WORDS and self._titled(place)
            ):
                yield place, place + 1
            elif token.kind == "w" and LABELS & {token.low, token.low.removesuffix("s")}:
                after = self._label(place)
                if after:
                    yield place, after
                    place = after - 1

    def _numeric(self, place: int) -> tuple[int, int] | None:
        tokens = self.tokens
        before, after = tokens[place - 1], tokens[place + 1]
        if before.low == "[" and tokens.glued(place):
            return self._marker(place)
        if tokens.raised(place):
            return None
        if after.low == "e" and tokens.glued(place + 1) and tokens.glued(place + 2):
            return place, self._id_end(place)
        if tokens.glued(place):
            if before.low in ("#", "_", "@", "\\"):
                return place, place + 1
            if before.low in ("m", "km", "cm") and tokens[place - 2].kind == "n":
                return None  # `240 m2`
            if before.kind == "w" and not self._currency(place - 1, glued=True):
                return place - 1, self._id_end(place)
            if before.low in ("-", "/", ".") and tokens.glued(place - 1):
                found = self._after_hyphen(place)
                if found:
                    return found
        if after.low == "/" and (tokens.low(place), tokens.low(place + 2)) in _SOLID_PAIRS:
            return place, place + 3
        if tokens.glued(place + 1) and after.kind == "w" and not self._known_end(place + 1):
            return place, place + 2
        if after.low == "x" and tokens.glued(place + 2) and tokens[place + 2].kind == "n":
            return place, self._id_end(place)  # `4x100m`
        if before.low in _DIALS:
            return place, place + 1
        return (place, place + 1) if self._named(place) else None

    def _titled(self, place: int) -> bool:
        """`Big Ten`, `Group of Seven`, `the Six-Day War`: a number word in a name's capitals."""
        tokens = self.tokens
        if not tokens.capital(place) or place == 0:
            return False
        if tokens.low(place + 1) == "-" and tokens.capital(place + 2):
            return tokens.low(place + 2) not in NUMBER_WORDS
        if "war" in (tokens.low(place + 2), tokens.low(place + 3)):
            return True  # `Thirty Years' War`
        before = place - 2 if tokens.low(place - 1) in ("of", "s") else place - 1
        if not tokens.capital(before) or before == 0 or tokens.low(before) in FUNCTION:
            return False
        after = tokens.low(place + 1)
        return not (after.endswith("s") or after in NUMBER_WORDS or after in ("percent", "-", "%"))

    def _marker(self, place: int) -> tuple[int, int] | None:
        tokens, at = self.tokens, place
        while tokens[at].kind == "n" or tokens.low(at) in (",", "-", ";"):
            at += 1
        return (place - 1, at + 1) if tokens.low(at) == "]" else None

    def _after_hyphen(self, place: int) -> tuple[int, int] | None:
        """`H5-22`, `MiG-29`; but `mid-20`, `twenty-1`, `US-$5` are left."""
        before = self.tokens[place - 2]
        if before.kind != "w" or before.low in NUMBER_WORDS or before.low in ("mid", "sub", "to"):
            return None
        if self.tokens[place - 3].kind == "n" and self.tokens.glued(place - 2):
            return None  # `$5m-10m`
        if before.low in ("percent", "year") or self._currency(place - 2, glued=True):
            return None
        return place - 2, self._id_end(place)

    def _id_end(self, place: int) -> int:
        """The token after an id's last glued part: `77-1203`, `H2N5`."""
        tokens, at = self.tokens, place + 1
        while tokens.glued(at) and (tokens[at].kind in "nw" or tokens.low(at) in "-/."):
            if tokens[at].kind == "s" and not (
                tokens.glued(at + 1) and tokens[at + 1].kind in "nw"
            ):
                break
            at += 1
        return at

    def _currency(self, place: int, *, glued: bool = False) -> bool:
        """Is the word a currency's code? Glued to a number, a rare one is a name: `COP30`."""
        written = self.tokens.written(place)
        if len(written) == 3 and (written in WORDLIKE or (glued and written not in _TRADED)):
            return False
        return written in names("en").before or self.tokens.low(place) in _ANY_CASE

    def _known_end(self, place: int) -> bool:
        """Is the word glued to a number a unit, a scale or an ending, and not part of an id?"""
        written, low = self.tokens.written(place), self.tokens.low(place)
        units = names("en")
        if low == "k" and written == "K" and self.tokens.low(place - 1) in ("4", "8"):
            return False  # `4K video`
        if low == "b" and self.tokens.capital(place + 1) and self.tokens[place - 2].kind != "s":
            return False  # `14B Mill Lane`, but `$2B Boeing order`
        return (
            low in units.words
            or low in mixed.SCALES
            or low in mixed.units("en")
            or written in units.signs
            or low in GLUED
            or low in DOZENS
            or low in ("st", "nd", "rd", "th", "m", "x", "e", "am", "pm", "t", "c", "f", "h", "p")
            or any(sign.startswith(written) for sign in ("km", "kW", "MW", "μg", "mg"))
            or low in ("meur", "musd", "mgbp", "ft", "yo", "yr", "yrs")
        )

    def _label(self, place: int) -> int | None:
        """The token after a label's numbers: `pages 40-44`, `Sections 7 and 8`."""
        tokens, at = self.tokens, place + 1
        label = tokens.low(place)
        if label in ("no", "nos", "fig", "vol", "cat", "prop", "apt"):
            if tokens.low(at) == ".":
                at += 1
            elif not tokens.capital(place):
                return None
        elif tokens.low(at) in ("no", "number", "#"):
            at += 2 if tokens.low(at + 1) == "." else 1
        worded = tokens.low(at) in NUMBER_WORDS and tokens.capital(place) and place > 0
        if tokens[at].kind != "n" and not worded:
            return None
        if label in _ALSO_NOUNS and not tokens.low(at).isdecimal():
            return None
        sized = tokens.low(at + 1) in ("%", "percent", "million", "billion", "per")
        if sized and label not in ("no", "number"):
            return None
        if label in ("number", "numbers") and not tokens.low(at).isdecimal():
            return None
        at = self._id_end(at)
        while tokens.low(at) in ("-", ",", "and", "or", "to", "&") and tokens[at + 1].kind == "n":
            if tokens.low(at) == "," and not label.endswith("s"):
                break
            at = self._id_end(at + 1)
        return at

    def _named(self, place: int) -> bool:
        """Does a capitalised word before a bare number make a name of it?"""
        tokens, low = self.tokens, self.tokens.low(place)
        before = tokens.low(place - 1)
        name = tokens.written(place - 1)
        version = len(low) <= 4 and low[-2:-1] == "." and place > 2  # `USB 3.0`
        if not (low.isdecimal() or version) or tokens[place - 1].kind != "w" or name == before:
            return tokens.low(place - 1) == "of" and tokens.written(place - 2) == "Group"
        if (
            before in _NOT_NAMES
            or (before in FUNCTION and not (name.isupper() and len(name) > 1))
            or self._currency(place - 1)
        ):
            return False
        named = tokens[place - 2].kind == "n" or tokens.capital(place - 2)
        if named and name.isupper() and len(name) > 1:
            return True  # `737 MAX 8 jets`
        if place < 2 and (before.endswith(("ed", "ing")) or before in NUMBER_WORDS):
            return False  # the capital of a segment's first word says little
        after = tokens.low(place + 1)
        if tokens[place + 1].kind == "w" and not tokens.capital(place + 1):
            plural = after.endswith("s") and after not in FUNCTION and not after.endswith("ss")
            united = after in names("en").words or after in NUMBER_WORDS or after in DOZENS
            return not (united or (plural and after not in ("users", "filings", "fans", "owners")))
        return after not in ("%", "-", "°", "x", "+") and not (
            tokens.glued(place + 1) and tokens[place + 1].kind in "nw"
        )
