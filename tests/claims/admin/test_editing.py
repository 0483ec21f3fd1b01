"""Writing claims at the desk."""

from claims.drafting import text_with_references, topic_called
from claims.models import Claim
from tests import factories

DRAFT = "/admin/claims/claim/draft/"


def test_a_claim_is_drafted_with_its_citations(author_browser, author):
    source = factories.make_source()
    topic = topic_called("Harbours")
    form = {"source": source.pk, "text": "Cranes stood still [2]", "language": "en",
            "claimed_on": "2025-11-07", "topics": [topic.pk], "reason": "Missed by the digest."}  # fmt: skip

    answer = author_browser.post(DRAFT, form)

    claim = Claim.objects.get()
    assert answer["Location"] == f"/admin/claims/claim/{claim.pk}/change/"
    assert (text_with_references(claim), claim.author) == ("Cranes stood still [2]", author)
    assert claim.revisions.get().reason == "Missed by the digest."
    assert [link.topic for link in claim.topic_links.all()] == [topic]


def test_the_form_knows_the_source_it_was_opened_for(author_browser):
    source = factories.make_source()

    answer = author_browser.get(f"{DRAFT}?source={source.pk}")

    assert answer.context["form"].initial["source"] == source


def test_what_is_wrong_with_a_draft_stands_at_its_field(author_browser, author):
    source = factories.make_source()
    factories.capture(source, "Only one paragraph.", by=author)

    answer = author_browser.post(DRAFT, {"source": source.pk, "text": "Too far [7]"})

    assert answer.status_code == 400
    assert "has no paragraph 7" in str(answer.context["form"].errors["text"])
    assert not Claim.objects.exists()


def test_editing_makes_a_revision_with_its_reason(author_browser, author):
    claim = factories.make_claim(author)
    form = {"version": claim.version, "text": "The harbour moved 413 containers [1]",
            "language": "en", "reason": "A typing error."}  # fmt: skip

    answer = author_browser.post(f"/admin/claims/claim/{claim.pk}/edit/", form)

    claim = factories.fresh(claim)
    assert answer.status_code == 302
    assert (claim.text, claim.revision) == ("The harbour moved 413 containers", 2)
    assert claim.revisions.get(number=2).reason == "A typing error."


def test_the_reason_reaches_the_history(author_browser, author):
    claim = factories.make_claim(author)
    form = {"version": claim.version, "text": "Short [1]", "language": "en", "reason": "Brevity."}

    author_browser.post(f"/admin/claims/claim/{claim.pk}/edit/", form)

    kept = claim.events.order_by("-pgh_id").first().pgh_context.metadata
    assert (kept["reason"], kept["user"]) == ("Brevity.", author.pk)


def test_opening_the_form_and_saving_it_changes_nothing(author_browser, author):
    topics = [topic_called(label) for label in ("Zinc", "Ants")]
    claim = factories.make_claim(author, topics=topics)
    address = f"/admin/claims/claim/{claim.pk}/edit/"
    initial = author_browser.get(address).context["form"].initial

    author_browser.post(address, {name: value for name, value in initial.items() if value})

    assert factories.fresh(claim).revision == 1


def test_an_edit_of_an_old_page_is_refused_and_kept(author_browser, author):
    claim = factories.make_claim(author)
    factories.edit(claim, author, language="de")
    form = {"version": claim.version, "text": "My own words [1]", "language": "en"}

    answer = author_browser.post(f"/admin/claims/claim/{claim.pk}/edit/", form)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody changed it" in page
    assert "My own words [1]" in page
    assert "The harbour moved 412 containers" in page
    assert factories.fresh(claim).text.startswith("The harbour")


def test_a_draft_is_thrown_away_and_what_was_submitted_is_not(author_browser, author, waiting):
    draft = factories.make_claim(author)

    for claim in (draft, waiting):
        version = factories.fresh(claim).version
        author_browser.post(f"/admin/claims/claim/{claim.pk}/discard/", {"version": version})

    assert list(Claim.objects.all()) == [waiting]


def test_people_without_a_role_write_nothing(client, ratings):
    person = factories.make_user("contributor")
    person.groups.clear()
    client.force_login(person)

    assert client.get(DRAFT).status_code == 403
    assert client.post(DRAFT, {"text": "x [1]"}).status_code == 403
