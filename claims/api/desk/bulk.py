"""Many operations in one request: as a JSON list, or as JSON Lines in bounded memory."""

import json
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims import bulk
from claims.api.desk.answers import Told
from claims.api.desk.base import DeskView
from claims.api.desk.keys import WrongKey
from claims.api.desk.operation_shapes import OperationSerializer
from claims.api.desk.operations import carry_out
from claims.upserting import Done, Unknown
from sources.api.lines import (
    JSONL,
    LONGEST_LINE,
    NDJSON,
    JSONLinesParser,
    JSONLinesRenderer,
    Lines,
    NDJSONParser,
    NDJSONRenderer,
    TooMany,
)
from sources.api.parameters import switch_of
from sources.api.parsing import StrictJSONParser, Unreadable, read_json, read_utf8
from sources.api.strictness import StrictSerializer


class BulkRequest(StrictSerializer):
    """The operations, at most 10 000, carried out in their order."""

    operations = serializers.ListField(child=serializers.JSONField(allow_null=True))


class BulkRequestShape(StrictSerializer):
    """The operations, at most 10 000, carried out in their order."""

    operations = OperationSerializer(many=True)


@extend_schema_field({"$ref": "#/components/schemas/Problem"})
class ProblemField(serializers.JSONField):
    """A refusal, as the endpoint for one answers it."""


class ResultSerializer(serializers.Serializer):
    """What became of one operation; of one that was refused, `problem` says why."""

    index = serializers.IntegerField(help_text="From 0, in the order of the operations.")
    status = serializers.IntegerField(help_text="As the endpoint for one would answer.")
    result = serializers.ChoiceField(
        ["created", "updated", "unchanged", "submitted", "deleted", "refused"]
    )
    id = serializers.UUIDField(required=False)
    version = serializers.IntegerField(required=False, help_text="Of the claim, for its parts.")
    problem = ProblemField(required=False)
    rolled_back = serializers.BooleanField(
        required=False, help_text="This is what would have been: nothing was kept."
    )


class BulkAnswer(serializers.Serializer):
    """What became of all."""

    dry_run = serializers.BooleanField()
    all_or_none = serializers.BooleanField()
    kept = serializers.BooleanField(help_text="Whether what was done is stored.")
    done = serializers.IntegerField()
    refused = serializers.IntegerField()
    results = ResultSerializer(many=True)


class BulkView(DeskView):
    """Carry out many operations in order, each with an answer of its own.

    What is there is known by its natural key and changed, what is not is added; the same twice
    is `unchanged`. One that is refused harms no other. With `all_or_none=true` nothing is kept
    unless all can be done, with `dry_run=true` nothing in any case; each answer then says what
    would have been (`rolled_back`). The answer is 200 whenever the list could be read.

    As JSON the body has at most 1 MiB and the request takes an Idempotency-Key; text that is
    none, as half a surrogate pair, refuses the whole body. As JSON Lines (application/jsonl or
    application/x-ndjson: an operation on each line, 64 MiB) such a line is refused alone. They
    take no key: send them again, what was done is `unchanged`.

    The answer is of the body's type unless `Accept` asks for another of the three. In lines it
    has one for each operation and a last one, `{"summary": …}`, without which it is not whole.
    """

    parser_classes = [StrictJSONParser, JSONLinesParser, NDJSONParser]
    renderer_classes = [JSONRenderer, JSONLinesRenderer, NDJSONRenderer]
    parameters = frozenset({"dry_run", "all_or_none"})

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if _kind(request) in {JSONL, NDJSON} and "Idempotency-Key" in request.headers:
            raise WrongKey("JSON Lines take no Idempotency-Key: send them again without one.")

    def get_renderers(self) -> list[BaseRenderer]:
        """The first is taken when `Accept` leaves the choice: that of the body's type."""
        kind = _kind(self.request)
        return sorted(super().get_renderers(), key=lambda renderer: renderer.media_type != kind)

    @extend_schema(
        parameters=[
            OpenApiParameter("dry_run", OpenApiTypes.BOOL, description="Store nothing."),
            OpenApiParameter("all_or_none", OpenApiTypes.BOOL, description="All, or nothing."),
        ],
        request={
            "application/json": BulkRequestShape,
            JSONL: OperationSerializer,
            NDJSON: OperationSerializer,
        },
        responses={(200, "application/json"): BulkAnswer, (200, JSONL): ResultSerializer},
    )
    def post(self, request: Request) -> HttpResponseBase:
        asked = request.data
        if isinstance(asked, Lines):
            return self._lines(asked)
        if _kind(request) in {JSONL, NDJSON}:  # an empty body is not given to the parser
            return self._lines(Lines(BytesIO()))
        body = BulkRequest(data=asked)
        body.is_valid(raise_exception=True)
        operations = body.validated_data["operations"]
        if len(operations) > bulk.MOST_OPERATIONS:
            raise TooMany
        results: list[dict[str, Any]] = []
        summary = self._carry_out(enumerate(operations), results.append)
        if not summary["kept"]:
            results = [{**result, "rolled_back": True} for result in results]
        return Response({**summary, "results": results})

    def _lines(self, lines: Lines) -> StreamingHttpResponse:
        """The answers wait on disk until it is known whether they hold."""
        kind = self.request.accepted_renderer.media_type
        told = Told(lines=kind in {JSONL, NDJSON})
        numbered = enumerate(line for line in lines if line.strip())
        try:
            told.summary = self._carry_out(numbered, told.add)
        except BaseException:
            told.close()
            raise
        finally:
            lines.close()
        return StreamingHttpResponse(told, content_type=kind)

    def _carry_out(self, operations: Iterable[tuple[int, Any]], tell: Any) -> dict[str, Any]:
        options = {
            name: switch_of(self.request.query_params, name) for name in ("dry_run", "all_or_none")
        }
        totals = bulk.carry_out(
            operations, act=self._act, refuse=self._refuse, tell=tell, **options
        )
        return {
            **options,
            "kept": totals.kept,
            "done": totals.done,
            "refused": totals.refused,
        }

    def _act(self, numbered: tuple[int, Any]) -> dict[str, Any]:
        index, operation = numbered
        done = carry_out(_value(operation), by=self.editor, reason=self.reason)
        return {"index": index, **_shown(done)}

    def _refuse(self, numbered: tuple[int, Any], error: Exception) -> dict[str, Any]:
        """The refusal as the endpoint for one would answer it; a fault of ours ends the run."""
        told: Any = error
        if isinstance(error, Unknown):
            told = NotFound(error.detail)
            told.reasons = error.reasons
        problem = json.loads(self.handle_exception(told).content)
        return {
            "index": numbered[0],
            "status": problem["status"],
            "result": "refused",
            "problem": problem,
        }


def _kind(request: Request | None) -> str:
    """The type of the body, without its parameters."""
    sent = "" if request is None else request.content_type or ""
    return sent.partition(";")[0].strip().lower()


def _value(operation: Any) -> Any:
    """The operation that a line is. Raises Unreadable."""
    if not isinstance(operation, bytes):
        return operation
    if len(operation) > LONGEST_LINE:
        raise Unreadable("The line is longer than 1 MiB.", "too_large")
    return read_json(read_utf8(operation))


def _shown(done: Done) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "status": 201 if done.result in {"created", "submitted"} else 200,
        "result": done.result,
    }
    if done.row is not None:
        shown["id"] = str(done.row.pk)
    if done.version is not None:
        shown["version"] = done.version
    return shown
