"""The claims that a question finds, to be paged."""

from typing import Any, NamedTuple

from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from claims import finding
from claims.api.public.asking import question_of
from claims.finding import Counted, Question, Stand
from claims.models import Publication

PublicBackend: Any = api_settings.DEFAULT_FILTER_BACKENDS[0]


class _Cursor(NamedTuple):
    """What the pages hand over (config.api.cursors)."""

    key: Any
    pk: Any
    backward: bool
    at: bool


class ClaimListing:
    """Claims as editions; `head` is the position of the log at which the page was read."""

    model = Publication

    def __init__(self, question: Question) -> None:
        self.question = question
        self.head: int | None = None

    def rows(self, order: Any, cursor: _Cursor | None, size: int) -> list[Any]:
        """The next claims from the cursor on; away from it when backward."""
        backward = cursor is not None and cursor.backward
        page = finding.find(
            self.question,
            key=order.path,
            falling=order.descending != backward,
            after=Stand(cursor.key, cursor.pk, cursor.at) if cursor is not None else None,
            nulls_first=backward,
            size=size,
        )
        self.head = page.head
        return page.rows

    def key_of(self, order: Any, row: Any) -> Any:
        """The sort key of a row."""
        return row.key

    def count(self, how: str) -> Counted:
        """How many claims the question finds."""
        return finding.count(self.question, how)


class ClaimFilterBackend(PublicBackend):
    """The filters of claims, as a listing."""

    def filter_queryset(self, request: Request, queryset: Any, view: APIView) -> Any:
        return ClaimListing(question_of(request.query_params))
