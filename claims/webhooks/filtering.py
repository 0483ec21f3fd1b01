"""What a webhook's filters may name: a topic, source, publisher or rating there is; a language."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.db.models import Model

from claims.models import Rating, Topic
from sources.constraints import LANGUAGE_TAG
from sources.models import Publisher, Source

# The filter, what it names one of, and the field that this is known by.
NAMED: Mapping[str, tuple[type[Model], str]] = {
    "topics": (Topic, "slug"),
    "sources": (Source, "slug"),
    "publishers": (Publisher, "slug"),
    "ratings": (Rating, "code"),
}
FILTERS = (*NAMED, "languages")
# Comparing takes time in proportion to the product of the lengths, and to the number of names.
_LONGEST, _MOST_COMPARED = 100, 10_000


def check_filters(filters: Mapping[str, list[str]]) -> None:
    """Raises ValidationError at each word that names nothing, or is there twice."""
    errors = {}
    for name, words in filters.items():
        unknown = _unknown(name, words)
        for index, word in enumerate(words):
            if word in unknown:
                errors[f"{name}/{index}"] = unknown[word]
            elif word in words[:index]:
                detail = f"{word!r} is given twice."
                errors[f"{name}/{index}"] = ValidationError(detail, code=f"{name[:-1]}_repeated")
    if errors:
        raise ValidationError(errors)


def _unknown(name: str, words: list[str]) -> dict[str, ValidationError]:
    if name == "languages":
        detail = 'A language is a BCP 47 tag such as "en", "zh-Hans" or "ru".'
        wrong = [word for word in words if not re.fullmatch(LANGUAGE_TAG, word)]
        return {word: ValidationError(detail, code="unknown_language") for word in wrong}
    model, field = NAMED[name]
    names = model._default_manager.values_list(field, flat=True)
    known = set(names.filter(**{f"{field}__in": words}))
    found = {}
    for word in words:
        if word not in known:
            near = get_close_matches(word[:_LONGEST], list(names[:_MOST_COMPARED]), n=1)
            hint = f"; did you mean {near[0]!r}?" if near else "."
            detail = f"There is no {name[:-1]} {word[:_LONGEST]!r}{hint}"
            found[word] = ValidationError(detail, code=f"unknown_{name[:-1]}")
    return found
