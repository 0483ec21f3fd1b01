"""The kinds of rows that have a history, each under the name that the API gives it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from claims.models import User
from claims.recording import recorded

# Bytes that readers get elsewhere; their hash is in the same row.
LEFT_OUT: Mapping[str, frozenset[str]] = {"claims.edition": frozenset({"document"})}
# Who works here, and where their programs are, is told to those who keep it.
CONFIDED: Mapping[str, str] = {
    "claims.roleheld": "claims.view_user",
    "claims.token": "claims.view_user",
    "claims.user": "claims.view_user",
    "claims.webhook": "claims.manage_webhook",
}
# What a row is known by, for people: the first of these that it has.
NAMES = ("slug", "code", "username", "title", "label", "name", "number", "text", "body", "decision")
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Resource:
    """A kind of row; `events` is the model of its events, or the model itself when its rows are
    written once and are their own record."""

    name: str
    label: str
    model: type[models.Model]
    events: type[models.Model]
    tracked: bool

    @property
    def fields(self) -> "list[models.Field[Any, Any]]":
        """The fields that a change is told by; not the primary key, which never changes."""
        left_out = LEFT_OUT.get(self.label, frozenset())
        return [
            field
            for field in self.events._meta.concrete_fields
            if not field.name.startswith("pgh_")
            and field.name != self.model._meta.pk.name
            and field.name not in left_out
        ]

    def read(self, keys: Iterable[int | str]) -> dict[str, Any]:
        """The events of these keys, or the rows written once of these primary keys."""
        rows: models.QuerySet[Any] = models.QuerySet(self.events).defer(
            *LEFT_OUT.get(self.label, ())
        )
        return {str(row.pk): row for row in rows.filter(pk__in=set(keys))}


def _resources() -> dict[str, Resource]:
    found = {}
    for each in recorded():
        # `pgh_event_models` is what pghistory keeps on a tracked model, an entry for each label.
        kept = getattr(each.model, "pgh_event_models", None)
        events = next(iter(kept.values())) if kept else each.model
        name = str(each.model._meta.verbose_name).replace(" ", "-")
        found[each.label] = Resource(name, each.label, each.model, events, tracked=bool(kept))
    return found


class _Resources(Mapping[str, Resource]):
    """By label, found when first asked: by then every app has its models."""

    def __init__(self) -> None:
        self._found: dict[str, Resource] = {}

    def _all(self) -> dict[str, Resource]:
        self._found = self._found or _resources()
        return self._found

    def __getitem__(self, label: str) -> Resource:
        return self._all()[label]

    def __iter__(self) -> Any:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def shown_to(self, user: User) -> list[str]:
        """The labels of what `user` may read the history of."""
        return [label for label in self if label not in CONFIDED or user.has_perm(CONFIDED[label])]

    def named(self, name: str) -> Resource | None:
        """The resource that the API calls so."""
        return next((each for each in self._all().values() if each.name == name), None)


RESOURCES = _Resources()


def name_of(row: Any) -> str:
    """What people know a row by: its slug, title or first words; a figure's or claim's text."""
    for field in NAMES:
        if text := str(getattr(row, field, None) or ""):
            return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"
    return ""
