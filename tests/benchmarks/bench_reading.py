"""A page of claims as stored bytes, against the same page through a plain ModelSerializer.

Run by `make bench`. Both are asked in turn over the same rows, within one process and without a
socket, so that the ratio is of CPU time and a busy machine does not decide it.
"""

import time
from collections.abc import Callable

import pytest
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.pagination import CursorPagination
from rest_framework.permissions import AllowAny
from rest_framework.test import APIRequestFactory

from claims.api.public.claims import ClaimViewSet
from claims.models import Citation, Claim, User
from tests import factories

CLAIMS, ROUNDS, REQUESTS = 200, 5, 40


class PlainCitation(serializers.ModelSerializer):
    text = serializers.CharField(source="paragraph.text")

    class Meta:
        model = Citation
        fields = ["paragraph", "text", "quote", "stance"]


class PlainClaim(serializers.ModelSerializer):
    citations = PlainCitation(many=True)
    source = serializers.CharField(source="source.title")

    class Meta:
        model = Claim
        fields = ["id", "text", "language", "claimed_on", "state", "source", "citations"]


class PlainPages(CursorPagination):
    page_size = 25
    ordering = "-created_at"


class PlainList(ListAPIView):
    """What one writes first: rows, serializers, a cursor."""

    authentication_classes = []
    permission_classes = [AllowAny]
    filter_backends = []
    pagination_class = PlainPages
    serializer_class = PlainClaim
    queryset = Claim.objects.select_related("source").prefetch_related("citations__paragraph")


def cpu(ask: Callable[[], object]) -> float:
    """CPU seconds of this process for one request; the database's own are not counted."""
    start = time.process_time()
    for _ in range(REQUESTS):
        ask()
    return (time.process_time() - start) / REQUESTS


@pytest.mark.django_db
def test_a_page_of_stored_bytes(author: User, reviewer: User) -> None:
    source = factories.make_source()
    for number in range(CLAIMS):
        factories.published_claim(
            author, reviewer, source=source, text=f"Claim {number} of the report [1][3]"
        )
    stored, plain = ClaimViewSet.as_view({"get": "list"}), PlainList.as_view()
    request = APIRequestFactory()

    def ask_stored() -> None:
        assert stored(request.get("/api/v1/claims/")).status_code == 200

    def ask_plain() -> None:
        plain(request.get("/plain/")).render()

    ratios = []
    for _ in range(ROUNDS):
        base, ours = cpu(ask_plain), cpu(ask_stored)
        ratios.append(base / ours)
        print(f"plain {base * 1e3:6.2f} ms  stored {ours * 1e3:6.2f} ms  ratio {base / ours:5.1f}")
    print(f"median ratio over {ROUNDS} rounds: {sorted(ratios)[ROUNDS // 2]:.1f}")
