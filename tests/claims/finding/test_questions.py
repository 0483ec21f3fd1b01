"""Which questions keep one plan, and which are planned by what they ask."""

from datetime import date
from uuid import UUID

import pytest

from claims.finding import Question
from claims.finding.questions import Range


@pytest.mark.parametrize(
    "question",
    [
        Question(), Question(rating=("mixed",)), Question(topic="ports"), Question(source="s"),
        Question(claimant="c"), Question(language=("en",)), Question(publisher="p"),
    ],
)  # fmt: skip
def test_what_one_index_answers_keeps_its_plan(question):
    assert question.is_plain


@pytest.mark.parametrize(
    "question",
    [
        Question(rating=("mixed", "refuted")), Question(topic="ports", rating=("mixed",)),
        Question(claimed_after=date(2025, 1, 1)), Question(figure=Range("mass", "kg")),
        Question(source="s", paragraph=1), Question(ids=(UUID(int=1),)),
    ],
)  # fmt: skip
def test_what_depends_on_its_values_is_planned_anew(question):
    assert not question.is_plain
