"""Leave, edit and delete remarks."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models.functions import Lower

from claims import anchors
from claims.annotating.locking import hold_editions, lock_annotation, text_of
from claims.annotating.showing import show
from claims.errors import Conflict, Gone
from claims.mentions import find_mentions
from claims.models import Anchor, Annotation, Mention, Motivation, Part, User, Visibility
from sources.models import now

EDITABLE = frozenset({"body", "motivation", "language", "visibility"})


@transaction.atomic
def annotate(*, by: User, **fields: Any) -> Annotation:
    """Leave a remark on a claim, a part of it, a paragraph, a span of either; or reply (`parent`).

    A span is `quote` (with `prefix` and `suffix` when it stands there more than once), or
    `start` and `end`, or both. Raises ValidationError at the field that is wrong, Gone for a
    reply to a deleted remark, and PermissionDenied for a public remark by somebody who neither
    reviews nor publishes.
    """
    annotation = Annotation(author=by, **fields)
    if annotation.parent is not None:
        hold_editions(annotation.visibility)
        _join_thread(annotation, annotation.parent, given=fields)
    else:
        _name_part(annotation)
        _choose_span(annotation)
        hold_editions(annotation.visibility)
    _check_visibility(annotation, by)
    annotation.full_clean()
    annotation.save()
    _name_people(annotation)
    show(annotation)
    return annotation


@transaction.atomic
def edit_annotation(*, annotation: Annotation, version: int, by: User, **fields: Any) -> Annotation:
    """Change the words of one's own remark, or who sees it; what it is on stays.

    Whoever reviews or publishes may change the visibility of any remark; an administrator
    everything. A thread that goes back to the desk takes its replies along. Raises Stale,
    Gone, PermissionDenied, Conflict, ValidationError.
    """
    hold_editions(annotation.visibility, fields.get("visibility"))
    annotation = lock_annotation(annotation, version=version)
    before = {name: getattr(annotation, name) for name in EDITABLE}
    for name in EDITABLE & fields.keys():
        setattr(annotation, name, fields[name])
    changed = {name for name in EDITABLE if getattr(annotation, name) != before[name]}
    if not changed:
        return annotation
    if changed - {"visibility"} or not _may_publish(by):
        check_own(annotation, by)
    if "visibility" in changed or annotation.visibility == Visibility.PUBLIC:
        _check_visibility(annotation, by)
    annotation.edited_at = now()
    annotation.full_clean()
    annotation.save(update_fields=[*changed, "edited_at"])
    annotation.refresh_from_db(fields=["version"])
    _name_people(annotation)
    show(annotation)
    if "visibility" in changed and annotation.visibility == Visibility.DESK:
        _take_replies_back(annotation)
    return annotation


@transaction.atomic
def delete_annotation(*, annotation: Annotation, version: int, by: User) -> Annotation:
    """Take back one's own remark: nobody is shown it, its row and history stay.

    Its replies stay too, at the desk. Raises Stale, Gone, PermissionDenied.
    """
    hold_editions(annotation.visibility)
    annotation = lock_annotation(annotation, version=version)
    check_own(annotation, by)
    annotation.deleted_at, annotation.deleted_by = now(), by
    annotation.save(update_fields=["deleted_at", "deleted_by"])
    show(annotation)
    _take_replies_back(annotation)
    return annotation


def check_own(annotation: Annotation, by: User) -> None:
    """Only its author, or an administrator, changes a remark. Raises PermissionDenied."""
    if annotation.author_id != by.pk and not by.has_perm("claims.change_annotation"):
        raise PermissionDenied("This is somebody else's remark.")


def _join_thread(annotation: Annotation, parent: Annotation, *, given: dict[str, Any]) -> None:
    """A reply has the target of its parent, and says nothing else."""
    parent = Annotation.objects.select_for_update(no_key=True).get(pk=parent.pk)
    if parent.deleted_at is not None:
        raise Gone("The remark that this replies to was deleted.")
    for name in ("claim", "citation", "figure", "paragraph"):
        if given.get(name) is not None and given[name].pk != getattr(parent, f"{name}_id"):
            raise _wrong(name, "other_target", "A reply has the target of its parent.")
        setattr(annotation, f"{name}_id", getattr(parent, f"{name}_id"))
    for name in ("quote", "start"):
        if given.get(name) not in (None, ""):
            raise _wrong(name, "other_target", "A reply has the target of its parent.")
    annotation.parent = parent
    annotation.root = parent.root or parent
    annotation.part, annotation.part_words = parent.part, parent.part_words
    annotation.cited_id = parent.cited_id
    if "motivation" not in given:
        annotation.motivation = Motivation.REPLYING.value
    gone = annotation.paragraph is not None and annotation.paragraph.number is None
    if parent.part or gone:
        annotation.anchor = parent.anchor


def _name_part(annotation: Annotation) -> None:
    """What the remark is on, for the day when the part is gone."""
    if annotation.citation is not None and annotation.figure is not None:
        raise _wrong("figure", "no_part", "A remark is on one part of a claim.")
    part = annotation.citation or annotation.figure
    if part is None:
        return
    if annotation.claim_id is None and annotation.paragraph_id is None:
        annotation.claim = part.claim
    if part.claim_id != annotation.claim_id:
        name = "citation" if annotation.citation is not None else "figure"
        raise _wrong(name, "no_target", "The part belongs to another claim.")
    if annotation.citation is not None:
        annotation.part, annotation.part_words = Part.CITATION.value, annotation.citation.marker
        annotation.cited = annotation.citation.paragraph
    elif annotation.figure is not None:
        annotation.part, annotation.part_words = Part.FIGURE.value, annotation.figure.text


def _choose_span(annotation: Annotation) -> None:
    text = text_of(annotation.claim, annotation.paragraph)
    if annotation.paragraph is not None and annotation.paragraph.number is None:
        annotation.anchor = Anchor.ORPHAN.value
    names = ("quote", "prefix", "suffix", "start", "end")
    given = {name: getattr(annotation, name) for name in names}
    if annotation.part or not any(value not in (None, "") for value in given.values()):
        return
    if annotation.paragraph is not None and not text:
        raise _wrong("quote", "not_captured", "The text of the paragraph is not captured yet.")
    try:
        chosen = anchors.select(text, **given)
    except anchors.NotThere as error:
        raise _wrong(error.field, error.code, error.detail) from error
    annotation.quote, annotation.prefix = chosen.quote, chosen.prefix
    annotation.suffix, annotation.start, annotation.end = chosen.suffix, chosen.start, chosen.end
    if annotation.anchor != Anchor.ORPHAN:
        annotation.place_start, annotation.place_end = chosen.start, chosen.end


def _check_visibility(annotation: Annotation, by: User) -> None:
    if annotation.visibility != Visibility.PUBLIC:
        return
    if not _may_publish(by):
        raise PermissionDenied("Whoever reviews or publishes decides what readers see.")
    for above in (annotation.parent, annotation.root):
        if above is not None and above.visibility != Visibility.PUBLIC:
            raise Conflict("A reply in a thread of the desk is not public.")


def _may_publish(by: User) -> bool:
    return by.has_perm("claims.publish_claim") or by.has_perm("claims.review_claim")


def _public_below(annotation: Annotation) -> list[Annotation]:
    """The public replies under a remark, however deep."""
    found: list[Annotation] = []
    level = [annotation]
    while level:
        level = list(Annotation.objects.filter(parent__in=level, visibility=Visibility.PUBLIC))
        found += level
    return found


def _take_replies_back(annotation: Annotation) -> None:
    for reply in _public_below(annotation):
        reply.visibility = Visibility.DESK.value
        reply.save(update_fields=["visibility"])
        show(reply)


def _name_people(annotation: Annotation) -> None:
    """Make the mentions those of the body: active accounts of the desk, in any case."""
    wanted: dict[int, User] = {}
    named = find_mentions(annotation.body)
    lowered = {name.lower() for names in named for name in names}
    people = User.objects.filter(is_active=True, is_staff=True) if lowered else User.objects.none()
    found = people.alias(lower=Lower("username")).filter(lower__in=lowered)
    known: dict[str, User] = {person.username.lower(): person for person in found}
    for names in named:
        person = next((known[n.lower()] for n in names if n.lower() in known), None)
        if person is not None:
            wanted.setdefault(person.pk, person)
    for mention in annotation.mentions.exclude(person__in=wanted):
        mention.delete()
    there = set(annotation.mentions.values_list("person", flat=True))
    for pk, person in wanted.items():
        if pk not in there:
            Mention.objects.create(annotation=annotation, person=person)


def _wrong(field: str, code: str, detail: str) -> ValidationError:
    return ValidationError({field: ValidationError(detail, code=code)})
