"""Bring a former revision of a claim back, as a new revision of it."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from claims.drafting import hold_source, lock_claim, revise
from claims.drafting.citations import occurs
from claims.drafting.claims import file_under
from claims.drafting.figures import values_of
from claims.errors import Conflict, Reason
from claims.history import claim_at
from claims.models import Citation, Claim, Claimant, Figure, FigureStatus, Revision, Topic, User
from sources.models import Paragraph

FIELDS = ("text", "language", "claimant_id", "claimed_on", "section_id", "position")
CITED = ("position", "offset", "stance", "quote", "text_sha256")


class NotRestorable(Conflict):
    """What the revision says can no longer be said; `reasons` tells all of it."""

    code = "not_restorable"


@transaction.atomic
def restore_revision(
    *, claim: Claim, version: int, by: User, revision: int, reason: str = ""
) -> Claim:
    """Make the claim say again what revision `revision` last said: a new revision, in draft.

    Citations and figures come back as they were, words that were read for them included, so
    that a citation whose paragraph has changed since is stale. A figure that somebody has
    decided since, and that is the same, keeps the decision. Whoever restores is the author of a
    change. Raises Stale, NotRecorded, NotRestorable, and ValidationError for a revision that
    the claim never had.
    """
    hold_source(claim.source_id)
    claim = lock_claim(claim, version=version)
    try:
        former = claim_at(claim, revision)
    except Revision.DoesNotExist as error:
        detail = f"The claim has no revision {revision}."
        raise ValidationError(
            {"revision": ValidationError(detail, code="unknown_revision")}
        ) from error
    if reasons := list(_reasons(claim, former, revision)):
        raise NotRestorable(
            f"Revision {revision} cannot be restored: " + " ".join(each.detail for each in reasons),
            reasons=reasons,
        )
    for name in FIELDS:
        setattr(claim, name, getattr(former, name))
    claim.full_clean()
    claim.save(update_fields=[name.removesuffix("_id") for name in FIELDS])
    _restore_citations(claim, list(former.citations.all()))
    _restore_figures(claim, list(former.figures.all()))
    file_under(claim, [link.topic for link in former.topic_links.all()])
    revise(claim, by=by, reason=f"Restored revision {revision}. {reason}".strip())
    return claim


def _reasons(claim: Claim, former: Claim, revision: int) -> Iterator[Reason]:
    """Everything that stands in the way."""
    if claim.revision == revision:
        yield Reason("current_revision", f"The claim is at revision {revision}.", "/revision")
        return
    rows = Paragraph.objects.in_bulk([each.paragraph_id for each in former.citations.all()])
    for citation in former.citations.all():
        paragraph = rows.get(citation.paragraph_id)
        if paragraph is None or paragraph.number is None:
            detail = f"The source no longer has the paragraph {citation.marker}."
            yield Reason("gone_paragraph", detail)
        elif citation.quote and not occurs(citation.quote, paragraph.text):
            detail = f"The quote of {citation.marker} no longer occurs in its paragraph."
            yield Reason("quote_not_found", detail)
    for link in former.topic_links.all():
        if not Topic.objects.filter(pk=link.topic_id).exists():
            yield Reason("gone_topic", f"The topic {link.topic} was deleted.")
    claimant = former.claimant
    if claimant is not None and not Claimant.objects.filter(pk=claimant.pk).exists():
        yield Reason("gone_claimant", f"The claimant {claimant} was deleted.")
    section = former.section
    if section is None:
        return
    others = Claim.objects.filter(section=former.section_id, position=former.position)
    if not claim.source.sections.filter(pk=section.pk).exists():
        yield Reason("gone_section", f"The section {section} was deleted.")
    elif others.exclude(pk=claim.pk).exists():
        detail = f"Another claim stands at position {former.position} of its section {section}."
        yield Reason("position_taken", detail)


def _restore_citations(claim: Claim, former: list[Citation]) -> None:
    """A paragraph that is cited today keeps its row; the others come back as they were."""
    today = {citation.paragraph_id: citation for citation in claim.citations.all()}
    wanted = {citation.paragraph_id for citation in former}
    for paragraph, citation in today.items():
        if paragraph not in wanted:
            citation.delete()
    for was in former:
        if (standing := today.get(was.paragraph_id)) is None:
            _come_back(was, claim)
        else:
            _become(standing, was, CITED)


def _restore_figures(claim: Claim, former: list[Figure]) -> None:
    today = {figure.pk: figure for figure in claim.figures.all()}
    for key in today.keys() - {figure.pk for figure in former}:
        today[key].delete()
    for was in former:
        figure = today.get(was.pk)
        if figure is None:
            _come_back(was, claim)
            continue
        undecided = was.status == FigureStatus.PROPOSED
        if undecided and values_of(was) == values_of(figure):
            was.status, was.decided_by_id = figure.status, figure.decided_by_id
        names = [field.attname for field in Figure._meta.concrete_fields]
        _become(figure, was, [name for name in names if name not in {"id", "claim_id"}])


def _come_back(row: Citation | Figure, claim: Claim) -> None:
    """Add a row again, under the id that it had, so that its history goes on."""
    row.claim = claim
    row._state.adding = True
    row.full_clean(exclude=["claim"])
    row.save(force_insert=True)


def _become(row: models.Model, was: Any, names: Any) -> None:
    """Make a row what it was, when it differs."""
    changed = [name for name in names if getattr(row, name) != getattr(was, name)]
    for name in changed:
        setattr(row, name, getattr(was, name))
    if changed:
        row.save(update_fields=[name.removesuffix("_id") for name in changed])
