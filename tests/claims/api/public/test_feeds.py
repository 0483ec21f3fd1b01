"""/feeds/claims.atom: published claims for feed readers (RFC 4287)."""

from xml.etree import ElementTree

import pytest

from claims.drafting import topic_called
from tests import factories

URL = "/api/v1/feeds/claims.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def claims(author, reviewer):
    return [
        factories.published_claim(
            author, reviewer, text=f"Ports & ships <{n}> grew [1]", topics=[topic_called("Ports")]
        )
        for n in range(3)
    ]


def feed_of(answer):
    return ElementTree.fromstring(answer.content)


def test_a_feed_has_what_the_format_asks_for(claims, reader):
    answer = reader.get(URL)
    feed = feed_of(answer)

    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"http://testserver{URL}"
    newest = feed.find(f"{ATOM}entry")
    assert newest.findtext(f"{ATOM}title") == "Ports & ships <2> grew"
    assert newest.findtext(f"{ATOM}id") == f"urn:uuid:{claims[2].pk}"
    assert newest.find(f"{ATOM}category").get("term") == "Ports"
    assert newest.findtext(f"{ATOM}updated")


def test_a_feed_is_paged_and_filtered(claims, reader):
    feed = feed_of(reader.get(f"{URL}?page_size=2"))
    following = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}["next"]

    assert len(feed.findall(f"{ATOM}entry")) == 2
    assert len(feed_of(reader.get(following)).findall(f"{ATOM}entry")) == 1
    assert not feed_of(reader.get(f"{URL}?topic=ships")).findall(f"{ATOM}entry")
    assert reader.get(f"{URL}?topik=ships").status_code == 400


def test_a_feed_that_has_not_changed_is_not_sent_again(claims, author, reviewer, reader):
    tag = reader.get(URL)["ETag"]
    assert reader.get(URL, headers={"If-None-Match": tag}).status_code == 304

    factories.published_claim(author, reviewer)

    assert reader.get(URL, headers={"If-None-Match": tag}).status_code == 200
