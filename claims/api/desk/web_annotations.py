"""Remarks of the desk as Web Annotations: rows to values, and addresses of ours to rows."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve, reverse
from rest_framework import serializers
from rest_framework.request import Request

from claims.formats.json_ld import Keys, NotAnAnnotation
from claims.formats.web_annotation import WebAnnotation, read_annotation, write_annotation
from claims.models import Annotation, Citation, Figure
from sources.api.patching import merge
from sources.api.pointers import pointer_of

_PARAGRAPH = re.compile(r"p?(\d{1,5})")
_PART = re.compile(r"/(citations|figures)/(\d{1,5})")


def web_annotation(remark: Annotation, request: Request) -> WebAnnotation:
    """The remark as it travels; its position is where the words stand today."""
    author = remark.author
    return WebAnnotation(
        id=_address(request, "desk-annotation-detail", pk=remark.pk),
        target=_target_of(remark, request),
        body=remark.body,
        motivation=remark.motivation,
        language=remark.language,
        quote=remark.quote,
        prefix=remark.prefix,
        suffix=remark.suffix,
        start=remark.place_start,
        end=remark.place_end,
        creator=author.get_full_name() or author.get_username(),
        created=remark.created_at,
        modified=remark.edited_at,
        canonical=remark.canonical,
        via=tuple(remark.via),
    )


def asked_remark(request: Request) -> tuple[dict[str, Any], Mapping[str, Keys]]:
    """What a posted annotation asks for, in the names of a plain request, and where each stands.

    An id of its own goes to `via`. Raises ValidationError at what cannot be kept.
    """
    sent = read_sent(request.data)
    named = _named_by(sent, request)
    fields: dict[str, Any] = {
        "body": sent.body,
        "motivation": sent.motivation,
        "language": sent.language,
        "canonical": sent.canonical,
        "via": [*sent.via, *([sent.id] if sent.id else [])],
        "quote": sent.quote,
        "prefix": sent.prefix,
        "suffix": sent.suffix,
        "start": sent.start,
        "end": sent.end,
    }
    return {**fields, **named}, {**dict.fromkeys(named, sent.places["target"]), **sent.places}


def asked_change(remark: Annotation, data: Any, request: Request) -> dict[str, Any]:
    """What an annotation changes of a remark, as a merge patch (RFC 7396) of its own document.

    Raises ValidationError when it is on something else, or names what is not changed.
    """
    kept = write_annotation(web_annotation(remark, request))
    if isinstance(data, Mapping) and "bodyValue" in data and "body" not in data:
        rest = {name: value for name, value in data.items() if name != "bodyValue"}
        data = {**rest, "body": {"value": data["bodyValue"]}}
    before, sent = read_sent(kept), read_sent(merge(kept, data))
    same = (sent.target, sent.fragment) == (before.target, before.fragment)
    if not same and _named_by(sent, request) != _named_by(before, request):
        raise _fixed("target", *sent.places["target"])
    if wrong := _other_span(remark, before, sent):
        raise _fixed("target", *sent.places.get(wrong, sent.places["target"]))
    if sent.id not in {before.id, *before.via}:
        raise _fixed("id", "id")
    for name in ("canonical", "via"):
        if getattr(sent, name) != getattr(before, name):
            raise _fixed(name, name)
    return {"body": sent.body, "motivation": sent.motivation, "language": sent.language}


def _other_span(remark: Annotation, before: WebAnnotation, sent: WebAnnotation) -> str:
    """Which part of a span says that it is another than the remark's, "" for the same.

    It may be told by its words alone, or by its place, where it stood or stands.
    """
    if (sent.quote or sent.start is not None) and not before.quote:
        return "quote" if sent.quote else "start"
    if before.quote and not sent.quote and sent.start is None:
        return "target"
    places = {"start": {remark.start, remark.place_start}, "end": {remark.end, remark.place_end}}
    for name in ("quote", "prefix", "suffix", "start", "end"):
        value = getattr(sent, name)
        if value not in {"", None, *places.get(name, {getattr(before, name)})}:
            return name
    return ""


@contextmanager
def placed(places: Mapping[str, Keys]) -> Iterator[None]:
    """Let what is refused under the names of a plain request point to where it was sent."""
    try:
        yield
    except serializers.ValidationError as error:
        # The shape is flat: a list of errors for each name.
        found: Any = error.detail
        raise ValidationError(
            {
                _place(name, places): [ValidationError(str(each), code=each.code) for each in wrong]
                for name, wrong in found.items()
            }
        ) from error
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            raise
        raise ValidationError(
            {_place(name, places): wrong for name, wrong in error.error_dict.items()}
        ) from error


def read_sent(data: Any) -> WebAnnotation:
    """The annotation in a body. Raises ValidationError with the pointer to what is wrong."""
    try:
        return read_annotation(data)
    except NotAnAnnotation as error:
        raise _wrong(error.detail, *error.keys, code=error.code) from error


def _target_of(remark: Annotation, request: Request) -> str:
    if remark.parent_id is not None:
        return _address(request, "desk-annotation-detail", pk=remark.parent_id)
    if remark.paragraph is not None:
        paragraph = remark.paragraph
        number = paragraph.number or paragraph.former_number
        slug = paragraph.source.slug
        return _address(request, "paragraph-detail", source_slug=slug, number=number)
    for name in ("citation", "figure"):
        if part := getattr(remark, f"{name}_id"):
            return _address(request, f"desk-{name}-detail", claim=remark.claim_id, pk=part)
    return _address(request, "claim-detail", pk=remark.claim_id)


def _named_by(sent: WebAnnotation, request: Request) -> dict[str, Any]:
    """What the target's address names."""
    try:
        where = urlsplit(sent.target)
        match = resolve(where.path)
    except (ValueError, Resolver404) as error:
        raise _unknown(sent) from error
    if where.netloc and where.netloc != request.get_host():
        raise _unknown(sent)
    kwargs, name = match.kwargs, match.url_name or ""
    if name in {"claim-detail", "desk-claim-detail"}:
        return _part_of(kwargs["pk"], sent)
    if name in {"desk-citation-detail", "desk-figure-detail"}:
        return {name.split("-")[1]: str(kwargs["pk"])}
    if name == "paragraph-detail":
        return {"source": kwargs["source_slug"], "paragraph": kwargs["number"]}
    if name in {"source-detail", "desk-source-detail"} and (
        paragraph := _PARAGRAPH.fullmatch(sent.fragment)
    ):
        return {"source": kwargs["slug"], "paragraph": int(paragraph[1])}
    if name in {"annotation-detail", "desk-annotation-detail"}:
        return {"parent": str(kwargs["pk"])}
    raise _unknown(sent)


def _part_of(claim: Any, sent: WebAnnotation) -> dict[str, Any]:
    """The claim, or its citation or figure that a JSON Pointer names."""
    if not sent.fragment:
        return {"claim": str(claim)}
    pointed = _PART.fullmatch(sent.fragment)
    if pointed is None:
        raise _unknown(sent)
    at = int(pointed[2])
    if pointed[1] == "citations":
        citation = Citation.objects.filter(claim=claim).order_by("position")[at : at + 1].first()
        found: Citation | Figure | None = citation
    else:
        found = Figure.objects.filter(claim=claim).order_by("start", "pk")[at : at + 1].first()
    if found is None:
        raise _unknown(sent)
    return {pointed[1][:-1]: str(found.pk)}


def _address(request: Request, name: str, **kwargs: Any) -> str:
    return str(request.build_absolute_uri(reverse(name, kwargs=kwargs)))


def _place(name: str, places: Mapping[str, Keys]) -> str:
    return pointer_of(*places[name]) if name in places else name


def _fixed(name: str, *keys: str | int) -> ValidationError:
    detail = f"The {name} of a remark stays: leave another."
    return _wrong(detail, *keys, code="read_only")


def _unknown(sent: WebAnnotation) -> ValidationError:
    detail = "The target is no claim, citation, figure, paragraph or remark of this site."
    return _wrong(detail, *sent.places["target"], code="unknown_target")


def _wrong(detail: str, *keys: str | int, code: str) -> ValidationError:
    return ValidationError({pointer_of(*keys) or "__all__": ValidationError(detail, code=code)})
