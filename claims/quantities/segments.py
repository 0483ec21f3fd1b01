"""Cut a text into segments: stretches of one sentence in one script.

    text     = *segment
    segment  = a stretch without a sentence's end, whose letters are of one script: Latin is read
               as English, Han as Chinese, Cyrillic as Russian

A title in Chinese over a body in English is usual, so is a Latin name in a Chinese sentence. A
short insertion (two words of Latin or Cyrillic, three characters of Han) is read with the main
script of its sentence; a longer one ends the segment. Digits and signs belong to the letters that
they touch, else to those before them. A segment without any letter is read in the language that
the caller names.

A full stop ends a sentence when white space and no small letter follows, and no abbreviation or
single letter stands before it. Line ends, `!`, `?`, `;` and their wide kin do, and so does the
bullet after a marker: `[3] - `.

`fold` maps one character to one, so that offsets stay: wide forms to ASCII, dashes and spaces to
the plain ones, capitals to small letters; marks of direction and zero width become spaces.
`plain` does the same and leaves the capitals: signs of units are looked up in it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from claims.quantities import mixed

LONGEST = 1_500  # characters; a longer one is cut at white space, to keep the work proportional
_SAME: dict[int, str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
for _plain, _kin in (
    ("-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63"),
    (" ", "\u00a0\u2007\u202f\u3000\t\u200b\ufeff\u2009\u200a\u2002\u2003"),
    (" ", "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
    ("'", "\u2018\u2019\u02bc"),
    ('"', "\u201c\u201d\u201e\u00ab\u00bb"),
    ("~", "\u301c"),
    ("\u03bc", "\u00b5"),
    ("%", "\ufe6a"),
    ("$", "\ufe69"),
):
    _SAME |= {ord(character): _plain for character in _kin}
# Marks without width, nothing at all inside a number.
_MARKS = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_MARK = re.compile(f"[{_MARKS}]")
_INSIDE = re.compile(rf"(?<=\d)([{_MARKS}]*)[.,]?([{_MARKS}]*)(?=\d)")
_LATIN = r"A-Za-z\u00c0-\u024f"
_CYRILLIC = r"\u0400-\u052f"
_HAN = r"\u3400-\u9fff\uf900-\ufaff\u3007\U00020000-\U0003ffff"
# The e of 2.5e6 is no letter of a language.
_LETTERS = re.compile(
    rf"(?!(?<=\d)[Ee][+-]?\d)(?P<en>[{_LATIN}]+)|(?P<ru>[{_CYRILLIC}]+)|(?P<zh>[{_HAN}]+)", re.ASCII
)
_ENDS = re.compile(
    r"[\n\r\u2028\u2029;。！？；]+|[!?]+(?![\w=&/])|[!?](?=[\u3400-\u9fff])|\.(?=\s)|(?<=\])\s+-\s"
)
_ABBREVIATED = frozenset(
    """mr mrs ms dr st no nos vs rs jan feb mar apr jun jul aug sep sept oct nov dec inc corp co ltd
    gov sen rep gen col lt prof approx art fig vol pp est ca cf e.g i.e u.s u.k u.n a.m p.m
    млн млрд тыс трлн руб г гг долл коп св ст им ок""".split()
)
_LAST_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*\Z")
_NUMBER = re.compile(r"[$€£¥₽]?\d[\d.,]* ?\Z")
_SHORT = {"en": 2, "ru": 2, "zh": 1}  # runs of letters; three characters of Han are one run
LANGUAGES = ("en", "zh", "ru")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text: as written, folded, where it begins, and the language to read it in."""

    text: str
    folded: str
    start: int
    language: str


@cache
def _small(character: str) -> str:
    small = character.lower()
    return small if len(small) == 1 else character


def plain(text: str) -> str:
    """`text` with one plain character for each of its characters, capitals kept."""
    return text.translate(_SAME)


def fold(text: str) -> str:
    """`text` with one plain small character for each of its characters; offsets stay."""
    even = plain(text)
    small = even.lower()
    if len(small) == len(even):
        return small
    return "".join(map(_small, even))


def unmarked(text: str) -> tuple[str, Sequence[int]]:
    """`text` without the invisible marks inside its numbers, and where each character stood."""
    if not _MARK.search(text):
        return text, range(len(text))
    gaps = [match.span(side) for match in _INSIDE.finditer(text) for side in (1, 2)]
    places: list[int] = []
    start = 0
    for left, right in gaps:
        places.extend(range(start, left))
        start = right
    places.extend(range(start, len(text)))
    return "".join([text[place] for place in places]), places


def segments(text: str, language: str = "") -> Iterator[Segment]:
    """The segments of `text` in reading order, white space and sentence ends between them left
    out. `language` is for those without letters."""
    folded = fold(text)
    default = language[:2].lower() if language[:2].lower() in LANGUAGES else "en"
    for begin, finish in _sentences(text, folded):
        for start, end, script in _scripts(folded, begin, finish):
            if any(map(str.isalnum, folded[start:end])):
                yield Segment(text[start:end], folded[start:end], start, script or default)


def _sentences(text: str, folded: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _ENDS.finditer(text):
        if match[0] == "." and not _stops(folded, text, match.start()):
            continue
        yield from _pieces(folded, start, match.start())
        start = match.end()
    yield from _pieces(folded, start, len(text))


def _stops(folded: str, text: str, stop: int) -> bool:
    """Does the full stop at `stop` end a sentence?"""
    following = text[stop + 1 : stop + 4].lstrip()[:1]
    if following.islower():
        return False
    word = _LAST_WORD.search(folded, max(0, stop - 12), stop)
    if word is None:
        return True
    before = word[0]
    return not (len(before) == 1 or before in _ABBREVIATED) or (
        before not in ("no", "rs", "mr", "mrs", "ms", "dr")
        and following.isupper()
        and before in _UNITS
    )


# Abbreviations that often stand last in a sentence: a capital after them begins another.
_UNITS = frozenset("г гг руб долл коп млн млрд тыс трлн inc corp co ltd a.m p.m".split())


def _pieces(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch itself, or pieces of a bearable length, cut where no word or number is."""
    while end - start > LONGEST:
        cut = start + LONGEST
        while cut < end and (folded[cut].isalnum() or folded[cut] in ".,'"):
            if "\u3400" <= folded[cut] <= "\u9fff" and not folded[cut - 1].isdigit():
                break
            if cut - start > 2 * LONGEST and folded[cut].isalpha():
                break
            cut += 1
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _scripts(folded: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The stretches of one script; a short insertion stays with what is around it."""
    runs = [
        (match.start(), match.end(), str(match.lastgroup))
        for match in _LETTERS.finditer(folded, start, end)
    ]
    if len({script for _, _, script in runs}) < 2:
        yield start, end, runs[0][2] if runs else ""
        return
    blocks = _blocks(runs)
    begin = start
    for (_, left_end, script), (right_start, _, _) in pairwise(blocks):
        cut = _border(folded, left_end, right_start)
        yield begin, cut, script
        begin = cut
    yield begin, end, blocks[-1][2]


def _blocks(runs: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Runs of one script joined; the short ones are read in the main script of the sentence."""
    weights = dict.fromkeys(LANGUAGES, 0.0)
    joined: list[list[tuple[int, int, str]]] = []
    for run in runs:
        weights[run[2]] += (run[1] - run[0]) / 2 if run[2] == "zh" else 1
        if joined and joined[-1][-1][2] == run[2]:
            joined[-1].append(run)
        else:
            joined.append([run])
    # Latin names stand in Chinese and Russian sentences more often than the other way round.
    main = max(LANGUAGES, key=lambda script: (weights[script], script != "en"))
    kept: list[tuple[int, int, str]] = []
    for block in joined:
        first, last, script = block[0][0], block[-1][1], block[0][2]
        if len(block) <= _SHORT[script] and (script != "zh" or last - first <= 3):
            script = main
        if kept and kept[-1][2] == script:
            kept[-1] = (kept[-1][0], last, script)
        else:
            kept.append((first, last, script))
    return kept


def _border(folded: str, left: int, right: int) -> int:
    """Where between two scripts to cut: signs and digits go to the letters that they touch, a
    number to the scale or the unit behind it."""
    between = folded[left:right]
    if not any(map(str.isdigit, between)):
        return right
    number = _NUMBER.search(between)
    if number and mixed.measures(folded, right):
        return left + number.start()
    glued = len(between) - len(between.split(" ")[-1])
    return left + glued if glued or between[:1] == " " else left
