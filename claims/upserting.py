"""Write what is known by a natural key: add it, or bring it to what is asked; twice is once.

Each function does what the single endpoint does, through the same functions. `if_match` is the
version that the caller saw; without it the row as it stands is changed. All run inside the
caller's transaction.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from claims import drafting, reviewing
from claims.errors import Conflict, Reason, Stale
from claims.models import Citation, Claim, Claimant, Figure, State, Submission, Topic, User
from sources.capturing import publisher_named
from sources.locks import Lock, hold
from sources.models import Publisher, Source
from sources.naming import free_slug

Row = TypeVar("Row", bound=models.Model)
# What a subject is called by, and what it is found by when no slug is given.
_NAMED_BY: dict[type[models.Model], str] = {Publisher: "name", Topic: "label", Claimant: "name"}


@dataclass(frozen=True, slots=True)
class Done:
    """What became of an operation: created, updated, unchanged, submitted or deleted."""

    result: str
    row: Publisher | Topic | Claimant | Source | Claim | Citation | Figure | Submission | None
    version: int | None


class Unknown(Conflict):
    """What an operation is about is not there; the API answers 404. `name` is the field of it."""

    code = "not_found"

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(detail, reasons=[Reason(f"unknown_{name}", detail, f"/{name}")])


@transaction.atomic
def upsert_subject(
    *,
    kind: type[Publisher] | type[Topic] | type[Claimant],
    by: User,
    values: dict[str, Any],
    if_match: int | None = None,
) -> Done:
    """A publisher or topic by slug or name, a claimant by type and name.

    Whoever drafts may add one; changing one takes the right to change it in the admin. Raises
    Stale, PermissionDenied, ValidationError.
    """
    rows = kind._default_manager.select_for_update(no_key=True).order_by("pk")
    found = rows.filter(_known_by(kind, values)).first()
    if found is None:
        hold(Lock.NAMING)
        found = rows.all().filter(_known_by(kind, values)).first()
    if found is None:
        _must_be_new("The row", if_match)
        name = _NAMED_BY[kind]
        _need(values, name)
        slug = values.get("slug") or free_slug(kind, values[name], fallback=kind.__name__.lower())
        row = kind(**{**values, "slug": slug})
        row.full_clean()
        row.save()
        return Done("created", row, row.version)
    _must_be("The row", found.version, if_match)
    changed = {name: value for name, value in values.items() if getattr(found, name) != value}
    if not changed:
        return Done("unchanged", found, found.version)
    if not by.has_perm(f"{kind._meta.app_label}.change_{kind._meta.model_name}"):
        raise PermissionDenied(f"Your role may not change {kind._meta.verbose_name_plural}.")
    for name, value in changed.items():
        setattr(found, name, value)
    found.full_clean()
    found.save(update_fields=list(changed))
    found.refresh_from_db(fields=["version"])
    return Done("updated", found, found.version)


@transaction.atomic
def upsert_source(
    *, slug: str, by: User, values: dict[str, Any], reason: str = "", if_match: int | None = None
) -> Done:
    """A source by slug; its publisher is added when not known. Raises Stale, ValidationError."""
    found = Source.objects.select_for_update(no_key=True).filter(slug=slug).first()
    if "publisher" in values:
        values = {**values, "publisher": publisher_named(values["publisher"])}
    if found is None:
        _must_be_new("The source", if_match)
        _need(values, "title", "publisher")
        made = drafting.draft_source(by=by, slug=slug, **values)
        return Done("created", made, made.version)
    before = found.version
    version = before if if_match is None else if_match
    edited = drafting.edit_source(source=found, version=version, by=by, reason=reason, **values)
    return Done("unchanged" if edited.version == before else "updated", edited, edited.version)


@transaction.atomic
def upsert_text(
    *, source: str, text: str, by: User, reason: str = "", if_match: int | None = None
) -> Done:
    """The text of a source, captured or captured again. Raises Stale, Unknown, ValidationError."""
    found = find_source(source)
    had_text = found.paragraphs.exclude(text="").exists()
    version = found.version if if_match is None else if_match
    done = drafting.capture_source(source=found, version=version, text=text, by=by, reason=reason)
    same = all(change.kind == "unchanged" for change in done.changes)
    result = "unchanged" if same else "updated" if had_text else "created"
    return Done(result, done.source, done.source.version)


@transaction.atomic
def upsert_claim(
    *,
    source: Source,
    claim: Claim | None,
    by: User,
    values: drafting.ClaimFields,
    reason: str = "",
    if_match: int | None = None,
) -> Done:
    """A claim by its key, which `values` holds; `claim` is what `find_claim` found.

    Raises Stale, ValidationError.
    """
    if claim is None:
        _must_be_new("The claim", if_match)
        _need(dict(values), "text")
        made = drafting.draft_claim(source=source, by=by, reason=reason, **values)
        return Done("created", made, made.version)
    before = claim.version
    version = before if if_match is None else if_match
    edited = drafting.edit_claim(claim=claim, version=version, by=by, reason=reason, **values)
    return _of_claim(edited, before=before, row=edited)


@transaction.atomic
def set_citation(
    *, claim: Claim, marker: str, by: User, values: dict[str, Any], **acting: Any
) -> Done:
    """Stance and quote of the citation of this marker. Raises Stale, Unknown, ValidationError."""
    cited = {citation.marker: citation for citation in claim.citations.select_related("claim")}
    if marker not in cited:
        raise Unknown("marker", f"The claim has no marker {marker[:100]!r}.")
    version = _version(claim, acting.pop("if_match", None))
    citation = drafting.edit_citation(
        citation=cited[marker], version=version, by=by, **values, **acting
    )
    return _of_claim(claim, before=claim.version, row=citation)


@transaction.atomic
def upsert_figure(*, claim: Claim, by: User, values: dict[str, Any], **acting: Any) -> Done:
    """A figure by its words, and by `start` where they stand twice; `status` alone decides.

    Raises Stale, Unknown, ValidationError.
    """
    version = _version(claim, acting.pop("if_match", None))
    known = claim.figures.filter(text=values["text"])
    if "start" in values:
        known = known.filter(start=values["start"])
    found = list(known[:2])
    if len(found) > 1:
        detail = "The claim has several figures of these words: give start."
        raise ValidationError({"text": ValidationError(detail, code="ambiguous_words")})
    acting |= {"version": version, "by": by}
    if found and "status" in values:
        figure = drafting.decide_figure(figure=found[0], status=values["status"], **acting)
    elif "status" in values:
        raise Unknown("text", "The claim has no such figure to decide on.")
    elif found:
        figure = drafting.edit_figure(figure=found[0], **values, **acting)
    else:
        added = drafting.add_figure(claim=claim, **values, **acting)
        return Done("created", added, _version(fresh(claim), None))
    return _of_claim(claim, before=claim.version, row=figure)


@transaction.atomic
def submit(*, claim: Claim, by: User, comment: str = "", if_match: int | None = None) -> Done:
    """Submit a claim; one whose revision is before the reviewers already stays there.

    Raises Stale, NotReady.
    """
    version = _version(claim, if_match)
    waiting = claim.submissions.filter(revision=claim.revision).first()
    if waiting is not None and claim.state == State.IN_REVIEW:
        return Done("unchanged", waiting, version)
    made = reviewing.submit_claim(claim=claim, version=version, by=by, comment=comment)
    return Done("submitted", made, made.claim.version)


@transaction.atomic
def delete(*, claim: Claim | None, by: User, if_match: int | None = None) -> Done:
    """Delete a draft; one that is gone already stays gone. Raises Stale, Conflict."""
    if claim is None:
        return Done("unchanged", None, None)
    drafting.delete_claim(claim=claim, version=_version(claim, if_match), by=by)
    return Done("deleted", None, None)


def find_source(slug: str) -> Source:
    """The source of this slug, locked: always before its claims. Raises Unknown."""
    found = Source.objects.select_for_update(no_key=True).filter(slug=slug).first()
    if found is None:
        raise Unknown("source", f"There is no source {slug!r}.")
    return found


def find_claim(source: Source, key: str) -> Claim | None:
    """The claim of this key in a locked source, locked too."""
    return Claim.objects.select_for_update(no_key=True).filter(source=source, key=key).first()


def fresh(claim: Claim) -> Claim:
    """The claim as it stands now."""
    return Claim.objects.get(pk=claim.pk)


def _known_by(kind: type[models.Model], values: dict[str, Any]) -> models.Q:
    if kind is Claimant:
        return models.Q(type=values.get("type", "Organization"), name=values.get("name"))
    if "slug" in values:
        return models.Q(slug=values["slug"])
    name = _NAMED_BY[kind]
    return models.Q(**{f"{name}__iexact": values.get(name, "")})


def _of_claim(claim: Claim, *, before: int, row: Claim | Citation | Figure) -> Done:
    version = _version(fresh(claim), None)
    return Done("unchanged" if version == before else "updated", row, version)


def _version(claim: Claim, if_match: int | None) -> int:
    """The version to change: the one the caller saw, else the one that stands."""
    _must_be("The claim", claim.version, if_match)
    return int(claim.version)


def _must_be(what: str, version: int, if_match: int | None) -> None:
    if if_match not in {None, version}:
        raise Stale(what, seen=if_match or 0, version=version)


def _must_be_new(what: str, if_match: int | None) -> None:
    """Whoever names a version thinks that there is a row."""
    _must_be(what, 0, if_match)


def _need(values: dict[str, Any], *names: str) -> None:
    missing = [name for name in names if not values.get(name)]
    if missing:
        raise ValidationError(
            {n: ValidationError("What is added needs this.", code="required") for n in missing}
        )
