"""Citations: quotes that occur, stances, and citing by number."""

import pytest
from django.core.exceptions import ValidationError

from claims import drafting
from claims.models import User
from tests import factories


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("8 percent", True),
        ("Up  8\npercent", True),
        ("８ percent", True),
        ("9 percent", False),
        ("UP 8", False),
    ],
)
def test_a_quote_occurs_in_its_paragraph(author: User, quote: str, found: bool) -> None:
    claim = factories.make_claim(author, text="It grew [1]")
    factories.capture(claim.source, "Up 8 percent.", by=author)
    citation = factories.citation_of(claim, 1)
    act = {"citation": citation, "version": factories.fresh(claim).version, "by": author}

    if found:
        assert drafting.edit_citation(**act, quote=quote).quote == quote
        assert factories.fresh(claim).revision == 3
    else:
        with pytest.raises(ValidationError) as refused:
            drafting.edit_citation(**act, quote=quote)
        assert refused.value.error_dict["quote"][0].code == "quote_not_found"
        assert factories.fresh(claim).revision == 2


def test_a_quote_waits_for_the_text(author: User) -> None:
    claim = factories.make_claim(author, text="It grew [1]")

    with pytest.raises(ValidationError, match="not captured yet"):
        drafting.edit_citation(
            citation=factories.citation_of(claim, 1),
            version=claim.version,
            by=author,
            quote="Up",
        )


def test_an_unknown_stance_is_refused(author: User) -> None:
    claim = factories.make_claim(author)

    with pytest.raises(ValidationError):
        drafting.edit_citation(
            citation=factories.citation_of(claim, 1),
            version=claim.version,
            by=author,
            stance="doubts",
        )


def test_citing_writes_the_marker_at_the_end_and_unciting_takes_it_away(author: User) -> None:
    claim = factories.make_claim(author, text="It grew [1]")

    citation = drafting.cite(claim=claim, version=claim.version, by=author, paragraph=7)
    assert drafting.text_with_references(factories.fresh(claim)) == "It grew [1][7]"
    drafting.uncite(
        citation=factories.citation_of(claim, 1), version=factories.fresh(claim).version, by=author
    )

    claim = factories.fresh(claim)
    assert drafting.text_with_references(claim) == "It grew [7]"
    assert claim.citations.get().pk == citation.pk
    assert claim.citations.get().position == 0
    assert claim.revision == 3


def test_a_paragraph_is_cited_once(author: User) -> None:
    claim = factories.make_claim(author)

    with pytest.raises(ValidationError) as refused:
        drafting.cite(claim=claim, version=claim.version, by=author, paragraph=1)

    found = {name: errors[0].code for name, errors in refused.value.error_dict.items()}
    assert found == {"paragraph": "marker_repeated"}
