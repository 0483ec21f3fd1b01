"""Published figures, as stored bytes: lists, single ones, and the series of a measure."""

import json
from collections.abc import Iterable
from itertools import groupby
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request

from claims.api.public.figure_filters import FigureFilter
from claims.api.public.figure_shapes import PublishedFigureDocument, SeriesDocument
from claims.api.public.stored import PublicViewSet, page, plain
from claims.models import PublishedFigure
from claims.quantities.display import display
from claims.quantities.measures import same_measure
from claims.shelving.figures import stated_of
from sources.api.parameters import WrongParameter, WrongParameters, value_of

MOST_IN_SERIES = 500
MOST_READ = 2_000
_LONGEST_TAG = 35
LANGUAGE = OpenApiParameter(
    "language",
    str,
    description="A BCP 47 tag: adds `display`, the figure in this language, as "
    "`700 billion rubles`; English where it is not known. `Accept-Language` has no effect.",
)

FIGURE = OpenApiParameter("figure", str, description="A figure's id: the series it belongs to.")


class FigureViewSet(PublicViewSet):
    """The quantities in published claims, normalised, each with its claim and paragraphs."""

    serializer_class = PublishedFigureDocument
    queryset = PublishedFigure.objects.all()
    filterset_class = FigureFilter
    lookup_value_converter = "id"
    parameters = frozenset({"language"})
    orderings = {
        "published_at": "published_at",
        "value": "value",
        "period_start": "period_start",
    }
    default_ordering = "-published_at"

    def get_queryset(self) -> QuerySet[PublishedFigure]:
        rows = PublishedFigure.objects.all()
        return rows.only("document", "published_at") if self.action == "list" else rows

    @extend_schema(responses=PublishedFigureDocument(many=True), parameters=[LANGUAGE])
    def list(self, request: Request) -> HttpResponse:
        """Figures of published claims, newest first; `value` orders by the normalised number."""
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        documents = (each.encode() for each in _shown(rows or (), _language(request)))
        return page(documents, paginator=self.paginator)

    @extend_schema(responses=PublishedFigureDocument, parameters=[LANGUAGE])
    def retrieve(self, request: Request, pk: str) -> HttpResponse:
        """A figure; its address holds while its words stand in the claim's last edition."""
        row = get_object_or_404(self.get_queryset(), pk=pk)
        [text] = _shown([row], _language(request))
        return plain(text.encode())

    @extend_schema(responses=SeriesDocument, parameters=[LANGUAGE, FIGURE], filters=True)
    @action(detail=False, filtered=True, paged=False, parameters=frozenset({"language", "figure"}))
    def series(self, request: Request) -> HttpResponse:
        """Figures of one measure by period, in order of time: that of `figure`, or the words of
        `measure`; one of them is required.

        A series for each unit that cannot be converted to another. At most 500 figures, the
        earliest; figures without a period are not in it.
        """
        query = request.query_params
        one, measure = value_of(query, "figure"), value_of(query, "measure")
        if bool(one) == bool(measure):
            detail = "Name what is measured: measure=recycling rate, or the id of a figure of it."
            raise WrongParameters(WrongParameter("measure", "required", detail))
        rows = self.filter_queryset(self.get_queryset())
        rows = rows.exclude(period_start=None, period_end=None)
        order = (F("period_start").asc(nulls_first=True), "period_end", "published_at", "pk")
        rows = rows.order_by("dimension", "base", *order)
        found = _like(one, rows) if one else list(rows[:MOST_IN_SERIES])
        series = ",".join(_series(found, _language(request)))
        return plain(f'{{"series":[{series}]}}'.encode())


def _like(pk: str, rows: QuerySet[PublishedFigure]) -> list[PublishedFigure]:
    """Those of `rows` that are of the same measure as the figure of this id."""
    try:
        row = get_object_or_404(PublishedFigure, pk=UUID(pk))
    except ValueError as error:
        raise WrongParameters(
            WrongParameter("figure", "invalid", "figure is the id of a figure.")
        ) from error
    measure = stated_of(row).measure
    near = rows.filter(base=row.base, dimension=row.dimension, words__overlap=row.words)
    found = [each for each in near[:MOST_READ] if same_measure(measure, stated_of(each).measure)]
    return found[:MOST_IN_SERIES]


def _series(rows: Iterable[PublishedFigure], language: str) -> Iterable[str]:
    """A series as JSON for each unit, with the stored figures at each of its points."""
    for (dimension, base), of_unit in groupby(rows, key=lambda row: (row.dimension, row.base)):
        points = []
        for days, figures in groupby(of_unit, key=lambda row: (row.period_start, row.period_end)):
            start, end = (day.isoformat() if day else None for day in days)
            head = json.dumps({"period_start": start, "period_end": end})
            points.append(f'{head[:-1]}, "figures":[{",".join(_shown(figures, language))}]}}')
        head = json.dumps({"dimension": dimension, "unit": base})
        yield f'{head[:-1]}, "points":[{",".join(points)}]}}'


def _shown(rows: Iterable[PublishedFigure], language: str) -> Iterable[str]:
    """The stored documents, with `display` when a language is asked for."""
    for row in rows:
        if not language:
            yield row.document
            continue
        words = display(json.loads(row.document), language)
        yield f'{row.document[:-1]},"display":{json.dumps(words, ensure_ascii=False)}}}'


def _language(request: Request) -> str:
    tag = value_of(request.query_params, "language")
    if len(tag) > _LONGEST_TAG:
        raise WrongParameters(WrongParameter("language", "invalid", "language is a BCP 47 tag."))
    return tag
