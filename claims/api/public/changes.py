"""The feed of everything that is published, and the log whose hashes hold it together."""

import json
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from claims import finding
from claims.api.public.numbers import number_of
from claims.api.public.position import FollowsTheLog
from claims.api.public.serializers import ClaimDocument
from claims.api.public.stored import FOR_NOW, PublicView, around
from claims.finding.changes import LONGEST_WAIT, Change, changes, wait_for_change
from claims.models import Edition
from claims.snapshots import time_text

LARGEST = 200
_HIGHEST = 2**63 - 1


class LogChangeSerializer(serializers.Serializer):
    """An edition as the feed tells of it; a withdrawal's document says so and why."""

    sequence = serializers.IntegerField()
    claim = serializers.UUIDField()
    edition = serializers.IntegerField()
    kind = serializers.ChoiceField(["published", "updated", "corrected", "withdrawn"])
    published_at = serializers.DateTimeField()
    sha256 = serializers.CharField()
    document = ClaimDocument()


class ChangesSerializer(serializers.Serializer):
    """A part of the feed: remember `after`, and ask with it again."""

    results = LogChangeSerializer(many=True)
    after = serializers.IntegerField(help_text="The sequence of the last one here.")
    latest = serializers.IntegerField(help_text="The newest sequence there is.")
    next = serializers.URLField(help_text="Where the feed goes on, now or later.")


class ChangesView(PublicView):
    """What has changed since."""

    parameters = frozenset({"after", "page_size", "wait"})

    @extend_schema(
        operation_id="changes_list",
        responses=ChangesSerializer,
        parameters=[
            OpenApiParameter("after", int, description="The last sequence that you have seen."),
            OpenApiParameter("page_size", int, description=f"At most, up to {LARGEST}."),
            OpenApiParameter(
                "wait",
                int,
                description="Seconds, up to 30, to wait for a change when there is none; "
                "less under load.",
            ),
        ],
    )
    def get(self, request: Request) -> HttpResponse:
        """Every edition after a place in the log, in its order: none is left out, none comes late.

        Corrections and withdrawals are editions. Ask with `after` of the answer again: its
        `next`. A feed that has nothing new is an empty list; with `wait` it is held back until
        there is something.
        """
        query = request.query_params
        after = number_of(query, "after", default=0, most=_HIGHEST)
        size = number_of(query, "page_size", default=100, most=LARGEST, least=1)
        if seconds := number_of(query, "wait", default=0, most=LONGEST_WAIT):
            wait_for_change(after=after, seconds=seconds)
        found = changes(after=after, size=size)
        last = found[-1].sequence if found else after
        # Asked afterwards: it is never before what is told here.
        latest = finding.head()
        onwards = request.build_absolute_uri(f"{request.path}?after={last}&page_size={size}")
        rest = {"after": last, "latest": latest, "next": onwards}
        response = around(rest, "results", map(_told, found))
        response["Link"] = f'<{onwards}>; rel="next"'
        response["Cache-Control"] = "no-cache" if seconds else FOR_NOW
        return response


def _told(change: Change) -> bytes:
    head = json.dumps(
        {
            "sequence": change.sequence,
            "claim": str(change.claim),
            "edition": change.edition,
            "kind": change.kind,
            "published_at": time_text(change.published_at),
            "sha256": change.sha256,
        }
    )
    return b'%s, "document": %s}' % (head[:-1].encode(), change.document)


class HeadSerializer(serializers.ModelSerializer):
    """A place of the log; `log_sha256` fixes every edition up to there."""

    edition = serializers.IntegerField(source="number")

    class Meta:
        model = Edition
        fields = [
            "sequence", "claim", "edition", "sha256", "previous_sha256", "log_sha256",
            "published_at",
        ]  # fmt: skip


class LogViewSet(ListModelMixin, RetrieveModelMixin, FollowsTheLog):
    """The heads of the log, the newest first: keep one, and compare it later."""

    serializer_class = HeadSerializer
    queryset = Edition.objects.none()
    lookup_field = "sequence"
    lookup_value_converter = "int"
    orderings = {"sequence": "sequence"}
    default_ordering = "-sequence"

    def get_queryset(self) -> QuerySet[Edition]:
        return Edition.objects.defer("document", "note")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        head = finding.head()
        response: Any = super().list(request, *args, **kwargs)
        response["Cache-Control"] = FOR_NOW
        return self.at(head, response)  # type: ignore[return-value]  # the same
