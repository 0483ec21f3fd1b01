"""What claims are filed under, found by its name or added: claimants, sections, topics."""

from django.db import transaction
from django.db.models import Max, Q

from claims.drafting.revisions import hold_source
from claims.models import Claimant, Section, Topic
from sources.locks import Lock, hold
from sources.models import Source
from sources.naming import free_slug


@transaction.atomic
def claimant_named(name: str, *, type: str = "Organization", url: str = "") -> Claimant:  # noqa: A002 - schema.org's word
    """The claimant of this type and name, added when there is none. Raises ValidationError."""
    name = " ".join(name.split())
    wanted = Claimant.objects.filter(type=type, name=name)
    found = wanted.first()
    if found is None:
        hold(Lock.NAMING)
        found = wanted.all().first()
    if found is None:
        slug = free_slug(Claimant, name, fallback="claimant")
        found = Claimant(slug=slug, type=type, name=name, url=url)
        found.full_clean()
        found.save()
    return found


@transaction.atomic
def section_titled(source: Source, title: str) -> Section:
    """The section of this title, added after the source's last one. Raises ValidationError."""
    title = " ".join(title.split())
    hold_source(source.pk)
    found = source.sections.filter(title=title).order_by("position").first()
    if found is None:
        last = source.sections.aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + 1
        found = Section(source=source, title=title, position=position)
        found.full_clean()
        found.save()
    return found


@transaction.atomic
def topic_called(label: str) -> Topic:
    """The topic of this label or slug, added when there is none. Raises ValidationError."""
    label = " ".join(label.split())
    wanted = Topic.objects.filter(Q(label__iexact=label) | Q(slug=label)).order_by("pk")
    found = wanted.first()
    if found is None:
        hold(Lock.NAMING)
        found = wanted.all().first()
    if found is None:
        found = Topic(slug=free_slug(Topic, label, fallback="topic"), label=label)
        found.full_clean()
        found.save()
    return found
