"""Query parameters: which ones a request gives, and how a wrong one is refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from django.http import QueryDict
from rest_framework import status
from rest_framework.exceptions import APIException

from sources.api.spelling import shortened, suggestion

# Naming the nearest takes time; a thousand misspelt names are not worth it.
_MOST_NAMED = 50


@dataclass(frozen=True, slots=True)
class WrongParameter:
    """One query parameter that is refused: a code for programs, a sentence for people."""

    name: str
    code: str
    detail: str


class WrongParameters(APIException):
    """The query is wrong; `wrong` tells all of it at once."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "invalid"

    def __init__(self, *wrong: WrongParameter) -> None:
        super().__init__({each.name: [each.detail] for each in wrong}, "invalid")
        self.wrong = wrong


def given(query: QueryDict) -> dict[str, list[str]]:
    """The parameters that say something: an empty value counts as absent."""
    said = {name: [value for value in values if value] for name, values in query.lists()}
    return {name: values for name, values in said.items() if values}


def value_of(query: QueryDict, name: str) -> str:
    """The value of parameter `name`; "" when it is absent or empty."""
    return given(query).get(name, [""])[0]


def switch_of(query: QueryDict, name: str) -> bool:
    """Whether parameter `name` is true; absent is false. Raises WrongParameters.

    Given without a value it is refused: whoever writes `?dry_run` does not mean false.
    """
    if name not in query:
        return False
    text = value_of(query, name).lower()
    if text not in {"0", "1", "true", "false"}:
        raise WrongParameters(WrongParameter(name, "invalid", f"{name} is true or false."))
    return text in {"1", "true"}


def check(query: QueryDict, known: Mapping[str, bool]) -> None:
    """Refuse what is not `known`, and what is repeated though `known` says False to that."""
    if wrong := list(islice(_wrong(query, known), _MOST_NAMED)):
        raise WrongParameters(*wrong)


def _wrong(query: QueryDict, known: Mapping[str, bool]) -> Iterable[WrongParameter]:
    said = given(query)
    for name in query:
        if name not in known:
            detail = f'There is no parameter "{shortened(name)}"; {suggestion(name, known)}'
            yield WrongParameter(shortened(name), "unknown_parameter", detail)
        elif len(said.get(name, [])) > 1 and not known[name]:
            yield WrongParameter(name, "repeated", f'"{name}" is given more than once.')
