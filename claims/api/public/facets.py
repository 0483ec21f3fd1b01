"""How many published claims stand under each rating, topic, source …"""

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims import finding
from claims.api.public.asking import question_of
from claims.api.public.filters import PublicationFilter
from claims.api.public.listing import ClaimFilterBackend
from claims.api.public.numbers import number_of
from claims.api.public.position import tag_of
from claims.api.public.stored import FOR_NOW, PublicView
from claims.finding.counts import CAP
from claims.finding.facets import BY, facets
from claims.models import Publication
from sources.api.parameters import WrongParameter, WrongParameters, value_of
from sources.api.spelling import shortened, suggestion

MOST = 200


class FacetValueSerializer(serializers.Serializer):
    """A value with its claims; `value` is what the filter of this name takes."""

    value = serializers.CharField()
    label = serializers.CharField()
    claims = serializers.IntegerField()


class FacetsSerializer(serializers.Serializer):
    """The values of each facet asked for, the most frequent first."""

    facets = serializers.DictField(child=FacetValueSerializer(many=True))
    count = serializers.IntegerField()
    count_relation = serializers.ChoiceField(["eq", "gte", "estimate"])


class FacetsView(PublicView):
    """Counts by facet, of the claims that the filters find."""

    queryset = Publication.objects.all()
    filter_backends = [ClaimFilterBackend]
    filterset_class = PublicationFilter
    filtered = True
    parameters = frozenset({"by", "size", "count"})

    @extend_schema(
        operation_id="facets",
        responses=FacetsSerializer,
        filters=True,
        parameters=[
            OpenApiParameter("by", str, description=f"By comma, of {', '.join(BY)}; else all."),
            OpenApiParameter("size", int, description=f"Values of each, up to {MOST}; else 20."),
            OpenApiParameter(
                "count",
                str,
                enum=["capped", "exact"],
                description=f"Over the newest {CAP:,} claims that are found, or over all.",
            ),
        ],
    )
    def get(self, request: Request) -> HttpResponse:
        """Values and how many claims have each, with the filters of the list of claims.

        Counted over the newest 10,000 that the filters find, unless `count=exact`.
        """
        query = request.query_params
        question = question_of(query)
        how = value_of(query, "count") or "capped"
        if how not in {"capped", "exact"}:
            detail = 'count is "capped" or "exact".'
            raise WrongParameters(WrongParameter("count", "unknown_count", detail))
        most = number_of(query, "size", default=20, most=MOST)
        head = finding.head()
        found = facets(question, _by(value_of(query, "by")), most=most, exact=how == "exact")
        body = {
            "facets": {
                name: [value._asdict() for value in values] for name, values in found.values.items()
            },
            "count": found.counted.value,
            "count_relation": found.counted.relation,
        }
        headers = {"Cache-Control": FOR_NOW}
        if question.figure is None:  # see FollowsTheLog
            headers["ETag"] = tag_of(request._request, head)
        return Response(body, headers=headers)


def _by(text: str) -> tuple[str, ...]:
    names = list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    for name in names:
        if name not in BY:
            detail = f'There is no facet "{shortened(name)}"; {suggestion(name, dict.fromkeys(BY))}'
            raise WrongParameters(WrongParameter("by", "unknown_facet", detail))
    return tuple(names) or BY
