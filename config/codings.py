"""Which coding an answer travels in, and the entity tags of each (RFC 9110 §8.8.3, §12.5.3)."""

import re
from functools import lru_cache

from django.utils.http import parse_etags

IDENTITY = "identity"
# In the order we choose in, where the client does not mind.
OURS = ("zstd", "gzip")
_OTHER_NAMES = {"x-gzip": "gzip"}
# One element of the list; what is none is passed over, as a coding that we do not have would be.
_ELEMENT = re.compile(
    r"[ \t]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*"
    r"(?:;[ \t]*[qQ]=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)[ \t]*)?",
    re.ASCII,
)
# What is not named may be sent (§12.5.3), but whoever names another coding prefers that.
_UNNAMED = 0.0001
_CODED = re.compile(rf'--(?:{"|".join(OURS)})(?=")')


@lru_cache(maxsize=256)
def acceptable(header: str | None) -> tuple[str, ...]:
    """The codings that `Accept-Encoding` lets us send, the best first; never none.

    A client that takes none of them, not even plain bytes, gets those all the same (§12.4.1 lets
    a server disregard the header): it can do more with an answer than with a 406.
    """
    if header is None:
        return (IDENTITY,)
    told: dict[str, float] = {}
    for part in header.split(","):
        if found := _ELEMENT.fullmatch(part):
            name = found[1].lower()
            told[_OTHER_NAMES.get(name, name)] = float(found[2] or 1)
    weights = {coding: told.get(coding, told.get("*", 0.0)) for coding in OURS}
    weights[IDENTITY] = told.get(IDENTITY, told.get("*", _UNNAMED))
    best = sorted(weights, key=weights.__getitem__, reverse=True)
    return tuple(coding for coding in best if weights[coding]) or (IDENTITY,)


def tag_in(coding: str, tag: str) -> str:
    """The entity tag of the same content in a coding: `"abc"` is `"abc--gzip"` there.

    Strong tags differ with the bytes (§8.8.3.3); a weak one is of the content, whatever its bytes.
    """
    if coding == IDENTITY or tag.startswith("W/") or _CODED.search(tag):
        return tag
    return f'{tag[:-1]}--{coding}"'


def uncoded(header: str) -> str:
    """A list of tags, each as it is of the content without a coding."""
    return _CODED.sub("", header) if "--" in header else header


def usable(header: str, codings: tuple[str, ...]) -> str:
    """The same, of those tags alone whose bytes the client takes.

    A cache may name every answer it stores (RFC 9111 §4.3.1); told that the one in gzip still
    holds it would hand that on, to a client that reads no gzip.
    """
    if "--" not in header:
        return header
    known = "|".join(coding for coding in OURS if coding in codings)
    return re.sub(rf'--(?:{known})(?=")', "", header) if known else header


def held(header: str, tag: str, codings: tuple[str, ...]) -> str:
    """Of a client's tags the one that a 304 confirms when the content's own is `tag`."""
    given = {each.removeprefix("W/") for each in parse_etags(header)}
    candidates = (tag_in(coding, tag) for coding in codings)
    return next((each for each in candidates if each.removeprefix("W/") in given), tag)
