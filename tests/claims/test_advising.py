"""What editors are told of a claim's arithmetic."""

from claims.advising import findings_of
from claims.models import User
from tests import factories


def test_points_that_are_given_as_percent_are_found(author: User) -> None:
    claim = factories.make_claim(author, text="Up from 85% to 91%, that is by 6% [1]")
    for words, role in (("85%", "from"), ("91%", "to"), ("6%", "delta")):
        factories.add_figure(
            claim, author, words, value=words[:-1], role=role, direction="up", group="g1"
        )

    assert [found.code for found in findings_of(claim)] == ["points_not_percent"]
    factories.decide(claim.figures.get(text="6%"), author, "rejected")
    assert findings_of(factories.fresh(claim)) == []
