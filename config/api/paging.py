"""Pages of a list: by cursor, in a named ordering, with a count only when asked."""

import re
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from claims.finding.counts import CAP, Counted
from config.api import cursors
from config.api.cursors import Cursor
from config.api.listing import Listing, listing_of, order_of
from sources.api.parameters import WrongParameter, WrongParameters, given
from sources.api.spelling import shortened, suggestion

LARGEST = 200
COUNTS = ("exact", "capped", "estimated")
# What may differ between two pages of one walk.
_NO_FILTER = frozenset({cursors.NAME, "page_size", "count", "fields", "ordering"})


class KeysetPagination(BasePagination):
    """`{"results", "next", "previous"}`, right under ties, NULLs, deletions and insertions.

    The view says `orderings` (public name -> ORM path) and `default_ordering` (a public name,
    with "-" for descending); without them a list goes by primary key. What it pages is a
    queryset or a `Listing`.
    """

    names = frozenset({cursors.NAME, "page_size", "ordering", "count"})

    def paginate_queryset(  # type: ignore[override]  # a listing will do
        self, queryset: QuerySet[Any] | Listing, request: Request, view: APIView | None = None
    ) -> list[Any]:
        """The rows of the page that the request asks for."""
        self.request = request
        self.listing = listing_of(queryset)
        said = given(request.query_params)
        asked = {name: said[name][0] for name in self.names if name in said}
        size, ordering = _page_size(asked), _ordering(asked, view)
        self.count = _count(self.listing, asked.get("count", ""))
        path = getattr(view, "orderings", {})[ordering.removeprefix("-")] if ordering else ""
        self.order = order_of(self.listing, path, descending=ordering.startswith("-"))
        filters = {name: values for name, values in said.items() if name not in _NO_FILTER}
        self.binding = cursors.binding_of(request.path, ordering, filters)
        self.cursor = self._cursor(asked.get(cursors.NAME, ""))
        rows = self.listing.rows(self.order, self.cursor, size + 1)
        self.more = len(rows) > size
        self.rows = rows[:size]
        if self.cursor is not None and self.cursor.backward:
            self.rows.reverse()
        return self.rows

    def get_paginated_response(self, data: Any) -> Response:
        """The page as an answer, with its neighbours in the body and in `Link`."""
        links = self.links()
        link = self.link_header(links)
        body = {"results": data, **self.around(links)}
        return Response(body, headers={"Link": link} if link else None)

    def around(self, links: tuple[str | None, str | None]) -> dict[str, Any]:
        """What a page says beside its rows."""
        said: dict[str, Any] = dict(zip(("next", "previous"), links, strict=True))
        if self.count is not None:
            said |= {"count": self.count.value, "count_relation": self.count.relation}
        return said

    def links(self) -> tuple[str | None, str | None]:
        """The addresses of the next and the previous page."""
        return self._url(self._neighbour(backward=False)), self._url(self._neighbour(backward=True))

    def link_header(self, links: tuple[str | None, str | None]) -> str:
        """The same as an RFC 8288 header; "" when this page is the only one."""
        urls = zip(("next", "prev"), links, strict=True)
        return ", ".join(f'<{url}>; rel="{rel}"' for rel, url in urls if url)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The page in OpenAPI 3.1."""
        address = {"type": ["string", "null"], "format": "uri"}
        relation = "eq: it is exact; gte: there are more; estimate: the planner's statistics."
        return {
            "type": "object",
            "required": ["results", "next", "previous"],
            "properties": {
                "results": schema,
                "next": address,
                "previous": address,
                "count": {"type": "integer", "description": "Only when asked for."},
                "count_relation": {
                    "type": "string",
                    "enum": ["eq", "gte", "estimate"],
                    "description": f"What `count` says. {relation}",
                },
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
        counting = f"Count all rows as well: exactly, up to {CAP:,}, or as the database estimates."
        described: dict[str, tuple[str, dict[str, Any]]] = {
            cursors.NAME: ("Where the page begins: follow `next`.", {"type": "string"}),
            "page_size": ("How many rows a page has at most.", sizes),
            "count": (counting, {"type": "string", "enum": list(COUNTS)}),
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

    def _cursor(self, token: str) -> Cursor | None:
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
            row = self.rows[0 if backward else -1]
            return Cursor(self.listing.key_of(self.order, row), row.pk, backward=backward)
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


def _page_size(asked: Mapping[str, str]) -> int:
    text = asked.get("page_size", "")
    if not text:
        return _default_size()
    if not re.fullmatch("[0-9]{1,3}", text, re.ASCII) or not 1 <= int(text) <= LARGEST:
        detail = f"page_size is a whole number from 1 to {LARGEST}."
        raise WrongParameters(WrongParameter("page_size", "out_of_range", detail))
    return int(text)


def _ordering(asked: Mapping[str, str], view: APIView | None) -> str:
    """The public name to order by, with its sign; "" for the primary key alone."""
    name = asked.get("ordering", "")
    known: Mapping[str, str] = getattr(view, "orderings", {})
    if name and name.removeprefix("-") not in known:
        near = suggestion(name.removeprefix("-"), known)
        detail = f'There is no ordering "{shortened(name)}"; {near}'
        raise WrongParameters(WrongParameter("ordering", "unknown_ordering", detail))
    return name or str(getattr(view, "default_ordering", ""))


def _count(listing: Listing, how: str) -> Counted | None:
    if not how:
        return None
    if how not in COUNTS:
        detail = 'count is "exact", "capped" or "estimated".'
        raise WrongParameters(WrongParameter("count", "unknown_count", detail))
    return listing.count(how)
