"""Remarks follow what they are on; see also test_annotating."""

from claims import annotating
from claims.drafting.remarks import follow_claim, selector_of
from claims.models import User
from tests import factories


def test_a_text_that_did_not_change_moves_no_remark(author: User) -> None:
    claim = factories.make_claim(author)
    remark = annotating.annotate(by=author, claim=claim, quote="412", body="Sure?")

    follow_claim(claim)

    remark.refresh_from_db()
    assert remark.version == 1
    assert selector_of(remark).start == 18
