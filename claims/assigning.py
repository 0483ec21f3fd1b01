"""Assign claims to reviewers, by a day or without one."""

from datetime import date
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction

from claims import gates
from claims.errors import Conflict, Gone, Reason, Stale
from claims.models import Assignment, Claim, User


class AssignmentFields(TypedDict, total=False):
    """What is set on an assignment; a day of None is no day."""

    due_on: date | None
    note: str


@transaction.atomic
def assign_claim(
    *, claim: Claim, assignee: User, by: User, due_on: date | None = None, note: str = ""
) -> Assignment:
    """Ask `assignee` to review the claim; others may still do so.

    Raises ValidationError when it is assigned to them already, and Conflict with everything
    that would keep them from reviewing it: role, closed account, their own claim or change.
    """
    # Under the lock an edit by the assignee comes either before, and is seen, or after, and
    # ends the assignment.
    locked = Claim.objects.select_for_update(no_key=True).filter(pk=claim.pk).first()
    if locked is None:
        raise Gone("The claim was deleted.")
    if reasons := _reasons_against(locked, assignee):
        raise Conflict(
            f"The claim cannot be assigned to {assignee}: "
            + " ".join(reason.detail for reason in reasons),
            reasons=reasons,
        )
    assignment = Assignment(claim=locked, assignee=assignee, assigner=by, due_on=due_on, note=note)
    assignment.full_clean()
    assignment.save()
    return assignment


@transaction.atomic
def change_assignment(
    *, assignment: Assignment, version: int, **fields: Unpack[AssignmentFields]
) -> Assignment:
    """Set the day, or the word to the assignee; what is not given stays. Raises Stale, Gone."""
    assignment = _locked(assignment, version=version)
    for name, value in fields.items():
        setattr(assignment, name, value)
    assignment.full_clean()
    assignment.save(update_fields=list(fields))
    assignment.refresh_from_db(fields=["version"])
    return assignment


@transaction.atomic
def end_assignment(*, assignment: Assignment, version: int) -> None:
    """Take the claim off the assignee's desk. Raises Stale, Gone."""
    _locked(assignment, version=version).delete()


def person_named(name: str) -> User:
    """The account of this name. Raises ValidationError on `assignee`."""
    person = User.objects.filter(username=name).first()
    if person is None:
        raise ValidationError(
            {"assignee": ValidationError(f"There is no account {name!r}.", code="unknown_account")}
        )
    return person


def _locked(assignment: Assignment, *, version: int) -> Assignment:
    rows = Assignment.objects.select_for_update(no_key=True, of=("self",))
    locked = rows.select_related("claim", "assignee", "assigner").filter(pk=assignment.pk).first()
    if locked is None:
        raise Gone("The assignment has ended.")
    if locked.version != version:
        raise Stale("The assignment", seen=version, version=locked.version)
    return locked


def _reasons_against(claim: Claim, assignee: User) -> list[Reason]:
    reasons = []
    if not assignee.is_active:
        reasons.append(Reason("closed_account", "The account is closed.", "/assignee"))
    elif not assignee.has_perm("claims.review_claim"):
        reasons.append(Reason("role", "Their role may not review claims.", "/assignee"))
    words = {
        "own_claim": "They are the claim's author.",
        "own_change": "They changed the claim since its last edition.",
    }
    four_eyes = gates.to_review(claim, assignee)
    return reasons + [Reason(each.code, words[each.code], "/assignee") for each in four_eyes]
