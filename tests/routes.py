"""Every address that Stet answers at: what the resolver knows, and real addresses of it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.urls import get_resolver

_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
_GROUP = re.compile(r"\(\?P<(\w+)>[^()]*\)")


def routes() -> list[str]:
    """Every route as it is written in the tables of the tests: `/api/v1/claims/<pk>/`."""
    return list(_routes(get_resolver(), "/"))


def _routes(resolver: Any, prefix: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        here = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _routes(pattern, here)
        else:
            plain = _GROUP.sub(r"<\1>", here).replace("^", "").removesuffix("$")
            yield _PARAMETER.sub(r"<\1>", plain)


def address(route: str, places: Mapping[str, object]) -> str:
    """A route with its parameters filled in, and its query if it needs one.

    The segment before a parameter says what goes there: `claims/<pk>/` takes `places["claims"]`,
    unless the whole address before it does: `places["/api/v1/figures"]`.
    In the admin that is the first row of the model; else the parameter's own name is asked.
    """
    parts = route.split("/")
    for index, part in enumerate(parts):
        if found := _PARAMETER.fullmatch(part):
            before, name = parts[index - 1], found[1]
            whole = "/".join(parts[:index])
            before = whole if whole in places else before
            row = None if before in places else _first_row(parts[index - 2], before)
            if row is None and before not in places and name not in places:
                raise LookupError(f"say in the places of the world what {part} of {route} is")
            parts[index] = str(row or (places[before] if before in places else places[name]))
    return "/".join(parts) + str(places.get(route, ""))


def _first_row(app: str, model: str) -> object:
    try:
        row = apps.get_model(app, model)._default_manager.order_by("pk").first()
    except LookupError:
        return None
    assert row is not None, f"the world has no {model}"
    return row.pk
