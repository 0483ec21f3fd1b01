"""Published claims as an Atom feed (RFC 4287), with the filters of the list."""

import json
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from claims import finding
from claims.api.public.filters import PublicationFilter
from claims.api.public.listing import ClaimFilterBackend
from claims.api.public.position import FollowsTheLog
from claims.api.public.serializers import ClaimDocument
from claims.api.public.stored import FOR_NOW
from claims.models import Publication

MEDIA_TYPE = "application/atom+xml; charset=utf-8"


class _Feed(Atom1Feed):
    """Django's feed, with the link to its next page (RFC 5005 §3)."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if following := self.feed["following"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": following})


class FeedViewSet(FollowsTheLog):
    """Claims as a feed."""

    serializer_class = ClaimDocument
    queryset = Publication.objects.all()
    filter_backends = [ClaimFilterBackend]
    filterset_class = PublicationFilter
    orderings = {"published_at": "published_at"}
    default_ordering = "-published_at"

    @extend_schema(
        operation_id="feed_claims",
        responses={(200, "application/atom+xml"): OpenApiTypes.STR},
    )
    def list(self, request: Request) -> HttpResponse:
        """What was published last, each claim with its rating; made for feed readers."""
        listing: Any = self.filter_queryset(self.queryset)
        rows: Any = self.paginate_queryset(listing)
        paginator: Any = self.paginator
        following, _ = paginator.links()
        here = request.build_absolute_uri()
        feed = _Feed(
            title="Stet: fact-checked claims",
            link=request.build_absolute_uri(reverse("claim-list")),
            description="",
            author_name="Stet",
            feed_url=here,
            feed_guid=request.build_absolute_uri(request.path),
            following=following,
        )
        for row in rows:
            _add(feed, json.loads(row.document), request)
        response = HttpResponse(feed.writeString("utf-8"), content_type=MEDIA_TYPE)
        response["Cache-Control"] = FOR_NOW
        return self.at(listing.head or finding.head(), response)


def _add(feed: _Feed, content: dict[str, Any], request: Request) -> None:
    rating = content["rating"] or {}
    told = [
        f"{rating['label']}: {rating['rationale']}" if rating else "",
        f"Correction: {content['correction']}" if content["correction"] else "",
        *(f"{each['marker']} {each['quote'] or each['text']}" for each in content["citations"]),
    ]
    feed.add_item(
        title=content["text"],
        link=request.build_absolute_uri(reverse("claim-detail", args=[content["id"]])),
        description="\n\n".join(filter(None, told)),
        unique_id=f"urn:uuid:{content['id']}",
        pubdate=datetime.fromisoformat(content["first_published_at"]),
        updateddate=datetime.fromisoformat(content["published_at"]),
        categories=[topic["label"] for topic in content["topics"]],
        author_name=content["source"]["publisher"]["name"],
    )
