"""Remarks as W3C Web Annotations, and back (pure): values in, JSON values out.

Web Annotation Data Model and Vocabulary (W3C Recommendations, 2017). What is written is read
back the same: `read_annotation(write_annotation(x)) == x`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = "application/ld+json"
PROFILE = f'{MEDIA_TYPE}; profile="{CONTEXT}"'
MOST_IRIS = 10
# Fragments of JSON, of HTML as INTEROP advises, and of plain text.
JSON_POINTER = "http://tools.ietf.org/rfc/rfc6901"
PLAIN_TEXT = "http://tools.ietf.org/rfc/rfc5147"
MOTIVATIONS = frozenset(
    "assessing bookmarking classifying commenting describing editing highlighting identifying "
    "linking moderating questioning replying tagging".split()
)
_CHARS = re.compile(r"char=(\d{1,9}),(\d{1,9})")


@dataclass(frozen=True, slots=True)
class WebAnnotation:
    """A remark as it travels: `target` is an IRI, `fragment` a part of what it names."""

    target: str
    body: str = ""
    motivation: str = "commenting"
    id: str = ""
    language: str = ""
    fragment: str = ""
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    creator: str = ""
    created: datetime | None = None
    modified: datetime | None = None
    canonical: str = ""
    via: tuple[str, ...] = ()


class NotAnAnnotation(Exception):
    """What was sent is no annotation that can be kept; `keys` lead to what is wrong."""

    def __init__(self, detail: str, *keys: str | int, code: str = "invalid") -> None:
        super().__init__(detail)
        self.detail, self.keys, self.code = detail, keys, code


def write_annotation(remark: WebAnnotation, *, context: bool = True) -> dict[str, Any]:
    """The JSON-LD of a remark; `context` is left out inside a page."""
    made: dict[str, Any] = {"@context": CONTEXT} if context else {}
    if remark.id:
        made["id"] = remark.id
    made |= {"type": "Annotation", "motivation": remark.motivation}
    if remark.created:
        made["created"] = time_text(remark.created)
    if remark.modified:
        made["modified"] = time_text(remark.modified)
    if remark.creator:
        made["creator"] = {"type": "Person", "name": remark.creator}
    if remark.body:
        body = {"type": "TextualBody", "value": remark.body, "format": "text/plain"}
        if remark.language:
            body["language"] = remark.language
        made["body"] = {**body, "purpose": remark.motivation}
    selectors = _selectors(remark)
    made["target"] = (
        {"type": "SpecificResource", "source": remark.target, "selector": selectors}
        if selectors
        else remark.target
    )
    if remark.canonical:
        made["canonical"] = remark.canonical
    if remark.via:
        made["via"] = list(remark.via)
    return made


def read_annotation(sent: Any) -> WebAnnotation:
    """The remark that an annotation tells of. Raises NotAnAnnotation.

    One target, and one text as its body. Several selectors tell of the same span.
    """
    if not isinstance(sent, Mapping):
        raise NotAnAnnotation("An annotation is an object.")
    if CONTEXT not in _many(sent.get("@context")):
        raise NotAnAnnotation(f"@context names {CONTEXT}.", "@context", code="no_context")
    if "Annotation" not in _many(sent.get("type")):
        raise NotAnAnnotation('type is "Annotation".', "type", code="no_type")
    body, language, purpose = _read_body(sent)
    motivation = _read_motivation(sent, purpose)
    target, selectors = _read_target(sent)
    return WebAnnotation(
        target=target,
        body=body,
        motivation=motivation,
        language=language,
        id=_text(sent, "id"),
        canonical=_text(sent, "canonical"),
        via=tuple(_texts(sent, "via")),
        creator=_creator(sent.get("creator")),
        created=_time(sent, "created"),
        modified=_time(sent, "modified"),
        **selectors,
    )


def time_text(moment: datetime) -> str:
    """`xsd:dateTime` in UTC, written with Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _selectors(remark: WebAnnotation) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    if remark.fragment:
        made.append(
            {
                "type": "FragmentSelector",
                "conformsTo": JSON_POINTER,
                "value": remark.fragment,
            }
        )
    if remark.quote:
        quote = {"type": "TextQuoteSelector", "exact": remark.quote}
        made.append({**quote, "prefix": remark.prefix, "suffix": remark.suffix})
    if remark.start is not None and remark.end is not None:
        made.append({"type": "TextPositionSelector", "start": remark.start, "end": remark.end})
    return made


def _read_body(sent: Mapping[str, Any]) -> tuple[str, str, str]:
    """The text, its language and its purpose."""
    if "bodyValue" in sent:
        if "body" in sent:
            raise NotAnAnnotation("Give body or bodyValue, not both.", "bodyValue")
        return _text(sent, "bodyValue"), "", ""
    bodies = _many(sent.get("body"))
    if len(bodies) > 1:
        raise NotAnAnnotation("A remark has one body.", "body", 1, code="one_body")
    if not bodies:
        return "", "", ""
    keys: tuple[str | int, ...] = ("body", 0) if isinstance(sent["body"], list) else ("body",)
    body = bodies[0]
    if not isinstance(body, Mapping) or "value" not in body:
        detail = "The body of a remark is text: a TextualBody with a value."
        raise NotAnAnnotation(detail, *keys, code="not_text")
    if _text(body, "format", *keys) not in {"", "text/plain"}:
        detail = "The body of a remark is text/plain."
        raise NotAnAnnotation(detail, *keys, "format", code="not_text")
    return (
        _text(body, "value", *keys),
        _text(body, "language", *keys),
        _text(body, "purpose", *keys),
    )


def _read_motivation(sent: Mapping[str, Any], purpose: str) -> str:
    found = _many(sent.get("motivation"))
    if len(found) > 1:
        raise NotAnAnnotation("A remark has one motivation.", "motivation", 1)
    motivation = found[0] if found else purpose or "commenting"
    if isinstance(motivation, str):
        motivation = motivation.removeprefix("oa:").removeprefix("http://www.w3.org/ns/oa#")
    if motivation not in MOTIVATIONS:
        detail = f"motivation is one of: {', '.join(sorted(MOTIVATIONS))}."
        raise NotAnAnnotation(detail, "motivation", code="unknown_motivation")
    return str(motivation)


def _read_target(sent: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    targets = _many(sent.get("target"))
    if len(targets) != 1:
        raise NotAnAnnotation("A remark has one target.", "target", code="no_target")
    target = targets[0]
    if isinstance(target, str):
        iri, _, fragment = target.partition("#")
        return iri, {"fragment": fragment} if fragment else {}
    if not isinstance(target, Mapping):
        raise NotAnAnnotation("target is an IRI or an object.", "target", code="no_target")
    source = target.get("source", target.get("id"))
    if isinstance(source, Mapping):
        source = source.get("id")
    if not isinstance(source, str) or not source:
        raise NotAnAnnotation("target names a source.", "target", "source", code="no_target")
    found: dict[str, Any] = {}
    _read_selectors(target.get("selector"), found, 0)
    return source, found


def _read_selectors(sent: Any, found: dict[str, Any], depth: int) -> None:
    for selector in _many(sent):
        keys = ("target", "selector")
        if not isinstance(selector, Mapping) or depth > 3:
            raise NotAnAnnotation("A selector is an object.", *keys)
        kind = selector.get("type")
        if kind == "TextQuoteSelector":
            found["quote"] = _text(selector, "exact", *keys)
            found["prefix"] = _text(selector, "prefix", *keys)
            found["suffix"] = _text(selector, "suffix", *keys)
        elif kind == "TextPositionSelector":
            found["start"], found["end"] = _offset(selector, "start"), _offset(selector, "end")
        elif kind == "FragmentSelector":
            value = _text(selector, "value", *keys)
            if match := _CHARS.fullmatch(value):
                found["start"], found["end"] = int(match[1]), int(match[2])
            else:
                found["fragment"] = value
        else:
            detail = "Known selectors: TextQuoteSelector, TextPositionSelector, FragmentSelector."
            raise NotAnAnnotation(detail, *keys, code="unknown_selector")
        _read_selectors(selector.get("refinedBy"), found, depth + 1)


def _offset(selector: Mapping[str, Any], name: str) -> int:
    value = selector.get(name)
    if type(value) is not int or not 0 <= value < 10**9:
        detail = f"{name} is a whole number of code points."
        raise NotAnAnnotation(detail, "target", "selector", name)
    return value


def _creator(sent: Any) -> str:
    return str(sent["name"]) if isinstance(sent, Mapping) and "name" in sent else ""


def _time(sent: Mapping[str, Any], name: str) -> datetime | None:
    text = _text(sent, name)
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise NotAnAnnotation(f"{name} is a time in UTC.", name) from error
    if moment.tzinfo is None:
        raise NotAnAnnotation(f"{name} is a time in UTC, written with Z.", name)
    return moment.astimezone(UTC)


def _text(sent: Mapping[str, Any], name: str, *keys: str | int) -> str:
    value = sent.get(name, "")
    if not isinstance(value, str):
        raise NotAnAnnotation(f"{name} is text.", *keys, name, code="not_text")
    return value


def _texts(sent: Mapping[str, Any], name: str) -> list[str]:
    values = _many(sent.get(name))
    if not all(isinstance(value, str) for value in values):
        raise NotAnAnnotation(f"{name} is an IRI or a list of IRIs.", name, code="not_text")
    if len(values) > MOST_IRIS:
        raise NotAnAnnotation(f"{name} has more than {MOST_IRIS} IRIs.", name, code="too_many")
    return [str(value) for value in values]


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
