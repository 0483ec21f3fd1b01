"""Remarks of the desk as Web Annotations: rows to values, and addresses of ours to rows."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve, reverse
from rest_framework.request import Request

from claims.formats.json_ld import NotAnAnnotation
from claims.formats.web_annotation import WebAnnotation, read_annotation
from claims.models import Annotation, Citation, Figure
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


def asked_remark(request: Request) -> dict[str, Any]:
    """What a posted annotation asks for, in the names of a plain request.

    An id of its own goes to `via`. Raises ValidationError at what cannot be kept.
    """
    sent = read_sent(request.data)
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
    return {**fields, **_named_by(sent, request)}


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
        raise _unknown() from error
    if where.netloc and where.netloc != request.get_host():
        raise _unknown()
    kwargs, name = match.kwargs, match.url_name or ""
    if name in {"claim-detail", "desk-claim-detail"}:
        return _part_of(kwargs["pk"], sent.fragment)
    if name in {"desk-citation-detail", "desk-figure-detail"}:
        return {name.split("-")[1]: kwargs["pk"]}
    if name == "paragraph-detail":
        return {"source": kwargs["source_slug"], "paragraph": kwargs["number"]}
    if name in {"source-detail", "desk-source-detail"} and (
        paragraph := _PARAGRAPH.fullmatch(sent.fragment)
    ):
        return {"source": kwargs["slug"], "paragraph": int(paragraph[1])}
    if name in {"annotation-detail", "desk-annotation-detail"}:
        return {"parent": kwargs["pk"]}
    raise _unknown()


def _part_of(claim: Any, fragment: str) -> dict[str, Any]:
    """The claim, or its citation or figure that a JSON Pointer names."""
    if not fragment:
        return {"claim": claim}
    pointed = _PART.fullmatch(fragment)
    if pointed is None:
        raise _unknown()
    at = int(pointed[2])
    if pointed[1] == "citations":
        citation = Citation.objects.filter(claim=claim).order_by("position")[at : at + 1].first()
        found: Citation | Figure | None = citation
    else:
        found = Figure.objects.filter(claim=claim).order_by("start", "pk")[at : at + 1].first()
    if found is None:
        raise _unknown()
    return {pointed[1][:-1]: found.pk}


def _address(request: Request, name: str, **kwargs: Any) -> str:
    return str(request.build_absolute_uri(reverse(name, kwargs=kwargs)))


def _unknown() -> ValidationError:
    detail = "The target is no claim, citation, figure, paragraph or remark of this site."
    return _wrong(detail, "target", code="unknown_target")


def _wrong(detail: str, *keys: str | int, code: str) -> ValidationError:
    return ValidationError({pointer_of(*keys) or "__all__": ValidationError(detail, code=code)})
