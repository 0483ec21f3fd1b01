"""Who and why, whatever door a change came through: API, admin, command, none."""

import io
from typing import Any

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from claims.models import Claim, HistoryEntry, Topic, User
from tests import factories
from tests.demo import DIGEST


def test_a_command_names_itself_and_its_account(contributor: User, tmp_path: Any) -> None:
    file = tmp_path / "digest.txt"
    file.write_text(DIGEST, encoding="utf-8")

    call_command(
        "import_digest", str(file), by="contributor", stdout=io.StringIO(), stderr=io.StringIO()
    )

    entry = HistoryEntry.objects.filter(operations__resource="claims.claim").distinct().get()
    assert (entry.who, entry.command) == (contributor, "import_digest")


def test_the_claims_page_in_the_admin_gives_its_reason(author: User, client: Client) -> None:
    claim = factories.make_claim(author)
    client.force_login(author)
    values = {"text": "Up 9% [1]", "language": "en", "version": claim.version, "reason": "A slip"}

    client.post(reverse("admin:claims_claim_edit", args=[claim.pk]), values)

    entry = HistoryEntry.objects.order_by("id").filter(operations__row=claim.pk).last()
    assert entry is not None
    assert Claim.objects.get(pk=claim.pk).revision == 2
    assert (entry.who, entry.reason) == (author, "A slip")
    assert entry.request


def test_a_stock_page_of_the_admin_gives_its_reason(ratings: None, client: Client) -> None:
    boss = factories.make_user("administrator", "boss")
    client.force_login(boss)
    values = {"slug": "ports", "label": "Ports", "reason": "Asked for"}

    client.post(reverse("admin:claims_topic_add"), values)

    entry = HistoryEntry.objects.get(operations__row=Topic.objects.get().pk)
    assert (entry.who, entry.reason) == (boss, "Asked for")
