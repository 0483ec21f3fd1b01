"""`fields`: some members of a document instead of all, by their paths."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import rfc8785
from rest_framework import serializers

from sources.api.parameters import WrongParameter, WrongParameters
from sources.api.spelling import shortened, suggestion

MOST_FIELDS = 100
# Names to what is wanted of each; an empty mapping wants all of it.
Wanted = Mapping[str, "Wanted"]


@lru_cache(200)
def wanted(text: str, shape: type[serializers.Serializer]) -> Wanted:
    """What `fields=id,source.slug` asks for; paths that the shape lacks are refused."""
    known = paths_of(shape)
    paths = [path.strip() for path in text.split(",") if path.strip()]
    unknown = [path for path in paths if path not in known]
    if unknown or len(paths) > MOST_FIELDS or not paths:
        detail = (
            f'There is no field "{shortened(unknown[0])}"; {suggestion(unknown[0], known)}'
            if unknown
            else f"fields names 1 to {MOST_FIELDS} fields, by comma."
        )
        raise WrongParameters(WrongParameter("fields", "unknown_field", detail))
    tree: dict[str, Any] = {}
    # The shorter path first: `source,source.slug` wants all of the source.
    for path in sorted(set(paths), key=lambda path: path.count(".")):
        here, whole = tree, False
        *above, last = path.split(".")
        for name in above:
            whole = whole or (here.get(name) == {} and name in here)
            here = here.setdefault(name, {})
        if not whole:
            here.setdefault(last, {})
    return tree


@lru_cache
def paths_of(shape: type[serializers.Serializer]) -> dict[str, bool]:
    """The paths of a shape's fields; those of lists are of each of their items."""
    found: dict[str, bool] = {}
    for name, field in shape().fields.items():
        found[name] = True
        inner = field.child if isinstance(field, serializers.ListSerializer) else field
        if isinstance(inner, serializers.Serializer):
            found |= {f"{name}.{path}": True for path in paths_of(type(inner))}
    return found


def selected(document: bytes, tree: Wanted) -> bytes:
    """The document with only what is wanted, in canonical JSON as the whole one is."""
    return rfc8785.dumps(_picked(json.loads(document), tree))


def _picked(value: Any, tree: Wanted) -> Any:
    if not tree:
        return value
    if isinstance(value, list):
        return [_picked(item, tree) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: _picked(value[name], inner) for name, inner in tree.items() if name in value}
