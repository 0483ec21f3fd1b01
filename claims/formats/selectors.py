"""Selectors of Web Annotation (pure): a span of a text, or a part of what an IRI names.

Several beside each other tell of the same span. One that refines another (`refinedBy`) is
relative to it: its offsets count from where the other begins, its words stand within the other's.
"""

import re
from collections.abc import Mapping
from typing import Any

from claims.formats.json_ld import Keys, NotAnAnnotation, each_of, many, text

# Fragments of JSON, of HTML as INTEROP advises, and of plain text.
JSON_POINTER = "http://tools.ietf.org/rfc/rfc6901"
PLAIN_TEXT = "http://tools.ietf.org/rfc/rfc5147"
KNOWN = ("TextQuoteSelector", "TextPositionSelector", "FragmentSelector")
DEEPEST = 3
_CHARS = re.compile(r"char=(\d{1,9}),(\d{1,9})")

# Each value with the keys that lead to it.
Found = dict[str, tuple[Any, Keys]]


def write_selectors(
    *, fragment: str, quote: str, prefix: str, suffix: str, start: int | None, end: int | None
) -> list[dict[str, Any]]:
    """The selectors of a part, or of a span by its words and by its place."""
    made: list[dict[str, Any]] = []
    if fragment:
        made.append({"type": KNOWN[2], "conformsTo": JSON_POINTER, "value": fragment})
    if quote:
        made.append({"type": KNOWN[0], "exact": quote, "prefix": prefix, "suffix": suffix})
    if start is not None and end is not None:
        made.append({"type": KNOWN[1], "start": start, "end": end})
    return made


def read_selectors(sent: Any, *keys: str | int, depth: int = 0) -> Found:
    """What selectors tell: fragment, quote, prefix, suffix, start, end. Raises NotAnAnnotation."""
    found: Found = {}
    for selector, where in each_of(sent, *keys):
        if not isinstance(selector, Mapping) or depth > DEEPEST:
            raise NotAnAnnotation("A selector is an object.", *where)
        outer = _read(selector, where)
        below = (*where, "refinedBy")
        found |= _refined(outer, read_selectors(selector.get("refinedBy"), *below, depth=depth + 1))
    return found


def _read(selector: Mapping[str, Any], keys: Keys) -> Found:
    kinds = many(selector.get("type"))
    kind = next((name for name in KNOWN if name in kinds), "")
    if kind == "TextQuoteSelector":
        names = {"quote": "exact", "prefix": "prefix", "suffix": "suffix"}
        return {name: (text(selector, sent, *keys), (*keys, sent)) for name, sent in names.items()}
    if kind == "TextPositionSelector":
        return {name: (_offset(selector, name, keys), (*keys, name)) for name in ("start", "end")}
    if kind == "FragmentSelector":
        value, where = text(selector, "value", *keys), (*keys, "value")
        if match := _CHARS.fullmatch(value):
            return {"start": (int(match[1]), where), "end": (int(match[2]), where)}
        return {"fragment": (value, where)}
    raise NotAnAnnotation(f"Known selectors: {', '.join(KNOWN)}.", *keys, code="unknown_selector")


def _refined(outer: Found, inner: Found) -> Found:
    """What `inner` selects within what `outer` does."""
    if "start" in inner and "start" in outer:
        base, room = outer["start"][0], outer["end"][0] - outer["start"][0]
        _check_within(inner, room)
        shifted = {name: (base + inner[name][0], inner[name][1]) for name in ("start", "end")}
        return {**outer, **inner, **shifted}
    if "quote" not in outer or not inner:
        return {**outer, **inner}
    words, where = outer["quote"]
    if "start" in inner:
        _check_within(inner, len(words))
        start, end = inner["start"][0], inner["end"][0]
    else:
        before, exact = inner["prefix"][0], inner["quote"][0]
        at = words.find(before + exact + inner["suffix"][0])
        if at < 0:
            detail = "The words that are refined have no such words."
            raise NotAnAnnotation(detail, *inner["quote"][1], code="no_such_words")
        start = at + len(before)
        end = start + len(exact)
    return {
        **outer,
        "quote": (words[start:end], where),
        "prefix": (outer["prefix"][0] + words[:start], outer["prefix"][1]),
        "suffix": (words[end:] + outer["suffix"][0], outer["suffix"][1]),
    }


def _check_within(inner: Found, room: int) -> None:
    start, end = inner["start"][0], inner["end"][0]
    if not 0 <= start < end <= room:
        detail = f"start and end lie between 0 and {room}, within what they refine."
        raise NotAnAnnotation(detail, *inner["start"][1], code="span_outside_text")


def _offset(selector: Mapping[str, Any], name: str, keys: Keys) -> int:
    value = selector.get(name)
    if type(value) is not int or not 0 <= value < 10**9:
        raise NotAnAnnotation(f"{name} is a whole number of code points.", *keys, name)
    return value
