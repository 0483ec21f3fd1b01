"""The normal form of a figure in the database: units, periods, digits; and rows of older rules."""

from decimal import Context, Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from hypothesis import given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from claims import drafting
from claims.gates import to_publish
from claims.models import Figure, User
from claims.quantities import digits
from claims.quantities.units import (
    DURATIONS,
    MEASURES,
    PLAIN,
    SHARES,
    UnknownUnit,
    currencies,
    kind_of,
    pattern,
)
from tests import factories

CODES = sorted({*MEASURES, *SHARES, *DURATIONS, *PLAIN, "pp", "{point}", "Cel"} | currencies())
RATES = st.lists(st.sampled_from(CODES), min_size=1, max_size=4).map("/".join)
UNITS = st.one_of(
    RATES,
    st.lists(st.sampled_from([*CODES, "/", ".", "*", " ", "\n", "|"]), max_size=4).map("".join),
    st.tuples(RATES, st.integers(0, 9)).map(lambda cut: cut[0][cut[1] :]),
    st.tuples(RATES, st.sampled_from(["swapcase", "title"])).map(lambda one: getattr(*one)()),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9),
)
WIDE = Context(prec=200)
OLD = ("claims", "0022_figures_are_published")


def known(unit: str) -> bool:
    try:
        return bool(kind_of(unit))
    except UnknownUnit:
        return False


@pytest.mark.django_db
@given(st.lists(UNITS, min_size=40, max_size=60))
@settings(max_examples=60, deadline=None)
def test_the_database_knows_the_units_that_the_code_knows(units: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT u ~ %s FROM unnest(%s::text[]) WITH ORDINALITY AS t(u, n) ORDER BY n",
                       [pattern(), units])  # fmt: skip
        found = [row[0] for row in cursor.fetchall()]

    assert dict(zip(units, found, strict=True)) == {unit: known(unit) for unit in units}


@pytest.mark.django_db
def test_every_code_of_the_table_is_known_alone_and_in_rates() -> None:
    units = [*CODES, *(f"{code}/{per}" for code in CODES for per in ("d", "km/h", "USD", "%", ""))]
    with connection.cursor() as cursor:
        cursor.execute("SELECT u FROM unnest(%s::text[]) AS t(u) WHERE u ~ %s", [units, pattern()])
        found = {row[0] for row in cursor.fetchall()}

    assert found == {unit for unit in units if known(unit)}
    assert max(map(len, found)) <= Figure._meta.get_field("unit").max_length


@given(
    st.decimals(-(10**20), 10**20, places=20, allow_nan=False),
    st.integers(-30, 45),
    st.sampled_from([Decimal(0), Decimal("1e-20"), Decimal(1)]),
)
@settings(max_examples=60, deadline=None)
@pytest.mark.django_db
def test_the_written_digits_make_the_value_to_the_last_place(
    mantissa: Decimal, scale: int, off: Decimal
) -> None:
    value = WIDE.add(digits.scaled(mantissa, scale), off)
    figure = Figure(mantissa=mantissa, scale=scale, value=value)
    rule = next(one for one in Figure._meta.constraints if one.name.startswith("figure_mantissa"))

    if not off:
        rule.validate(Figure, figure)
        return
    with pytest.raises(ValidationError) as refused:
        rule.validate(Figure, figure)
    assert list(refused.value.message_dict) == ["mantissa"]


def test_a_figure_that_breaks_its_normal_form_is_refused_at_its_field(
    author: User, as_author: APIClient
) -> None:
    claim = factories.make_claim(author)
    figure = factories.figure_of(claim)
    url = f"/api/v1/desk/claims/{claim.pk}/figures/{figure.pk}/"

    def refused(**body: Any) -> list[tuple[str, str]]:
        etag = f'"{factories.fresh(claim).version}"'
        answer = as_author.patch(url, body, format="json", HTTP_IF_MATCH=etag)
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
        return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]

    assert refused(unit="USD/furlong") == [("/unit", "unknown_unit")]
    assert refused(period="../..") == [("/period", "unknown_period")]
    assert refused(period="soon") == [("/period", "unknown_period")]
    assert refused(period="", period_rel="by") == [("/period_rel", "no_period")]
    assert refused(mantissa="7", scale=0) == [("/mantissa", "mantissa_differs")]
    assert refused(role="level", basis="yoy") == [("/basis", "no_delta")]
    assert factories.figure_of(claim).status == "proposed"


def test_an_open_period_has_one_day(author: User) -> None:
    claim = factories.make_claim(author)

    figure = factories.add_figure(claim, author, period="2012/..", period_rel="since")

    assert (str(figure.period_start), figure.period_end) == ("2012-01-01", None)


def test_digits_that_find_no_room_follow_a_corrected_value_as_they_can(author: User) -> None:
    figure = factories.add_figure(
        factories.make_claim(author, text="It holds 7 tonnes [1]"),
        author,
        text="7 tonnes",
        value="7e30",
        unit="t",
        mantissa="7",
        scale=30,
    )

    figure = drafting.edit_figure(
        figure=figure, version=factories.fresh(figure.claim).version, by=author, value="0.1"
    )

    assert (figure.mantissa, figure.scale) == (Decimal("0.1"), 0)


@pytest.mark.django_db(transaction=True)
def test_what_older_rules_allowed_is_put_in_order() -> None:
    last = [
        key for key in MigrationExecutor(connection).loader.graph.leaf_nodes() if key[0] == "claims"
    ]
    call_command("loaddata", "ratings", verbosity=0)
    author = factories.make_user("publisher", "author")
    claims = [factories.make_claim(author) for _ in range(6)]
    versions = [claim.version for claim in claims]
    wrong: list[dict[str, Any]] = [
        {"unit": "furlong", "kind": "measure"},
        {"period": "../..", "period_rel": "in"},
        {"period_rel": "by"},
        {"mantissa": 7, "scale": 2},
        {"basis": "yoy", "role": "level"},
        {"unit": "CNY/t", "period": "2012/..", "period_start": "2012-01-01", "period_rel": "since"},
    ]
    try:
        MigrationExecutor(connection).migrate([OLD])
        for claim, values in zip(claims, wrong, strict=True):
            claim.figures.filter(text="8%").update(**values)

        MigrationExecutor(connection).migrate(last)

        unit, timeless, undated, digital, level, right = (
            factories.figure_of(claim) for claim in claims
        )
        assert (unit.unit, unit.counted, unit.kind, unit.start) == ("1", "furlong", "count", None)
        assert (timeless.period, timeless.period_rel) == ("", "")
        assert (undated.period_rel, level.basis) == ("", "")
        assert (digital.mantissa, digital.scale, digital.value) == (None, 0, 8)
        assert (right.unit, right.period, right.period_rel) == ("CNY/t", "2012/..", "since")
        for each in (unit, timeless, undated, digital, level, right):
            each.full_clean()
        raised = [factories.fresh(c).version - v for c, v in zip(claims, versions, strict=True)]
        assert [n > 0 for n in raised] == [True] * 5 + [False]
        assert [reason.code for reason in to_publish(claims[0], author)][-1] == "undecided_figure"
    finally:
        MigrationExecutor(connection).migrate(last)
