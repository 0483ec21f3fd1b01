"""A claim as it stood at one of its revisions, put together again from the events.

A revision is shown as it last stood: before the next one was made, with what was decided on it
meanwhile. Its parts, and what it names (paragraphs, its source, topics), are read as of that
moment. The moment is a place in the order of operations, not a time. A transaction that made a
later change of the claim may have written elsewhere before it waited for the claim: nothing of
such a transaction counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet

from claims.errors import Conflict
from claims.history.resources import RESOURCES
from claims.models import (
    Citation,
    Claim,
    Claimant,
    ClaimTopic,
    Figure,
    HistoryOperation,
    Revision,
    Section,
    Topic,
)
from sources.models import Paragraph, Publisher, Source

M = TypeVar("M", bound=models.Model)


class NotRecorded(Conflict):
    """The claim came into this database after that revision, by a fixture or a restored file."""

    code = "not_recorded"


@dataclass(frozen=True, slots=True)
class Moment:
    """A place in the order of operations, as one claim saw it; without `before`, today."""

    claim: Any
    before: int | None

    def operations(self) -> QuerySet[HistoryOperation]:
        """What was done by then."""
        done = HistoryOperation.objects.exclude(event=None)
        if self.before is None:
            return done
        same = HistoryOperation.objects.filter(
            subject=str(self.claim),
            entry__transaction=OuterRef("entry__transaction"),
            entry__made_at=OuterRef("entry__made_at"),
        )
        later = Exists(same.filter(id__gte=self.before))
        earlier = Exists(same.filter(id__lt=self.before))
        return done.filter(earlier | ~later, id__lt=self.before)


def claim_at(claim: Claim, number: int) -> Claim:
    """The claim as revision `number` last stood, with its parts: not saved, to be read only.

    It reads like `Claim.objects.with_parts()`. Raises Revision.DoesNotExist, and NotRecorded.
    """
    Revision.objects.get(claim=claim, number=number)
    moment = Moment(claim.pk, _end_of(claim, number))
    stood = next(iter(_as_of(Claim, [claim.pk], moment).values()), None)
    if stood is None or stood.revision != number:
        raise NotRecorded(f"What revision {number} said was not recorded here.")
    stood.author = claim.author
    try:
        _complete(stood, moment)
    except KeyError as error:
        raise NotRecorded(f"Part of what revision {number} named was not recorded here.") from error
    return stood


def _complete(stood: Claim, moment: Moment) -> None:
    """Give the claim its parts and all that it names. Raises KeyError for what is not recorded."""
    citations, links = _parts(Citation, moment), _parts(ClaimTopic, moment)
    figures = _parts(Figure, moment)
    paragraphs = _as_of(Paragraph, (each.paragraph_id for each in citations), moment)
    homes = {stood.source_id, *(each.source_id for each in paragraphs.values())}
    sources = _as_of(Source, homes, moment)
    publishers = _as_of(Publisher, (each.publisher_id for each in sources.values()), moment)
    topics = _as_of(Topic, (each.topic_id for each in links), moment)
    for source in sources.values():
        source.publisher = publishers[source.publisher_id]
    for paragraph in paragraphs.values():
        paragraph.source = sources[paragraph.source_id]
    for citation in citations:
        citation.claim, citation.paragraph = stood, paragraphs[citation.paragraph_id]
    for link in links:
        link.topic = topics[link.topic_id]
    stood.source = sources[stood.source_id]
    if stood.section_id is not None:
        stood.section = _as_of(Section, [stood.section_id], moment)[stood.section_id]
    if stood.claimant_id is not None:
        stood.claimant = _as_of(Claimant, [stood.claimant_id], moment)[stood.claimant_id]
    _hold(stood, "citations", sorted(citations, key=lambda each: each.position))
    _hold(stood, "topic_links", sorted(links, key=lambda each: each.position))
    figures.sort(key=lambda each: (each.start is None, each.start or 0, each.pk))
    _hold(stood, "figures", figures)


def _hold(claim: Claim, name: str, rows: list[Any]) -> None:
    """Make the rows what `claim.<name>.all()` gives."""
    manager = getattr(claim, name)
    held = manager.get_queryset()
    held._result_cache, held._prefetch_done = rows, True
    claim.__dict__.setdefault("_prefetched_objects_cache", {})[name] = held


def _end_of(claim: Claim, number: int) -> int | None:
    """The operation at which the revision ceased to be the claim's; None while it stands."""
    made = _made(claim, number + 1)
    if made is None:
        return None
    mine = HistoryOperation.objects.filter(subject=str(claim.pk))
    here = mine.filter(
        entry__transaction=made.entry.transaction, entry__made_at=made.entry.made_at
    ).order_by("id")
    start = _made(claim, number)
    if start is None or (start.entry.transaction, start.entry.made_at) != (
        made.entry.transaction,
        made.entry.made_at,
    ):
        return here.values_list("id", flat=True)[0]
    # Both were made by one transaction: the first ends when its state was set, with the claim's
    # next update, the very first one with its own row.
    closing = here.filter(id__gt=start.pk, resource="claims.claim").first()
    return start.pk + 1 if number == 1 or closing is None else closing.pk + 1


def _made(claim: Claim, number: int) -> HistoryOperation | None:
    """The operation that made a revision."""
    events: Any = models.QuerySet(RESOURCES["claims.revision"].events)
    event = events.filter(claim_id=claim.pk, number=number, pgh_label="insert").first()
    if event is None:
        return None
    return (
        HistoryOperation.objects.filter(
            row=str(event.pgh_obj_id), resource="claims.revision", event=event.pk
        )
        .select_related("entry")
        .first()
    )


def _parts(model: type[M], moment: Moment) -> list[M]:
    label = model._meta.label_lower
    mine = HistoryOperation.objects.filter(subject=str(moment.claim), resource=label)
    rows = mine.values_list("row", flat=True).distinct()
    return list(_as_of(model, rows, moment).values())


def _as_of(model: type[M], keys: Iterable[Any], moment: Moment) -> dict[Any, M]:
    """The rows of these primary keys as they stood then, those that there were."""
    resource = RESOURCES[model._meta.label_lower]
    wanted = {str(key) for key in keys if key is not None}
    if not wanted:
        return {}
    last = (
        moment.operations()
        .filter(resource=resource.label, row__in=wanted)
        .order_by("row", "-id")
        .distinct("row")
        .values_list("event", "kind")
    )
    events = resource.read(event for event, kind in last if kind != "delete" and event is not None)
    names = [field.attname for field in model._meta.concrete_fields]
    rows = [model(**{name: getattr(event, name) for name in names}) for event in events.values()]
    return {row.pk: row for row in rows}


def states_reached(claim: Any, numbers: Iterable[int]) -> dict[int, str]:
    """The state that each of these revisions of the claim with this id came to."""
    events: Any = models.QuerySet(RESOURCES["claims.claim"].events)
    last = events.filter(pgh_obj_id=claim, revision__in=list(numbers)).order_by(
        "revision", "-pgh_id"
    )
    return dict(last.distinct("revision").values_list("revision", "state"))
