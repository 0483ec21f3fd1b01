"""The transition table, and what it tells about a claim."""

import pytest

from claims import workflow
from claims.errors import NotReady
from claims.models import State, User
from tests import factories


def open_to(claim: object, by: User) -> set[str]:
    openings = workflow.openings(claim=factories.fresh(claim), by=by)
    return {opening.transition.name for opening in openings if not opening.reasons}


def test_what_is_open_follows_the_claim_on_its_way(author: User, reviewer: User) -> None:
    claim = factories.make_claim(author)
    assert open_to(claim, author) == {"submit"}

    factories.submit(claim, author)
    assert open_to(claim, author) == set()
    assert open_to(claim, reviewer) == {"approve", "request_changes"}

    factories.approve(claim, reviewer)
    assert open_to(claim, author) == {"publish"}
    assert open_to(claim, reviewer) == {"publish", "request_changes"}

    factories.publish(claim, reviewer)
    assert open_to(claim, author) == {"withdraw"}

    factories.withdraw(claim, reviewer)
    assert open_to(claim, author) == {"submit"}


def test_a_role_that_may_not_is_told_so(author: User, contributor: User) -> None:
    claim = factories.submit(factories.make_claim(author), author)

    openings = workflow.openings(claim=claim, by=contributor)

    reasons = {o.transition.name: [reason.code for reason in o.reasons] for o in openings}
    assert reasons["approve"] == ["role"]
    assert reasons["publish"] == ["role", "state", "no_approval"]


@pytest.mark.parametrize("transition", workflow.TRANSITIONS, ids=lambda t: t.name)
def test_a_step_from_another_state_is_refused_with_the_states_it_starts_from(
    author: User, reviewer: User, transition: workflow.Transition
) -> None:
    claim = factories.make_claim(author)
    claim.state = next(iter(set(State) - transition.sources), State.DRAFT)

    with pytest.raises(NotReady) as refused:
        workflow.check(transition, claim=claim, by=reviewer)

    codes = [reason.code for reason in refused.value.reasons]
    assert ("state" in codes) == (transition is not workflow.WITHDRAW)


def test_every_refusal_reads_as_a_sentence(author: User) -> None:
    claim = factories.make_claim(author, text="No paragraph", language="")

    with pytest.raises(NotReady) as refused:
        workflow.check(workflow.SUBMIT, claim=claim, by=author)

    assert refused.value.detail.startswith("The claim cannot be submitted: ")
    assert all(reason.detail.endswith(".") for reason in refused.value.reasons)
