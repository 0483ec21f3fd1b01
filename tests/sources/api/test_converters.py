"""Ids in addresses."""

from django.urls import reverse
from rest_framework.test import APIClient

from claims.models import User
from tests import factories


def test_an_id_may_be_written_in_capitals(author: User, as_author: APIClient) -> None:
    claim = factories.make_claim(author)
    path = reverse("desk-claim-detail", args=[claim.pk])
    loud = path.replace(str(claim.pk), str(claim.pk).upper())

    assert path.endswith(f"/{claim.pk}/")
    assert as_author.get(loud).json()["id"] == str(claim.pk)
    for part in ("citations", "history", "presence", "transitions"):
        assert as_author.get(f"{loud}{part}/").status_code == 200
    assert as_author.get(path.replace(str(claim.pk), "0199")).status_code == 404
