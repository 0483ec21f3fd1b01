"""Pages of a list: by cursor, in a named ordering, with a count only when asked."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from config.api import cursors
from config.api.cursors import Cursor
from config.api.keyset import Order, page
from sources.api.parameters import WrongParameter, WrongParameters, given, value_of
from sources.api.spelling import shortened, suggestion

LARGEST = 200
# What may differ between two pages of one walk.
_NO_FILTER = frozenset({cursors.NAME, "page_size", "count", "fields"})


class KeysetPagination(BasePagination):
    """`{"results", "next", "previous"}`, right under ties, NULLs, deletions and insertions.

    The view says `orderings` (public name -> ORM path) and `default_ordering` (a public name,
    with "-" for descending); without them a list goes by primary key.
    """

    names = frozenset({cursors.NAME, "page_size", "ordering", "count"})

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        """The rows of the page that the request asks for, in one query."""
        self.request = request
        size, ordering = _page_size(request), _ordering(request, view)
        self.count = _count(queryset, value_of(request.query_params, "count"))
        self.order = _order(queryset, ordering, view)
        filters = {k: v for k, v in given(request.query_params).items() if k not in _NO_FILTER}
        filters.pop("ordering", None)
        self.binding = cursors.binding_of(request.path, ordering, filters)
        self.cursor = self._cursor()
        rows = page(queryset, self.order, self.cursor, size + 1)
        self.more = len(rows) > size
        self.rows = rows[:size]
        if self.cursor is not None and self.cursor.backward:
            self.rows.reverse()
        return self.rows

    def get_paginated_response(self, data: Any) -> Response:
        """The page as an answer, with its neighbours in the body and in `Link`."""
        following, previous = self.links()
        body = {"results": data, "next": following, "previous": previous}
        if self.count is not None:
            body["count"] = self.count
        link = self.link_header()
        return Response(body, headers={"Link": link} if link else None)

    def links(self) -> tuple[str | None, str | None]:
        """The addresses of the next and the previous page."""
        return self._url(self._neighbour(backward=False)), self._url(self._neighbour(backward=True))

    def link_header(self) -> str:
        """The same as an RFC 8288 header; "" when this page is the only one."""
        urls = zip(("next", "prev"), self.links(), strict=True)
        return ", ".join(f'<{url}>; rel="{rel}"' for rel, url in urls if url)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The page in OpenAPI 3.1."""
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["results", "next", "previous"],
            "properties": {
                "results": schema,
                "next": address,
                "previous": address,
                "count": {"type": "integer", "description": "Only when asked for."},
            },
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        """The parameters in OpenAPI 3.1."""
        names = sorted(getattr(view, "orderings", {}))
        orderings = [*names, *(f"-{name}" for name in names)]
        sizes = {
            "type": "integer",
            "minimum": 1,
            "maximum": LARGEST,
            "default": _default_size(),
        }
        described: dict[str, tuple[str, dict[str, Any]]] = {
            cursors.NAME: ("Where the page begins: follow `next`.", {"type": "string"}),
            "page_size": ("How many rows a page has at most.", sizes),
            "count": (
                "Count all rows as well: exactly, or as the database estimates.",
                {"type": "string", "enum": ["exact", "estimated"]},
            ),
        }
        if orderings:
            default = getattr(view, "default_ordering", "")
            schema = {"type": "string", "enum": orderings} | (
                {"default": default} if default else {}
            )
            described["ordering"] = ("What the list is ordered by; NULLs are last.", schema)
        return [
            {"name": name, "in": "query", "required": False, "description": text, "schema": schema}
            for name, (text, schema) in described.items()
        ]

    def _cursor(self) -> Cursor | None:
        token = value_of(self.request.query_params, cursors.NAME)
        if not token:
            return None
        fields = {"key_field": self.order.key_field, "pk_field": self.order.pk_field}
        return Cursor.read(token, self.binding, **fields)

    def _neighbour(self, *, backward: bool) -> Cursor | None:
        """Where the page after this one begins, or the one before it ends."""
        here = self.cursor
        onwards = (here is not None and here.backward) == backward
        if (onwards and not self.more) or (here is None and backward):
            return None
        if self.rows:
            return self.order.cursor(self.rows[0 if backward else -1], backward=backward)
        # Everything beyond was deleted: turn round at the cursor, with the row it stands at.
        return Cursor(here.key, here.pk, backward, at=True) if here is not None else None

    def _url(self, cursor: Cursor | None) -> str | None:
        if cursor is None:
            return None
        query = self.request.query_params.copy()
        query[cursors.NAME] = cursor.token(self.binding)
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")


def _default_size() -> int:
    return api_settings.PAGE_SIZE or LARGEST


def _page_size(request: Request) -> int:
    text = value_of(request.query_params, "page_size")
    if not text:
        return _default_size()
    if not re.fullmatch("[0-9]{1,3}", text, re.ASCII) or not 1 <= int(text) <= LARGEST:
        detail = f"page_size is a whole number from 1 to {LARGEST}."
        raise WrongParameters(WrongParameter("page_size", "out_of_range", detail))
    return int(text)


def _ordering(request: Request, view: APIView | None) -> str:
    """The public name to order by, with its sign; "" for the primary key alone."""
    asked = value_of(request.query_params, "ordering")
    known: Mapping[str, str] = getattr(view, "orderings", {})
    if asked and asked.removeprefix("-") not in known:
        near = suggestion(asked.removeprefix("-"), known)
        detail = f'There is no ordering "{shortened(asked)}"; {near}'
        raise WrongParameters(WrongParameter("ordering", "unknown_ordering", detail))
    return asked or str(getattr(view, "default_ordering", ""))


def _order(queryset: QuerySet[Any], ordering: str, view: APIView | None) -> Order:
    name = ordering.removeprefix("-")
    path = getattr(view, "orderings", {})[name] if name else ""
    return Order.of(queryset, path, descending=ordering.startswith("-"))


def _count(queryset: QuerySet[Any], how: str) -> int | None:
    if how == "exact":
        return queryset.count()
    if how == "estimated":
        return _estimate(queryset)
    if how:
        raise WrongParameters(
            WrongParameter("count", "unknown_count", 'count is "exact" or "estimated".')
        )
    return None


def _estimate(queryset: QuerySet[Any]) -> int:
    """How many rows the planner expects, by the statistics it holds."""
    try:
        plan = json.loads(queryset.order_by().explain(format="json"))
    except EmptyResultSet:
        return 0
    return int(plan[0]["Plan"]["Plan Rows"])
