"""Which step leads where: the transition table, and the one place that sets a claim's state."""

from collections.abc import Mapping
from dataclasses import dataclass

from claims import gates
from claims.errors import NotReady, Reason
from claims.models import Claim, Decision, State, User
from sources.models import now


@dataclass(frozen=True, slots=True)
class Transition:
    """One step: from which states, to which, and the permission it takes."""

    name: str
    sources: frozenset[State]
    target: State
    permission: str
    gate: gates.Gate


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a transition is open to somebody now, and if not, everything that is in the way."""

    transition: Transition
    reasons: tuple[Reason, ...]


SUBMIT = Transition(
    name="submit",
    sources=frozenset({State.DRAFT, State.CHANGES_REQUESTED, State.WITHDRAWN}),
    target=State.IN_REVIEW,
    permission="claims.draft_claim",
    gate=gates.to_submit,
)
APPROVE = Transition(
    name="approve",
    sources=frozenset({State.IN_REVIEW}),
    target=State.APPROVED,
    permission="claims.review_claim",
    gate=gates.to_approve,
)
REQUEST_CHANGES = Transition(
    name="request_changes",
    sources=frozenset({State.IN_REVIEW, State.APPROVED}),
    target=State.CHANGES_REQUESTED,
    permission="claims.review_claim",
    gate=gates.to_review,
)
PUBLISH = Transition(
    name="publish",
    sources=frozenset({State.APPROVED}),
    target=State.PUBLISHED,
    permission="claims.publish_claim",
    gate=gates.to_publish,
)
# What readers see can be withdrawn whatever the desk is doing with the working copy.
WITHDRAW = Transition(
    name="withdraw",
    sources=frozenset(State),
    target=State.WITHDRAWN,
    permission="claims.publish_claim",
    gate=gates.to_withdraw,
)
TRANSITIONS = (SUBMIT, APPROVE, REQUEST_CHANGES, PUBLISH, WITHDRAW)
DECISIONS: Mapping[str, Transition] = {
    Decision.APPROVE.value: APPROVE,
    Decision.REQUEST_CHANGES.value: REQUEST_CHANGES,
}

# An edit of anything frozen leads here from every state, a changed paragraph there.
EDITED = State.DRAFT
EVIDENCE_CHANGED = State.IN_REVIEW


def reasons_against(transition: Transition, *, claim: Claim, by: User) -> tuple[Reason, ...]:
    """Everything that stands in the way of `by` taking this step now; empty when it is open."""
    reasons = []
    if not by.has_perm(transition.permission):
        reasons.append(Reason("role", f"Your role may not {_words(transition)} claims."))
    if claim.state not in transition.sources:
        states = ", ".join(state.label for state in State if state in transition.sources)
        here = State(claim.state).label
        reasons.append(Reason("state", f"The claim is {here}; this step starts from: {states}."))
    return (*reasons, *transition.gate(claim, by))


def openings(*, claim: Claim, by: User) -> list[Opening]:
    """Every step of the table with what stands in its way for `by`, in the table's order."""
    return [
        Opening(transition, reasons_against(transition, claim=claim, by=by))
        for transition in TRANSITIONS
    ]


def check(transition: Transition, *, claim: Claim, by: User) -> None:
    """Refuse with everything at once (`NotReady`) unless the step is open to `by` now."""
    reasons = reasons_against(transition, claim=claim, by=by)
    if reasons:
        raise NotReady(
            f"The claim cannot be {_past(transition)}: "
            + " ".join(reason.detail for reason in reasons),
            reasons=reasons,
        )


def enter(claim: Claim, state: State, *, why: str = "") -> None:
    """Set the state of a locked claim. Nothing else in the project writes it."""
    claim.updated_at = now()
    if claim.state != state:
        # What stays in a queue keeps its place there.
        claim.entered_at = claim.updated_at
    claim.state = state
    claim.state_reason = why
    claim.save(update_fields=["state", "state_reason", "updated_at", "entered_at"])
    claim.refresh_from_db(fields=["version"])


def _words(transition: Transition) -> str:
    return "review" if transition.permission == "claims.review_claim" else transition.name


def _past(transition: Transition) -> str:
    return {
        "submit": "submitted",
        "approve": "approved",
        "request_changes": "sent back",
        "publish": "published",
        "withdraw": "withdrawn",
    }[transition.name]
