"""Public remarks by the Web Annotation Protocol (W3C, 2017), its reading side."""

import hashlib
import json
import re
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import django_filters
from django.db.models import Max, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from claims.api.linked_data import GoneHere, LinkedDataRenderer, wants_linked_data
from claims.api.public.stored import FOR_NOW
from claims.formats.annotation_pages import write_collection, write_page
from claims.formats.web_annotation import PROFILE, WebAnnotation, write_annotation
from claims.models import Motivation, PublishedAnnotation
from sources.api.base import StetView
from sources.api.parameters import WrongParameter, WrongParameters, given, value_of

PAGE_SIZE = 100
LABEL = "Public remarks"
_LDP = "http://www.w3.org/ns/ldp#"
_RESOURCE = f'<{_LDP}Resource>; rel="type"'
_CONTAINER = (
    f'<{_LDP}BasicContainer>; rel="type", '
    f'<http://www.w3.org/TR/annotation-protocol/>; rel="{_LDP}constrainedBy"'
)
_INCLUDE = re.compile(r'include="([^"]*)"')
# Ids sort by the time they were made: a page begins after one, or ends before one.
_FIRST, _LAST = UUID(int=0), UUID(int=2**128 - 1)


class PublishedAnnotationFilter(django_filters.FilterSet):
    claim = django_filters.UUIDFilter(field_name="publication_id", label="A claim's id.")
    source = django_filters.CharFilter(field_name="paragraph__source_id", label="A source's slug.")
    paragraph = django_filters.NumberFilter(
        field_name="paragraph__number",
        min_value=1,
        max_value=99_999,
        decimal_places=0,
        label="A paragraph's number; goes with source.",
    )
    motivation = django_filters.MultipleChoiceFilter(choices=Motivation.choices)


class PublicRemarks(StetView, GenericAPIView):
    """Anyone may read; JSON-LD unless JSON is asked for."""

    authentication_classes = []
    permission_classes = [AllowAny]
    leaves_gone = True
    renderer_classes = [LinkedDataRenderer, JSONRenderer]
    queryset = PublishedAnnotation.objects.none()

    def get_queryset(self) -> QuerySet[PublishedAnnotation]:
        rows = PublishedAnnotation.objects.standing().order_by("pk")
        return rows.select_related("publication", "paragraph")

    def answer(self, body: dict[str, Any], *, link: str, vary: str = "Accept") -> HttpResponse:
        """The document, with the headers that the protocol asks for."""
        text = json.dumps(body, ensure_ascii=False).encode()
        kind = PROFILE if wants_linked_data(self.request) else "application/json"
        response = HttpResponse(text, content_type=kind)
        response["ETag"] = f'"{hashlib.sha256(text + kind.encode()).hexdigest()}"'
        response["Link"] = link
        response["Vary"] = vary
        response["Cache-Control"] = FOR_NOW
        return response


class AnnotationView(PublicRemarks):
    """One public remark as a W3C Web Annotation; 410 when it was public once."""

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, pk: UUID) -> HttpResponse:
        row = self.get_queryset().filter(pk=pk).first()
        if row is None:
            if PublishedAnnotation.objects.filter(pk=pk, shown=True).exists():
                raise GoneHere
            raise NotFound
        return self.answer(write_annotation(web_annotation(row, request)), link=_RESOURCE)


class ContainerView(PublicRemarks):
    """Public remarks, oldest first: a container, and its pages (`after`, `before`).

    `iris=1`, or `Prefer` with `oa#PreferContainedIRIs`, lists addresses instead of remarks;
    `ldp#PreferMinimalContainer` embeds no page.
    """

    filterset_class = PublishedAnnotationFilter
    parameters = frozenset({"iris", "after", "before"})
    filtered = True

    @extend_schema(
        operation_id="api_v1_annotations_container",
        parameters=[OpenApiParameter("Prefer", str, OpenApiParameter.HEADER)],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request: Request) -> HttpResponse:
        self.rows = self.filter_queryset(self.get_queryset())
        self.preferred = _preferred(request)
        self.iris = _iris(request, self.preferred)
        after, before = _id(request, "after"), _id(request, "before")
        if after is None and before is None:
            return self.container()
        body = self.page(after=after, before=before)
        if body is None:
            raise NotFound
        return self.answer(body, link=_RESOURCE, vary="Accept, Prefer")

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().options(request, *args, **kwargs)
        response["Link"] = _CONTAINER
        return response

    def container(self) -> HttpResponse:
        found = self.rows.aggregate(created=Max("created_at"), edited=Max("edited_at"))
        times = [moment for moment in found.values() if moment]
        first: Any = self.address(after=_FIRST)
        if not any(each.endswith("PreferMinimalContainer") for each in self.preferred):
            page = self.page(after=_FIRST, before=None) or {}
            first = {name: value for name, value in page.items() if name != "@context"}
        body = write_collection(
            id=self.address(),
            label=LABEL,
            total=self.rows.count(),
            modified=max(times, default=None),
            first=first,
            last=self.address(before=_LAST),
        )
        response = self.answer(body, link=_CONTAINER, vary="Accept, Prefer")
        response["Content-Location"] = self.address()
        return response

    def page(self, *, after: UUID | None, before: UUID | None) -> dict[str, Any] | None:
        """The page after or before an id; None where there is nothing."""
        if before is not None:
            rows = list(self.rows.filter(pk__lt=before).order_by("-pk")[:PAGE_SIZE])[::-1]
        else:
            rows = list(self.rows.filter(pk__gt=after)[:PAGE_SIZE])
        if not rows:
            return None
        first, last = rows[0].pk, rows[-1].pk
        start = self.rows.filter(pk__lt=first).count()
        more = self.rows.filter(pk__gt=last).exists()
        here = {"before": before} if before is not None else {"after": after}
        return write_page(
            [self.item(row) for row in rows],
            id=self.address(**here),
            collection={"id": self.address(), "type": "AnnotationCollection", "label": LABEL},
            start=start,
            following=self.address(after=last) if more else None,
            previous=self.address(before=first) if start else None,
        )

    def item(self, row: PublishedAnnotation) -> Any:
        if self.iris:
            return _address(self.request, "annotation-detail", pk=row.pk)
        return write_annotation(web_annotation(row, self.request), context=False)

    def address(self, **place: Any) -> str:
        """The address of the container in this flavour and with these filters, or of a page."""
        own = {"iris", "after", "before"}
        query = {k: v for k, v in given(self.request.query_params).items() if k not in own}
        words = urlencode({**query, "iris": int(self.iris), **place}, doseq=True)
        return str(self.request.build_absolute_uri(f"{self.request.path}?{words}"))


def web_annotation(row: PublishedAnnotation, request: Request) -> WebAnnotation:
    """The remark as it travels, on the published words."""
    if row.reply_to is not None:
        target = _address(request, "annotation-detail", pk=row.reply_to)
    elif row.paragraph is not None:
        source, number = row.paragraph.source_id, row.paragraph.number
        target = _address(request, "paragraph-detail", source_slug=source, number=number)
    else:
        target = _address(request, "claim-detail", pk=row.publication_id)
    return WebAnnotation(
        id=_address(request, "annotation-detail", pk=row.pk),
        target=target,
        body=row.body,
        motivation=row.motivation,
        language=row.language,
        fragment="" if row.reply_to else row.pointer,
        quote=row.quote,
        prefix=row.prefix,
        suffix=row.suffix,
        start=row.start,
        end=row.end,
        creator=row.author,
        created=row.created_at,
        modified=row.edited_at,
        canonical=row.canonical,
    )


def _preferred(request: Request) -> list[str]:
    """What `Prefer: return=representation;include="…"` names."""
    found = _INCLUDE.search(request.headers.get("Prefer", ""))
    return found[1].split() if found else []


def _iris(request: Request, preferred: list[str]) -> bool:
    text = value_of(request.query_params, "iris")
    if text not in {"", "0", "1"}:
        raise WrongParameters(WrongParameter("iris", "invalid", "iris is 0 or 1."))
    return text == "1" if text else any(e.endswith("PreferContainedIRIs") for e in preferred)


def _id(request: Request, name: str) -> UUID | None:
    text = value_of(request.query_params, name)
    try:
        return UUID(text) if text else None
    except ValueError as error:
        detail = f"{name} is the id of a remark: follow next and prev."
        raise WrongParameters(WrongParameter(name, "invalid", detail)) from error


def _address(request: Request, name: str, **kwargs: Any) -> str:
    return str(request.build_absolute_uri(reverse(name, kwargs=kwargs)))
