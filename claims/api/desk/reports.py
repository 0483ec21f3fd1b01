"""Reports: what the desk did in a span of time, as JSON and as CSV."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.desk.base import DeskView
from claims.formats import tables
from claims.reporting import MEASURES, By, Line, report
from sources.api.base import StetView
from sources.api.parameters import WrongParameter, WrongParameters, value_of

DAYS = 30
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SPAN = [
    OpenApiParameter(
        "since", OpenApiTypes.DATE, description="First day (UTC); 30 days by default."
    ),
    OpenApiParameter("until", OpenApiTypes.DATE, description="Last day; today by default."),
    OpenApiParameter("by", OpenApiTypes.STR, enum=["person", "topic"], description="A line each."),
]


class CountsOfLineSerializer(serializers.Serializer):
    """What was done; `returned` are the reviews that requested changes."""

    drafted = serializers.IntegerField()
    submitted = serializers.IntegerField()
    reviewed = serializers.IntegerField()
    returned = serializers.IntegerField()
    published = serializers.IntegerField()
    corrected = serializers.IntegerField()
    withdrawn = serializers.IntegerField()


class TotalSerializer(CountsOfLineSerializer):
    """All of it, each thing once; the median is from draft to first edition."""

    seconds_to_publish = serializers.FloatField(allow_null=True)

    def to_representation(self, instance: Line) -> dict[str, Any]:
        values = {**instance.counts, "seconds_to_publish": instance.seconds_to_publish}
        return super().to_representation(values)


class LineSerializer(TotalSerializer):
    """A person's or topic's line; the name "" is what has no topic."""

    name = serializers.CharField()
    label = serializers.CharField()

    def to_representation(self, instance: Line) -> dict[str, Any]:
        named = {"name": instance.name, "label": instance.label}
        values = {**instance.counts, "seconds_to_publish": instance.seconds_to_publish}
        return named | serializers.Serializer.to_representation(self, named | values)


class ReportSerializer(serializers.Serializer):
    """What the desk did from `since` to `until`, both days included."""

    since = serializers.DateField()
    until = serializers.DateField()
    by = serializers.CharField()
    results = LineSerializer(many=True)
    total = TotalSerializer()


class ReportView(DeskView, StetView):
    """What was drafted, reviewed, returned, published and corrected, and how long it took."""

    parameters = frozenset({"since", "until", "by"})

    @extend_schema(parameters=SPAN, responses=ReportSerializer)
    def get(self, request: Request) -> Any:
        """A line for each person or topic, by name, and the whole."""
        since, until, by = _asked(request)
        lines, total = _lines(since, until, by)
        shown = {"since": since, "until": until, "by": by, "results": lines, "total": total}
        return Response(ReportSerializer(shown).data)


class ReportTableView(ReportView):
    """The same as a table for spreadsheets."""

    @extend_schema(parameters=SPAN, responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request) -> HttpResponse:
        """A line for each person or topic; a name that begins like a formula has a ' before it."""
        since, until, by = _asked(request)
        lines, _ = _lines(since, until, by)
        header = [by, "label", *MEASURES, "seconds_to_publish"]
        rows = [
            [line.name, line.label, *line.counts.values(), line.seconds_to_publish]
            for line in lines
        ]
        name = f"report-{by}-{since}-{until}.csv"
        return HttpResponse(
            "".join(tables.table(header, rows)),
            content_type=tables.CONTENT_TYPE,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


def _lines(since: date, until: date, by: By) -> tuple[list[Line], Line]:
    return report(since=_start_of(since), until=_start_of(until + timedelta(days=1)), by=by)


def _asked(request: Request) -> tuple[date, date, By]:
    """The span and the grouping; everything that is wrong with them at once."""
    query, wrong = request.query_params, []
    days: dict[str, date] = {}
    for name in ("since", "until"):
        try:
            given = value_of(query, name)
            days[name] = _day(given) if given else _default(name, days)
            _start_of(days[name] + timedelta(days=1))
        except (ValueError, OverflowError):
            wrong.append(WrongParameter(name, "invalid", f"{name} is a day, as 2026-03-31."))
    by = value_of(query, "by") or "person"
    if by not in {"person", "topic"}:
        wrong.append(WrongParameter("by", "invalid", "by is person or topic."))
    if not wrong and days["since"] > days["until"]:
        wrong.append(WrongParameter("since", "out_of_order", "since is not after until."))
    if wrong:
        raise WrongParameters(*wrong)
    return days["since"], days["until"], cast(By, by)


def _day(text: str) -> date:
    """The day that is written as YYYY-MM-DD; `fromisoformat` alone reads other forms too."""
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _default(name: str, days: Mapping[str, date]) -> date:
    today = timezone.now().astimezone(UTC).date()
    return today if name == "until" else today - timedelta(days=DAYS - 1)


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
