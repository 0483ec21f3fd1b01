"""Figures by hand: add, edit, decide, remove."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from claims import gates, workflow
from claims.drafting.places import put
from claims.drafting.remarks import keep_words, return_to_figure
from claims.drafting.revisions import lock_claim, revise, touch
from claims.errors import NotReady, Reason
from claims.models import Claim, Figure, FigureStatus, State, User
from claims.quantities import digits
from claims.quantities.periods import UnknownPeriod, days_of
from claims.quantities.units import UnknownUnit, kind_of

SETTABLE = frozenset(
    {
        "text", "start", "end", "value", "lower", "upper", "op", "hedge", "tone",
        "mantissa", "scale", "unit", "unit_inferred", "counted", "num", "den",
        "role", "direction", "group", "basis", "period", "period_rel", "modality", "of",
    }
)  # fmt: skip
BASES = ("yoy", "mom", "qoq")
DECISIONS = frozenset({FigureStatus.CONFIRMED.value, FigureStatus.REJECTED.value})


@transaction.atomic
def add_figure(*, claim: Claim, version: int, by: User, reason: str = "", **fields: Any) -> Figure:
    """Add a figure by hand, which confirms it: a new revision of the claim.

    What was proposed for the same words, and not decided on, gives way to it.
    Give `start` and `end`, or the words (`text`) alone when they stand in the claim once.
    Raises Stale, and ValidationError on what is wrong with a field.
    """
    claim = lock_claim(claim, version=version)
    figure = Figure(claim=claim, decided_by=by, status=FigureStatus.CONFIRMED.value)
    _apply(figure, claim, fields)
    _give_way(figure)
    figure.save()
    return_to_figure(figure)
    revise(claim, by=by, reason=reason)
    return figure


@transaction.atomic
def edit_figure(
    *, figure: Figure, version: int, by: User, reason: str = "", **fields: Any
) -> Figure:
    """Correct a figure, which settles it as edited: a new revision of the claim.

    Whoever gives a proposal the values that it has confirms it.
    Raises Stale, and ValidationError on what is wrong with a field.
    """
    claim = lock_claim(figure.claim, version=version)
    figure = claim.figures.get(pk=figure.pk)
    before = values_of(figure)
    _apply(figure, claim, fields)
    if values_of(figure) != before:
        _give_way(figure)
        figure.status = FigureStatus.EDITED.value
        figure.decided_by = by
        figure.save()
        revise(claim, by=by, reason=reason)
    elif figure.status == FigureStatus.PROPOSED:
        confirmed = FigureStatus.CONFIRMED.value
        return decide_figure(figure=figure, version=version, by=by, status=confirmed)
    return figure


@transaction.atomic
def decide_figure(
    *, figure: Figure, version: int, by: User, status: str, reason: str = ""
) -> Figure:
    """Confirm or reject a figure.

    The first decision on a proposal is part of the review and keeps the revision; to change
    one's mind about a settled figure changes what an edition holds: a new revision.
    What an approval left open is for whoever could give it: nobody looks at it again. Raises
    Stale, NotReady, and ValidationError when `status` is no decision.
    """
    if status not in DECISIONS:
        raise ValidationError(
            {"status": ValidationError("A figure is confirmed or rejected.", code="unknown_status")}
        )
    claim = lock_claim(figure.claim, version=version)
    figure = claim.figures.get(pk=figure.pk)
    before = figure.status
    settled = {FigureStatus.CONFIRMED, FigureStatus.EDITED}
    if status == before or (status == FigureStatus.CONFIRMED and before in settled):
        return figure
    if before == FigureStatus.PROPOSED:
        _four_eyes(claim, by)
    figure.status, figure.decided_by = status, by
    figure.full_clean(exclude=["claim"])
    if status == FigureStatus.CONFIRMED and figure.start is not None:
        _stand_alone(figure)
    figure.save(update_fields=["status", "decided_by"])
    if before == FigureStatus.PROPOSED:
        touch(claim)
    else:
        revise(claim, by=by, reason=reason)
    return figure


def _four_eyes(claim: Claim, by: User) -> None:
    """What is settled after the approval is not the author's to settle, nor of who changed it."""
    if claim.state != State.APPROVED:
        return
    reasons = gates.to_review(claim, by)
    if not by.has_perm(workflow.APPROVE.permission):
        reasons.insert(0, Reason("role", "Your role may not review claims."))
    if reasons:
        said = " ".join(reason.detail for reason in reasons)
        raise NotReady(
            f"The claim is approved: another reviewer decides on its figures. {said}",
            reasons=reasons,
        )


@transaction.atomic
def remove_figure(*, figure: Figure, version: int, by: User, reason: str = "") -> Claim:
    """Take a figure away: a new revision of its claim. Raises Stale."""
    claim = lock_claim(figure.claim, version=version)
    figure = claim.figures.get(pk=figure.pk)
    keep_words(figure)
    figure.delete()
    revise(claim, by=by, reason=reason)
    return claim


def _give_way(figure: Figure) -> None:
    """Remove the proposals where `figure` is going to stand."""
    for row in figure.claim.figures.filter(
        status=FigureStatus.PROPOSED, start__lt=figure.end, end__gt=figure.start
    ).exclude(pk=figure.pk):
        keep_words(row)
        row.delete()


def _apply(figure: Figure, claim: Claim, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        if name not in SETTABLE:
            raise TypeError(f"{name} is not for an editor to set")
        setattr(figure, name, value)
    put(figure, claim.text, fields.keys())
    try:
        figure.kind = kind_of(figure.unit)
    except UnknownUnit as error:
        raise ValidationError(
            {"unit": ValidationError(f"There is no unit {figure.unit!r}.", code="unknown_unit")}
        ) from error
    try:
        figure.period_start, figure.period_end = (
            days_of(figure.period) if figure.period else (None, None)
        )
    except UnknownPeriod as error:
        detail = f"{figure.period!r} is no EDTF period such as 2024, 2025-10 or 2025-33."
        raise ValidationError({"period": ValidationError(detail, code="unknown_period")}) from error
    _agree(figure, fields.keys())
    figure.full_clean(exclude=["claim"])
    _stand_alone(figure)


def _agree(figure: Figure, given: Iterable[str]) -> None:
    """Make the written digits follow a corrected value, unless they are given too."""
    value = None if figure.value is None else Decimal(figure.value)
    if figure.mantissa is not None and not {"mantissa", "scale"} & set(given):
        written = None if value is None else digits.scaled(value, -figure.scale)
        mantissa = None if written is None else digits.settle(written)
        # A value of its own does not keep the places that the column has no room for.
        if mantissa is None or mantissa != written:
            mantissa, figure.scale = value, 0
        figure.mantissa = mantissa
    if figure.basis and figure.basis not in BASES:
        try:
            days_of(figure.basis)
        except UnknownPeriod as error:
            detail = f"basis is one of {', '.join(BASES)}, or an EDTF date such as 2024-06."
            raise ValidationError(
                {"basis": ValidationError(detail, code="unknown_basis")}
            ) from error


def _stand_alone(figure: Figure) -> None:
    """Two settled figures do not stand on the same words."""
    beside = figure.claim.figures.frozen().filter(start__lt=figure.end, end__gt=figure.start)
    other = beside.exclude(pk=figure.pk).first()
    if other is not None:
        detail = f"The figure {other.text!r} stands there already: correct or remove it."
        raise ValidationError({"text": ValidationError(detail, code="figure_overlaps")})


def values_of(figure: Figure) -> dict[str, Any]:
    """What an editor can set, numbers by what they are and not by how they are written."""
    return {
        name: value.normalize() if isinstance(value := getattr(figure, name), Decimal) else value
        for name in SETTABLE
    }
