"""All published claims in one answer: as JSON Lines, and as a table."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from claims import finding
from claims.api.public.asking import question_of
from claims.api.public.filters import PublicationFilter
from claims.api.public.listing import ClaimFilterBackend
from claims.api.public.numbers import number_of
from claims.api.public.stored import FOR_NOW, PublicView
from claims.finding.streams import BATCH, documents
from claims.formats.claim_rows import HEADER, row_of
from claims.formats.tables import CONTENT_TYPE, table
from claims.models import Publication

JSON_LINES = "application/jsonl"
AFTER = OpenApiParameter(
    "after",
    int,
    description="A sequence: only editions beyond it. With the last one received, a download that "
    "was cut off goes on.",
)


class ExportView(PublicView):
    """A download of claims, in the order of the log, however many there are."""

    queryset = Publication.objects.all()
    filter_backends = [ClaimFilterBackend]
    filterset_class = PublicationFilter
    filtered = True
    parameters = frozenset({"after"})

    def streamed(self, request: Request, lines: Any, content_type: str, name: str) -> Any:
        """The answer that writes the claims that are asked for, line by line."""
        question = question_of(request.query_params)
        after = number_of(request.query_params, "after", default=0, most=2**63 - 1)
        response = StreamingHttpResponse(
            lines(documents(question, after=after)) if request.method == "GET" else (),
            content_type=content_type,
            headers={"Cache-Control": FOR_NOW, "X-Accel-Buffering": "no"},
        )
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class JsonLinesView(ExportView):
    """Claims as JSON Lines."""

    @extend_schema(
        operation_id="export_claims_jsonl",
        responses={(200, JSON_LINES): OpenApiTypes.STR},
        parameters=[AFTER],
        filters=True,
    )
    def get(self, request: Request) -> Any:
        """One edition in a line, as it is stored; then a line that says that this was all.

        The last line is `{"end": true, "claims": 12, "sequence": 418}`: a file without it was cut
        off, and `after` with the last sequence in it fetches the rest. What is published during
        the download comes at its end; a claim may then be there twice, the later one holds.
        """
        return self.streamed(request, _lines, JSON_LINES, "claims.jsonl")


class CsvView(ExportView):
    """Claims as CSV (RFC 4180)."""

    @extend_schema(
        operation_id="export_claims_csv",
        responses={(200, "text/csv"): OpenApiTypes.STR},
        parameters=[AFTER],
        filters=True,
    )
    def get(self, request: Request) -> Any:
        """One claim in a row; the last row begins with `end` and says how many there were.

        A cell that a spreadsheet would run as a formula has an apostrophe before it.
        """
        return self.streamed(request, _rows, CONTENT_TYPE, "claims.csv")


def _lines(batches: Iterator[list[bytes]]) -> Iterator[bytes]:
    count, last = 0, b""
    for batch in batches:
        count, last = count + len(batch), batch[-1]
        yield b"".join(batch)
    sequence = json.loads(last)["sequence"] if last else finding.head()
    yield json.dumps({"end": True, "claims": count, "sequence": sequence}).encode() + b"\n"


def _rows(batches: Iterator[list[bytes]]) -> Iterator[bytes]:
    count = 0

    def rows() -> Iterator[list[str | int | None]]:
        nonlocal count
        for batch in batches:
            count += len(batch)
            yield from (row_of(json.loads(document)) for document in batch)

    lines = table(HEADER, rows())
    while some := "".join(islice(lines, BATCH)):
        yield some.encode()
    yield "".join(islice(table(["end", str(count)], ()), 1)).encode()
