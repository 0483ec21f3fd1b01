"""How a claim's parts are shown."""

from decimal import Decimal

import pytest

from claims.admin import showing
from claims.models import Figure
from tests import factories

THREE = ("We moved 412 containers in May.", "The crane is new.", "That is eight percent more.")


def test_a_marker_links_to_its_paragraph_on_the_page(author):
    claim = factories.make_claim(author, text="The <b>harbour</b> [1] grew [3]")

    text = showing.linked_text(claim)

    first, second = claim.citations.all()
    assert text.startswith("The &lt;b&gt;harbour&lt;/b&gt; <a")
    assert f'<a class="marker" href="#citation-{first.pk}">[1]</a> grew' in text
    assert f'href="#citation-{second.pk}">[3]</a>' in text


def test_evidence_tells_when_its_text_was_captured_or_changed_since(author):
    source = factories.make_source()
    claim = factories.make_claim(author, source=source)
    assert [shown.stale for shown in showing.evidence(claim)] == ["", ""]

    factories.capture(source, *THREE, by=author)
    assert showing.evidence(factories.fresh(claim))[0].stale == "captured since it was cited"

    cited = factories.make_claim(author, source=source)
    factories.capture(source, THREE[0].replace("May", "June"), *THREE[1:], by=author)
    assert showing.evidence(factories.fresh(cited))[0].stale == "stale: the text has changed"


def test_evidence_tells_when_its_paragraph_is_gone(author):
    source = factories.make_source()
    factories.capture(source, *THREE, by=author)
    claim = factories.make_claim(author, source=source)

    factories.capture(source, *THREE[:2], by=author)

    assert [shown.gone for shown in showing.evidence(factories.fresh(claim))] == [False, True]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"value": Decimal("8.000"), "unit": "%"}, "8 %"),
        ({"value": Decimal("700000000000"), "unit": "RUB", "op": "ge"}, "≥ 700,000,000,000 RUB"),
        ({"lower": Decimal("1.5"), "upper": Decimal(2), "op": "range", "unit": "t"}, "1.5 to 2 t"),
        (
            {"value": Decimal(412), "counted": "containers", "period": "2025-05"},
            "412 · containers · 2025-05",
        ),
        ({"value": Decimal(8), "unit": "%", "direction": "up", "hedge": "about"}, "about ↑ 8 %"),
    ],
)
def test_a_figure_is_told_as_a_short_formula(fields, shown):
    assert showing.understood(Figure(**fields)) == shown


def test_words_that_left_the_text_can_only_be_rejected(author):
    claim = factories.make_claim(author)
    factories.decide(factories.figure_of(claim), author)
    factories.edit(claim, author, text="The harbour moved 412 containers in May [1][3]")

    shown = showing.figures(factories.fresh(claim))[-1]

    assert (shown.may_confirm, shown.may_reject) == (False, True)
