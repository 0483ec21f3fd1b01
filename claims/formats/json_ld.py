"""Values out of JSON-LD (pure): one or several, text, and the refusal of what is neither."""

from collections.abc import Mapping
from typing import Any

Keys = tuple[str | int, ...]


class NotAnAnnotation(Exception):
    """What was sent is no annotation that can be kept; `keys` lead to what is wrong."""

    def __init__(self, detail: str, *keys: str | int, code: str = "invalid") -> None:
        super().__init__(detail)
        self.detail, self.keys, self.code = detail, keys, code


def many(value: Any) -> list[Any]:
    """The values: JSON-LD writes one alone as itself, and none as null."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def each_of(value: Any, *keys: str | int) -> list[tuple[Any, Keys]]:
    """The values, each with the keys that lead to it."""
    if isinstance(value, list):
        return [(item, (*keys, index)) for index, item in enumerate(value)]
    return [(item, keys) for item in many(value)]


def text(sent: Mapping[str, Any], name: str, *keys: str | int) -> str:
    """The text of member `name`, "" when it is absent. Raises NotAnAnnotation."""
    value = sent.get(name, "")
    if not isinstance(value, str):
        raise NotAnAnnotation(f"{name} is text.", *keys, name, code="not_text")
    return value


def texts(sent: Mapping[str, Any], name: str, *, most: int) -> list[str]:
    """The texts of member `name`. Raises NotAnAnnotation."""
    values = many(sent.get(name))
    if not all(isinstance(value, str) for value in values):
        raise NotAnAnnotation(f"{name} is an IRI or a list of IRIs.", name, code="not_text")
    if len(values) > most:
        raise NotAnAnnotation(f"{name} has more than {most} IRIs.", name, code="too_many")
    return [str(value) for value in values]
