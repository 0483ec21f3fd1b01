"""Whole numbers in a query."""

import re

from django.http import QueryDict

from sources.api.parameters import WrongParameter, WrongParameters, value_of


def number_of(query: QueryDict, name: str, *, default: int, most: int, least: int = 0) -> int:
    """Parameter `name` as a number from `least` to `most`; `default` when absent."""
    text = value_of(query, name)
    if not text:
        return default
    if not re.fullmatch("[0-9]{1,19}", text, re.ASCII) or not least <= int(text) <= most:
        detail = f"{name} is a whole number from {least} to {most}."
        raise WrongParameters(WrongParameter(name, "out_of_range", detail))
    return int(text)
