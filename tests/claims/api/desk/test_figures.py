"""/desk/figures/propose/: the figures of a text, with nothing stored."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.models import Figure

URL = "/api/v1/desk/figures/propose/"


def propose(client: APIClient, **body: Any) -> Any:
    return client.post(URL, body, format="json")


def test_nobody_asks_without_signing_in(reader: APIClient) -> None:
    assert propose(reader, text="Up 8%").status_code == 401


def test_the_figures_of_a_text_are_answered_and_not_stored(as_author: APIClient) -> None:
    answer = propose(as_author, text="投资7000亿卢布，同比增长8%。", as_of="2025-11-07")

    assert answer.status_code == 200
    money, growth = answer.json()["figures"]
    assert (money["value"], money["unit"], money["mantissa"], money["scale"]) == (
        "700000000000", "RUB", "7000", 8,
    )  # fmt: skip
    assert (growth["value"], growth["direction"], growth["basis"]) == ("8", "up", "yoy")
    assert {"confidence", "rule", "status"} <= growth.keys()
    assert answer.json()["engine"].startswith("rules-")
    assert not Figure.objects.exists()


def test_years_are_counted_from_the_day_that_is_given(as_author: APIClient) -> None:
    def period(day: str | None) -> Any:
        return propose(as_author, text="It grew by 8% last year", as_of=day).json()["figures"][0][
            "period"
        ]

    assert (period("2025-11-07"), period("2020-01-01"), period(None)) == ("2024", "2019", None)


def test_a_text_without_numbers_has_none(as_author: APIClient) -> None:
    assert propose(as_author, text="").json()["figures"] == []
    assert propose(as_author, text="Nothing of the kind").json()["figures"] == []


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/text"),
        ({"text": 5}, "/text"),
        ({"text": "x" * 10_001}, "/text"),
        ({"text": "8%", "as_of": "last year"}, "/as_of"),
        ({"text": "8%", "lang": "en"}, "/lang"),
        ({"text": "8%", "language": "e" * 36}, "/language"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_place(
    as_author: APIClient, body: dict[str, Any], pointer: str
) -> None:
    answer = propose(as_author, **body)

    assert answer.status_code == 400
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]
