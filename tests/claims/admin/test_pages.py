"""A claim's page; and the desk in a real browser, under a strict content security policy."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from os import geteuid
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page, Route, sync_playwright

from claims.models import Edition, State
from tests import factories

THREE = ("We moved 412 containers in May.", "The crane is new.", "That is eight percent more.")
CHROMIUM = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None
)
in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="no chromium to show the pages in")


def address(claim) -> str:
    return f"/admin/claims/claim/{claim.pk}/change/"


def steps_of(answer) -> list[str]:
    return [step.words.slug for step in answer.context["open_steps"]]


def test_the_page_shows_claim_evidence_figures_reviews_and_editions(
    reviewer_browser, author, reviewer
):
    source = factories.make_source()
    factories.capture(source, *THREE, by=author)
    claim = factories.make_claim(author, source=source)
    factories.add_figure(claim, author)
    claim = factories.approve(factories.submit(claim, author, comment="Look twice."), reviewer)
    factories.publish(claim, reviewer)

    page = reviewer_browser.get(address(claim)).content.decode()

    shown = [*THREE[::2], "Look twice.", "Both paragraphs say so.", "8 %"]
    assert [words for words in shown if words not in page] == []
    assert f"/api/v1/claims/{claim.pk}/editions/1/" in page
    assert THREE[1] not in page


def test_quoted_words_are_marked_and_markup_is_text(author_browser, author):
    source = factories.make_source()
    factories.capture(source, "We <b>moved</b> 412 containers.", *THREE[1:], by=author)
    claim = factories.make_claim(author, source=source)
    citation = factories.citation_of(claim, 1)
    form = {"version": claim.version, "stance": "supports", "quote": "412 containers"}
    author_browser.post(f"/admin/claims/claim/{claim.pk}/citations/{citation.pk}/", form)

    page = author_browser.get(address(claim)).content.decode()

    assert "We &lt;b&gt;moved&lt;/b&gt; <mark>412 containers</mark>." in page


def test_the_steps_that_are_open_are_those_of_the_person_and_the_state(
    author_browser, reviewer_browser, author, reviewer
):
    claim = factories.make_claim(author)
    assert steps_of(author_browser.get(address(claim))) == ["submit"]

    factories.submit(claim, author)
    assert steps_of(author_browser.get(address(claim))) == []
    assert steps_of(reviewer_browser.get(address(claim))) == ["approve", "request-changes"]

    factories.approve(claim, reviewer)
    assert steps_of(reviewer_browser.get(address(claim))) == ["request-changes", "publish"]

    factories.publish(claim, reviewer)
    assert steps_of(reviewer_browser.get(address(claim))) == ["withdraw"]


def test_what_is_in_the_way_is_told_and_the_next_step_is_unfolded(author_browser, author):
    claim = factories.make_claim(author, language="")

    answer = author_browser.get(address(claim))

    closed = {step.words.slug: step for step in answer.context["closed_steps"]}
    assert [slug for slug, step in closed.items() if step.next] == ["submit"]
    assert "language is not known" in answer.content.decode()


def test_somebody_who_only_reads_gets_no_forms(waiting, browser_of):
    reader = factories.make_user("contributor")
    reader.groups.clear()
    reader.user_permissions.set(_permissions("view_claim"))

    answer = browser_of(reader).get(address(waiting))

    assert answer.status_code == 200
    assert steps_of(answer) == []
    assert "/figures/" not in answer.content.decode()
    assert f"/admin/claims/claim/{waiting.pk}/edit/" not in answer.content.decode()


def test_the_page_costs_the_same_whatever_is_on_it(reviewer_browser, author, reviewer):
    def cost(claim) -> int:
        with CaptureQueriesContext(connection) as queries:
            reviewer_browser.get(address(claim))
        return len(queries)

    small = factories.submit(factories.make_claim(author, text="One [1]"), author)
    markers = "".join(f"[{number}]" for number in range(1, 18))
    large = factories.submit(factories.make_claim(author, text=f"1, 2 and 3 {markers}"), author)

    assert cost(large) == cost(small) <= 30


def test_nothing_on_the_page_is_inline(reviewer_browser, waiting):
    page = reviewer_browser.get(address(waiting)).content.decode()

    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page


def browse(live_server, client, act: Callable[[Page], None], width: int = 1280) -> list[str]:
    """Do `act` in chromium as the person signed in to `client`; returns what the browser bemoans.

    In a thread of its own: playwright runs an event loop, beside which the ORM does not work.
    """

    def run() -> list[str]:
        complaints: list[str] = []

        def strictly(route: Route) -> None:
            answer = route.fetch(max_redirects=0)
            policy = {"content-security-policy": "default-src 'self'; form-action 'self'"}
            route.fulfill(response=answer, headers={**answer.headers, **policy})

        with sync_playwright() as playwright:
            sandbox = ["--no-sandbox"] if geteuid() == 0 else []
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=sandbox)
            context = browser.new_context(
                viewport={"width": width, "height": 900}, base_url=live_server.url
            )
            cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
            context.add_cookies(
                [{**cookie, "domain": urlsplit(live_server.url).hostname, "path": "/"}]
            )
            context.route("**/*", strictly)
            page = context.new_page()
            page.on(
                "console",
                lambda said: complaints.append(said.text) if said.type == "error" else None,
            )
            page.on("pageerror", lambda error: complaints.append(str(error)))
            act(page)
            browser.close()
        return complaints

    with ThreadPoolExecutor(1) as threads:
        return threads.submit(run).result()


@in_a_browser
@pytest.mark.django_db(transaction=True)
def test_a_reviewer_decides_a_figure_approves_and_publishes_in_the_browser(
    live_server, reviewer_browser, author
):
    claim = factories.make_claim(author)
    factories.decide(factories.figure_of(claim, "412"), author)
    factories.submit(claim, author, settled=False)

    def act(page: Page) -> None:
        page.goto("/admin/")
        page.click("text=The harbour moved 412 containers")
        page.click("button:has-text('Confirm')")
        page.select_option("#approve-rating", "supported")
        page.fill("#approve-rationale", "Both paragraphs say so.")
        page.click("#approve button")
        page.click("#publish button")
        page.wait_for_selector("text=readers see it now")

    complaints = browse(live_server, reviewer_browser, act)

    assert complaints == []
    assert factories.fresh(claim).state == State.PUBLISHED
    assert Edition.objects.get().publisher.username == "reviewer"


@in_a_browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1280, 400])
def test_no_page_is_wider_than_its_window_or_breaks_the_policy(
    live_server, reviewer_browser, author, reviewer, width
):
    source = factories.make_source(title="x" * 300)
    factories.capture(source, "y" * 2_000, *THREE[1:], by=author)
    claim = factories.make_claim(author, source=source, text="z" * 500 + " [1][3]")
    factories.submit(claim, author)
    addresses = [
        "/admin/", "/admin/claims/claim/", address(claim), "/admin/claims/claim/import/",
        "/admin/claims/claim/draft/", f"/admin/sources/source/{source.pk}/change/",
        f"/admin/sources/source/{source.pk}/capture/", f"/admin/claims/claim/{claim.pk}/history/",
        f"/admin/claims/claim/{claim.pk}/edit/", "/admin/claims/token/issue/",
    ]  # fmt: skip
    wider: list[str] = []

    def act(page: Page) -> None:
        for place in addresses:
            page.goto(place)
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                wider.append(place)

    complaints = browse(live_server, reviewer_browser, act, width)

    assert (complaints, wider) == ([], [])


@in_a_browser
@pytest.mark.django_db(transaction=True)
def test_a_topic_is_found_while_typing_under_the_policy(live_server, author_browser, author):
    from claims.drafting import topic_called

    topic_called("Harbours")
    claim = factories.make_claim(author)

    def act(page: Page) -> None:
        page.goto(f"/admin/claims/claim/{claim.pk}/edit/")
        page.click(".field:has(#id_topics) .select2-selection")
        page.keyboard.type("harb")
        page.click(".select2-results__option:has-text('Harbours')")
        page.click("main button[type=submit]")
        page.wait_for_selector("text=The claim is saved.")

    complaints = browse(live_server, author_browser, act)

    assert complaints == []
    assert [link.topic.label for link in claim.topic_links.all()] == ["Harbours"]


def _permissions(*codenames: str):
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename__in=codenames)
