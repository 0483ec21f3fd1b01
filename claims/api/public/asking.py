"""Make a question of a query: each value by its filter's own field, then what goes together."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django_filters.constants import EMPTY_VALUES

from claims.api.public.filters import PublicationFilter
from claims.finding import Question
from claims.finding.questions import Range
from claims.quantities.dimensions import normalise, scale_of
from sources.api.parameters import WrongParameter, WrongParameters, given

MOST_IDS = 200
MOST_WORDS = 50
# A cursor's walk asks one question page after page.
_REMEMBERED = 1_000


def question_of(query: QueryDict) -> Question:
    """What the query asks for. Raises WrongParameters with everything that is wrong."""
    filters = PublicationFilter.base_filters
    said = given(query)
    return _question(tuple(sorted((name, said[name][0]) for name in said if name in filters)))


@lru_cache(_REMEMBERED)
def _question(said: tuple[tuple[str, str], ...]) -> Question:
    # The form of a filter set copies all of its fields; only those that are given are looked at.
    values: dict[str, Any] = {}
    wrong: list[WrongParameter] = []
    for name, text in said:
        try:
            values[name] = _value(name, text)
        except ValidationError as error:
            wrong += [
                WrongParameter(name, each.code or "invalid", each.messages[0])
                for each in error.error_list
            ]
    wrong += _apart(values)
    if wrong:
        raise WrongParameters(*wrong)
    return Question(
        ids=None if "id" not in values else tuple(values["id"]),
        rating=tuple(values.get("rating", ())),
        language=tuple(values.get("language", ())),
        figure=_range(values),
        **{name: values[name] for name in _PLAIN if name in values},
    )


_PLAIN = """
    topic source publisher paragraph claimant claimed_after claimed_before published_after
    published_before as_of
""".split()


def _value(name: str, text: str) -> Any:
    field = PublicationFilter.base_filters[name].field
    value = field.clean(field.widget.value_from_datadict({name: text}, {}, name))
    if value in EMPTY_VALUES:
        raise ValidationError(f"{name} has no value that it can have.", code="invalid")
    if isinstance(value, list):
        most = MOST_IDS if name == "id" else MOST_WORDS
        if len(value) > most:
            raise ValidationError(f"{name} takes at most {most} at once.", code="too_many")
        value = list(dict.fromkeys(each for each in value if each not in EMPTY_VALUES))
        if not value:
            raise ValidationError(f"{name} names nothing.", code="invalid")
    return int(value) if name == "paragraph" else value


def _apart(values: Mapping[str, Any]) -> Iterator[WrongParameter]:
    """A paragraph's number says nothing without its source, nor a figure without its unit."""
    if "paragraph" in values and "source" not in values:
        yield WrongParameter("paragraph", "invalid", "A paragraph is named with its source.")
    for name in ("figure_min", "figure_max"):
        if name in values and "unit" not in values:
            yield WrongParameter(name, "invalid", "A figure's value goes with its unit.")


def _range(values: Mapping[str, Any]) -> Range | None:
    if "unit" not in values:
        return None
    unit = values["unit"]
    scale = scale_of(unit)
    low, high = (
        normalise(unit, values[name]) if name in values else None
        for name in ("figure_min", "figure_max")
    )
    return Range(scale.dimension, scale.base, low, high)
