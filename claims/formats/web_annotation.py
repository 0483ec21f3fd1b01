"""Remarks as W3C Web Annotations, and back (pure): values in, JSON values out.

Web Annotation Data Model and Vocabulary (W3C Recommendations, 2017). What is written is read
back the same: `read_annotation(write_annotation(x)) == x`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from claims.formats.json_ld import Keys, NotAnAnnotation, each_of, many, text, texts
from claims.formats.selectors import read_selectors, write_selectors

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = "application/ld+json"
PROFILE = f'{MEDIA_TYPE}; profile="{CONTEXT}"'
MOST_IRIS = 10
MOTIVATIONS = frozenset(
    "assessing bookmarking classifying commenting describing editing highlighting identifying "
    "linking moderating questioning replying tagging".split()
)


@dataclass(frozen=True, slots=True)
class WebAnnotation:
    """A remark as it travels: `target` is an IRI, `fragment` a part of what it names.

    Of one that was read, `places` has the keys that lead to a value in what was sent.
    """

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
    places: Mapping[str, Keys] = field(default_factory=dict, compare=False)


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
    selectors = write_selectors(
        fragment=remark.fragment,
        quote=remark.quote,
        prefix=remark.prefix,
        suffix=remark.suffix,
        start=remark.start,
        end=remark.end,
    )
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
    if CONTEXT not in many(sent.get("@context")):
        raise NotAnAnnotation(f"@context names {CONTEXT}.", "@context", code="no_context")
    if "Annotation" not in many(sent.get("type")):
        raise NotAnAnnotation('type is "Annotation".', "type", code="no_type")
    (body, language, purpose), where = _read_body(sent)
    motivation = _read_motivation(sent, purpose)
    target, at, selected = _read_target(sent)
    return WebAnnotation(
        target=target,
        body=body,
        motivation=motivation,
        language=language,
        id=text(sent, "id"),
        canonical=text(sent, "canonical"),
        via=tuple(texts(sent, "via", most=MOST_IRIS)),
        creator=_creator(sent.get("creator")),
        created=_time(sent, "created"),
        modified=_time(sent, "modified"),
        places={"target": at, **where, **{name: keys for name, (_, keys) in selected.items()}},
        **{name: value for name, (value, _) in selected.items()},
    )


def time_text(moment: datetime) -> str:
    """`xsd:dateTime` in UTC, written with Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _read_body(sent: Mapping[str, Any]) -> tuple[tuple[str, str, str], dict[str, Keys]]:
    """The text, its language and its purpose; and where text and language stand."""
    if "bodyValue" in sent:
        if "body" in sent:
            raise NotAnAnnotation("Give body or bodyValue, not both.", "bodyValue")
        return (text(sent, "bodyValue"), "", ""), {"body": ("bodyValue",)}
    bodies = each_of(sent.get("body"), "body")
    if len(bodies) > 1:
        raise NotAnAnnotation("A remark has one body.", "body", 1, code="one_body")
    if not bodies:
        return ("", "", ""), {}
    body, keys = bodies[0]
    if not isinstance(body, Mapping) or "value" not in body:
        detail = "The body of a remark is text: a TextualBody with a value."
        raise NotAnAnnotation(detail, *keys, code="not_text")
    if text(body, "format", *keys) not in {"", "text/plain"}:
        detail = "The body of a remark is text/plain."
        raise NotAnAnnotation(detail, *keys, "format", code="not_text")
    said = (
        text(body, "value", *keys),
        text(body, "language", *keys),
        text(body, "purpose", *keys),
    )
    return said, {"body": (*keys, "value"), "language": (*keys, "language")}


def _read_motivation(sent: Mapping[str, Any], purpose: str) -> str:
    found = many(sent.get("motivation"))
    if len(found) > 1:
        raise NotAnAnnotation("A remark has one motivation.", "motivation", 1)
    motivation = found[0] if found else purpose or "commenting"
    if isinstance(motivation, str):
        motivation = motivation.removeprefix("oa:").removeprefix("http://www.w3.org/ns/oa#")
    if not isinstance(motivation, str) or motivation not in MOTIVATIONS:
        detail = f"motivation is one of: {', '.join(sorted(MOTIVATIONS))}."
        raise NotAnAnnotation(detail, "motivation", code="unknown_motivation")
    return motivation


def _read_target(sent: Mapping[str, Any]) -> tuple[str, Keys, dict[str, tuple[Any, Keys]]]:
    """The IRI, where it stands, and what is selected of it."""
    targets = each_of(sent.get("target"), "target")
    if len(targets) != 1:
        raise NotAnAnnotation("A remark has one target.", "target", code="no_target")
    target, keys = targets[0]
    if isinstance(target, str):
        iri, _, fragment = target.partition("#")
        return iri, keys, {"fragment": (fragment, keys)} if fragment else {}
    if not isinstance(target, Mapping):
        raise NotAnAnnotation("target is an IRI or an object.", *keys, code="no_target")
    name = "source" if "source" in target or "id" not in target else "id"
    source = target.get(name)
    if isinstance(source, Mapping):
        source = source.get("id")
    if not isinstance(source, str) or not source:
        raise NotAnAnnotation("target names a source.", *keys, name, code="no_target")
    selected = read_selectors(target.get("selector"), *keys, "selector")
    return source, (*keys, name), selected


def _creator(sent: Any) -> str:
    return str(sent["name"]) if isinstance(sent, Mapping) and "name" in sent else ""


def _time(sent: Mapping[str, Any], name: str) -> datetime | None:
    written = text(sent, name)
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written)
        # A moment of the first or last day may be outside the calendar in UTC.
        in_utc = moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise NotAnAnnotation(f"{name} is a time in UTC.", name) from error
    if moment.tzinfo is None:
        raise NotAnAnnotation(f"{name} is a time in UTC, written with Z.", name)
    return in_utc
