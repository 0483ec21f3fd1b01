"""What a page is read from: a queryset, or rows that a view finds by a statement of its own."""

from functools import lru_cache
from typing import Any, Protocol

from django.core.exceptions import EmptyResultSet
from django.db.models import Model, QuerySet

from claims.finding.counts import CAP, Counted, estimate_of
from config.api.cursors import Cursor
from config.api.keyset import Order, page


class Listing(Protocol):
    """Rows in a total order, from a cursor onwards."""

    model: type[Model]

    def rows(self, order: Order, cursor: Cursor | None, size: int) -> list[Any]:
        """The next `size` rows from the cursor on; away from it when backward."""

    def key_of(self, order: Order, row: Any) -> Any:
        """The sort key of a row that `rows` has read."""

    def count(self, how: str) -> Counted:
        """How many rows there are by `how`: exact, capped or estimated."""


class QuerySetListing:
    """The rows of a queryset."""

    def __init__(self, queryset: QuerySet[Any]) -> None:
        self.queryset = queryset
        self.model = queryset.model

    def rows(self, order: Order, cursor: Cursor | None, size: int) -> list[Any]:
        return page(self.queryset, order, cursor, size)

    def key_of(self, order: Order, row: Any) -> Any:
        return order.key_of(row)

    def count(self, how: str) -> Counted:
        if how == "estimated":
            return _estimate(self.queryset)
        if how == "exact":
            return Counted(self.queryset.count(), "eq")
        found = self.queryset[: CAP + 1].count()
        return Counted(CAP, "gte") if found > CAP else Counted(found, "eq")


def listing_of(rows: Any) -> Listing:
    """The listing of what a view's `filter_queryset` gives."""
    return QuerySetListing(rows) if isinstance(rows, QuerySet) else rows


def order_of(listing: Listing, path: str, *, descending: bool) -> Order:
    """The order of a listing by a path of its model, or an annotation of its queryset."""
    if isinstance(listing, QuerySetListing) and path in listing.queryset.query.annotations:
        return Order.of(listing.queryset, path, descending=descending)
    return _order_of(listing.model, path, descending)


@lru_cache
def _order_of(model: type[Model], path: str, descending: bool) -> Order:
    return Order.of(model._default_manager.all(), path, descending=descending)


def _estimate(queryset: QuerySet[Any]) -> Counted:
    try:
        return estimate_of(queryset.order_by().explain(format="json"))
    except EmptyResultSet:
        return Counted(0, "estimate")
