"""ETags from the log's position: a list is the same as long as nothing is published.

Such a tag costs one look at the end of the log, so that a list is revalidated without being read.
It is strong: the same address at the same position gives the same bytes.
"""

import hashlib
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase

from claims import finding
from claims.api.public.stored import FOR_NOW, PublicViewSet
from claims.quantities import ENGINE

# Another version of these makes other bytes or finds other claims at the same position.
_MADE_BY = f"1 {ENGINE}"


def tag_of(request: HttpRequest, head: int) -> str:
    """The ETag of what this address gives at a position of the log."""
    # Links in the body are absolute: the host belongs to it.
    told = f"{_MADE_BY}\0{head}\0{request.build_absolute_uri()}"
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


class FollowsTheLog(PublicViewSet):
    """A view whose `positioned` actions depend on editions alone."""

    positioned: ClassVar[frozenset[str]] = frozenset({"list"})

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever holds the list as it is at this position is told so, before all else."""
        held = request.META.get("HTTP_IF_NONE_MATCH")
        action = self.action_map.get((request.method or "").lower())
        if held and action in self.positioned:
            tag = tag_of(request, finding.head())
            if tag in held:
                headers = {"ETag": tag, "Cache-Control": FOR_NOW}
                return HttpResponseNotModified(headers=headers)
        return super().dispatch(request, *args, **kwargs)

    def at(self, head: int, response: HttpResponse) -> HttpResponse:
        """The response with its tag.

        By unit claims are found as `rebuild_figures` made it, which is no edition: no tag then.
        """
        if "unit" in self.request.query_params:
            return response
        response["ETag"] = tag_of(self.request._request, head or finding.head())
        return response
