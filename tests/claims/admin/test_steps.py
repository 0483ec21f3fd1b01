"""What is done on a claim's page, for those who may and on what they saw."""

import pytest
from django.test import Client

from claims.models import Edition, FigureStatus, Review, State, Submission
from tests import factories


def address(claim, step: str) -> str:
    return f"/admin/claims/claim/{claim.pk}/{step}/"


def post(browser, claim, step: str, **fields):
    form = {"version": factories.fresh(claim).version, **fields}
    return browser.post(address(claim, step), form)


def text_of(answer) -> str:
    return answer.content.decode()


def test_an_author_submits_with_a_word_to_the_reviewers(author_browser, author):
    claim = factories.make_claim(author)

    answer = post(author_browser, claim, "submit", comment="The second paragraph is new.")

    assert answer.status_code == 302
    assert factories.fresh(claim).state == State.IN_REVIEW
    assert Submission.objects.get().comment == "The second paragraph is new."


def test_a_refused_submission_names_everything_that_is_missing(author_browser, author):
    claim = factories.make_claim(author, text="Nothing cited", language="")

    answer = post(author_browser, claim, "submit", comment="Please.")

    assert answer.status_code == 409
    assert "The claim cites no paragraph" in text_of(answer)
    assert "language is not known" in text_of(answer)
    assert "Please." in text_of(answer)


def test_a_reviewer_approves_with_rating_and_rationale(reviewer_browser, reviewer, waiting):
    answer = post(
        reviewer_browser, waiting, "approve", rating="supported", rationale="Both say so."
    )

    review = Review.objects.get()
    assert answer.status_code == 302
    assert (review.reviewer, review.rating.code, review.rationale) == (
        reviewer, "supported", "Both say so.",
    )  # fmt: skip
    assert factories.fresh(waiting).state == State.APPROVED


def test_an_approval_without_a_rating_is_refused_and_keeps_what_was_typed(
    reviewer_browser, waiting
):
    answer = post(reviewer_browser, waiting, "approve", rationale="Both say so.")

    assert answer.status_code == 400
    assert "Both say so." in text_of(answer)
    assert not Review.objects.exists()


def test_a_reviewer_requests_changes(reviewer_browser, waiting):
    answer = post(reviewer_browser, waiting, "request-changes", rationale="Which May?")

    assert answer.status_code == 302
    assert factories.fresh(waiting).state == State.CHANGES_REQUESTED


def test_nobody_reviews_their_own_claim(author_browser, waiting):
    answer = post(author_browser, waiting, "approve", rating="supported", rationale="Mine.")

    assert answer.status_code == 409
    assert "Authors do not review their own claims." in text_of(answer)
    assert "Mine." in text_of(answer)
    assert not Review.objects.exists()


def test_a_contributor_does_not_review(waiting, contributor, browser_of):
    answer = post(browser_of(contributor), waiting, "approve", rating="supported", rationale="Yes.")

    assert answer.status_code == 403
    assert not Review.objects.exists()


@pytest.mark.parametrize("step", ["publish", "withdraw"])
def test_a_reviewer_does_not_publish_or_withdraw(author, reviewer, browser_of, step):
    claim = factories.published_claim(author, reviewer)
    browser = browser_of(factories.make_user("reviewer"))

    answer = post(browser, claim, step, reason="No.")

    assert answer.status_code == 403
    assert Edition.objects.count() == 1


def test_a_publisher_publishes_and_corrects_and_withdraws(reviewer_browser, author, reviewer):
    claim = factories.approved_claim(author, reviewer)

    post(reviewer_browser, claim, "publish", correction="")
    post(reviewer_browser, claim, "withdraw", reason="The report was retracted.")

    states = list(Edition.objects.order_by("number").values_list("status", "note"))
    assert states == [("published", ""), ("withdrawn", "The report was retracted.")]
    assert factories.fresh(claim).state == State.WITHDRAWN


def test_a_withdrawal_says_why(reviewer_browser, author, reviewer):
    claim = factories.published_claim(author, reviewer)

    answer = post(reviewer_browser, claim, "withdraw", reason=" ")

    assert answer.status_code == 400
    assert Edition.objects.count() == 1


def test_what_is_not_ready_is_not_published_and_says_all_reasons(
    reviewer_browser, author, reviewer
):
    claim = factories.submit(factories.make_claim(author), author, settled=False)
    claim = factories.approve(claim, reviewer)

    answer = post(reviewer_browser, claim, "publish", correction="")

    assert answer.status_code == 409
    assert "Nobody has confirmed or rejected the figure" in text_of(answer)
    assert not Edition.objects.exists()


def test_whoever_acts_on_an_old_page_is_told_and_keeps_what_was_typed(
    reviewer_browser, reviewer, author, waiting
):
    seen = waiting.version
    claim = factories.submit(factories.edit(waiting, author, language="en-GB"), author)

    answer = reviewer_browser.post(
        address(claim, "approve"),
        {"version": seen, "rating": "supported", "rationale": "A long thought."},
    )

    assert answer.status_code == 409
    assert "Somebody changed it" in text_of(answer)
    assert "A long thought." in text_of(answer)
    assert f'name="version" value="{claim.version}"' in text_of(answer)
    assert not Review.objects.exists()


def test_a_form_without_the_version_does_nothing(reviewer_browser, waiting):
    answer = reviewer_browser.post(
        address(waiting, "approve"), {"rating": "supported", "rationale": "Yes."}
    )

    assert answer.status_code == 400
    assert not Review.objects.exists()


def test_a_form_from_another_site_does_nothing(reviewer, waiting):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(reviewer)

    answer = post(browser, waiting, "approve", rating="supported", rationale="Yes.")

    assert answer.status_code == 403
    assert not Review.objects.exists()


def test_nobody_is_let_in_without_signing_in(client, waiting):
    answer = post(client, waiting, "approve", rating="supported", rationale="Yes.")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")
    assert not Review.objects.exists()


def test_a_step_opened_by_its_address_shows_the_claim(reviewer_browser, waiting):
    answer = reviewer_browser.get(address(waiting, "approve"))

    assert answer["Location"] == f"/admin/claims/claim/{waiting.pk}/change/"


def test_a_figure_is_confirmed_and_its_claim_keeps_its_revision(author_browser, author):
    claim = factories.make_claim(author)
    figure = factories.figure_of(claim)

    answer = post(author_browser, claim, f"figures/{figure.pk}", status="confirmed")

    figure.refresh_from_db()
    assert answer["Location"].endswith("#figures")
    assert (figure.status, figure.decided_by) == (FigureStatus.CONFIRMED, author)
    assert factories.fresh(claim).revision == claim.revision


def test_a_figure_of_another_claim_is_not_found(author_browser, author):
    claim, other = factories.make_claim(author), factories.make_claim(author)
    figure = factories.figure_of(other)

    answer = post(author_browser, claim, f"figures/{figure.pk}", status="confirmed")

    assert answer.status_code == 404


@pytest.mark.parametrize("status", ["proposed", "nonsense", ""])
def test_a_figure_is_confirmed_or_rejected_and_nothing_else(author_browser, author, status):
    claim = factories.make_claim(author)
    figure = factories.figure_of(claim)

    answer = post(author_browser, claim, f"figures/{figure.pk}", status=status)

    figure.refresh_from_db()
    assert (answer.status_code, figure.status) == (400, FigureStatus.PROPOSED)


def test_a_figure_decided_on_an_old_page_is_left_as_it_is(author_browser, author):
    claim = factories.make_claim(author)
    figure = factories.figure_of(claim)
    seen = factories.fresh(claim).version
    factories.edit(claim, author, language="de")

    answer = post(author_browser, claim, f"figures/{figure.pk}", status="confirmed", version=seen)

    figure.refresh_from_db()
    assert (answer.status_code, figure.status) == (409, FigureStatus.PROPOSED)


def test_a_citation_gets_its_quote_and_the_revision_its_reason(author_browser, author):
    source = factories.make_source()
    factories.capture(source, "We moved 412 containers.", "Nothing.", "Eight more.", by=author)
    claim = factories.make_claim(author, source=source)
    citation = factories.citation_of(claim, 1)

    answer = post(
        author_browser, claim, f"citations/{citation.pk}",
        stance="context", quote="412 containers", reason="To be exact.",
    )  # fmt: skip

    citation.refresh_from_db()
    assert answer["Location"].endswith(f"#citation-{citation.pk}")
    assert (citation.stance, citation.quote) == ("context", "412 containers")
    assert claim.revisions.get(number=2).reason == "To be exact."


def test_a_quote_that_is_not_in_the_paragraph_is_refused_and_kept(author_browser, author):
    source = factories.make_source()
    factories.capture(source, "We moved 412 containers.", "Nothing.", "Eight more.", by=author)
    claim = factories.make_claim(author, source=source)
    citation = factories.citation_of(claim, 1)

    answer = post(
        author_browser, claim, f"citations/{citation.pk}", stance="supports", quote="413 boxes"
    )

    assert answer.status_code == 400
    assert "do not occur in paragraph 1" in text_of(answer)
    assert "413 boxes" in text_of(answer)
