"""What readers see of sealed lines, as rows: publications, and figures with their documents."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.backends.utils import CursorWrapper

from claims.annotating import show_remarks_on
from claims.loading.sealing import Taken, moment
from claims.loading.shelves import columns
from claims.loading.staging import copy
from claims.models import Claim, Publication, PublishedFigure, PublishedSource
from claims.shelving.figures import read_figures, row_of
from claims.shelving.former import kept_bounds
from claims.shelving.terms import unit_term

_FIGURE = [str(field.column) for field in PublishedFigure._meta.concrete_fields]


def lay_shown(cursor: CursorWrapper, taken: Sequence[Taken]) -> None:
    """Put what readers see of each line into `load_shown`, and figures into their table."""
    shown = columns()
    described = ", ".join(f"{name} {kind}" for name, kind in shown.items())
    cursor.execute(f"CREATE TEMPORARY TABLE IF NOT EXISTS load_shown ({described}) ON COMMIT DROP")
    cursor.execute("TRUNCATE load_shown")
    publishers = _publishers(taken)
    rows = []
    figures: list[PublishedFigure] = []
    for one in taken:
        content = one.content
        made = _publication(one, publishers[one.entry.line])
        own = []
        if not one.entry.withdrawn:
            own = [row_of(made, content, read) for read in one.entry.figures]
        units = sorted({unit_term(figure.dimension, figure.base) for figure in own})
        bounds = []
        if one.until and not one.entry.withdrawn:
            bounds = [kept_bounds(read.bounds) for read in one.entry.figures]
        if one.until is None:
            figures += own
        values = {
            "line": one.entry.line,
            "until": one.until,
            "withdrawn": one.entry.withdrawn,
            "units": units,
            "bounds": json.dumps(bounds),
        }
        rows.append([values[name] if name in values else getattr(made, name) for name in shown])
    copy(cursor, "load_shown", shown, rows)
    cursor.execute("ANALYZE load_shown")
    one_by_one = ([getattr(figure, name) for name in _FIGURE] for figure in figures)
    cursor.execute(
        "CREATE TEMPORARY TABLE IF NOT EXISTS load_shown_figure "
        "(LIKE claims_publishedfigure) ON COMMIT DROP"
    )
    cursor.execute("TRUNCATE load_shown_figure")
    copy(cursor, "load_shown_figure", _FIGURE, one_by_one)


def read_ahead(content: Mapping[str, Any]) -> list[Any]:
    """The figures of a line, understood: the costly part, for which no lock is needed."""
    return list(read_figures(content))


def _publication(one: Taken, publisher: str) -> Publication:
    """As `claims.shelving.publications` makes it."""
    content, sealed = one.content, one.sealed
    rating, section = content["rating"] or {}, content["section"] or {}
    return Publication(
        claim_id=one.id,
        edition_id=one.edition,
        source_id=content["source"]["slug"],
        sequence=content["sequence"],
        status=content["status"],
        rating=rating.get("code", ""),
        rating_value=rating.get("value"),
        language=content["language"],
        publisher=publisher,
        claimant=(content["claimant"] or {}).get("slug", ""),
        section_title=section.get("title", ""),
        section_position=section.get("position"),
        position=content["position"],
        claimed_on=content["claimed_on"],
        first_published_at=content["first_published_at"],
        published_at=moment(content["published_at"]),
        document=sealed.document.decode() if sealed else "",
        sha256=sealed.sha256 if sealed else "",
    )


def _publishers(taken: Iterable[Taken]) -> dict[int, str]:
    """Each line's publisher: of a withdrawal, what the newest edition before it says of its
    source."""
    slugs = {one.content["source"]["slug"] for one in taken if one.entry.withdrawn}
    rows = (
        PublishedSource.objects.filter(slug__in=slugs) if slugs else PublishedSource.objects.none()
    )
    told = dict(rows.values_list("slug", "publisher"))
    found = {}
    for one in taken:
        for described in (one.content["source"], *one.content["cited_sources"]):
            if not one.entry.withdrawn or described["slug"] not in told:
                told[described["slug"]] = described["publisher"]["slug"]
        found[one.entry.line] = told[one.content["source"]["slug"]]
    return found


def show_remarks(cursor: CursorWrapper) -> None:
    """Public remarks on what the batch published anew, or on the paragraphs that it cites."""
    cursor.execute(
        "SELECT DISTINCT g.id FROM load_good g WHERE g.last AND EXISTS ("
        "SELECT FROM claims_annotation a WHERE a.claim_id = g.id OR a.paragraph_id IN ("
        "SELECT c.paragraph_id FROM claims_citation c WHERE c.claim_id = g.id))"
    )
    for claim in Claim.objects.filter(pk__in=[row[0] for row in cursor.fetchall()]):
        show_remarks_on(claim)
