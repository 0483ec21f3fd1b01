"""/figures/, its series, and the claims list by figure."""

import json

import pytest

from claims import drafting
from claims.models import PublishedFigure
from tests import factories
from tests.crawling import UNKNOWN

FIGURES = "/api/v1/figures/"
SERIES = f"{FIGURES}series/"
RUB = {"unit": "RUB", "mantissa": "700", "scale": 9}


@pytest.fixture
def publish(author, reviewer):
    """Publish a claim with figures, each as (words, values)."""

    def make(text, *figures, **fields):
        claim = factories.make_claim(author, text=text, **fields)
        for words, values in figures:
            factories.add_figure(claim, author, words, **values)
        factories.approve(factories.submit(claim, author), reviewer)
        factories.publish(claim, reviewer)
        return factories.fresh(claim)

    return make


@pytest.fixture
def invested(publish):
    """The same sum in three claims, written otherwise in each."""
    for text, words, mantissa, scale in (
        ("Moscow invests 700 billion rubles [1]", "700 billion rubles", "700", 9),
        ("俄罗斯投资7000亿卢布 [1]", "7000亿卢布", "7000", 8),
        ("Moscow invests 0.7 trillion rubles [1]", "0.7 trillion rubles", "0.7", 12),
    ):
        values = {"value": "700000000000", "unit": "RUB", "mantissa": mantissa, "scale": scale}
        publish(text, (words, values), language="zh" if "俄" in text else "en")


def words(answer):
    assert answer.status_code == 200, answer.content
    return [each["text"] for each in answer.json()["results"]]


def refused(answer):
    assert answer.status_code == 400, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    return [(error["parameter"], error["code"]) for error in answer.json()["errors"]]


def test_a_figure_tells_where_it_stands(publish, reader):
    topics = [drafting.topic_called("Ports")]
    claim = publish("It grew 8% in 2024 [1][3]", ("8%", {"period": "2024"}), topics=topics)

    [figure] = reader.get(FIGURES).json()["results"]

    assert (figure["text"], figure["value"], figure["period_end"]) == ("8%", "8", "2024-12-31")
    assert figure["normalised"] == {"dimension": "share", "unit": "%", "low": "8", "high": "8"}
    assert (figure["claim"]["id"], figure["edition"]) == (str(claim.pk), 1)
    assert reader.get(figure["claim"]["url"]).json()["id"] == str(claim.pk)
    assert [c["marker"] for c in figure["citations"]] == ["[1]", "[3]"]
    assert reader.get(figure["citations"][1]["url"]).json()["number"] == 3
    assert figure["source"]["slug"] == claim.source.slug
    assert reader.get(f"{FIGURES}{figure['id']}/").json() == figure


def test_a_sum_is_found_however_it_is_written(invested, reader):
    for bound in ("700000000000", "0.7e12", "7E+11", "700000000000.00"):
        asked = {"unit": "RUB", "value_min": bound, "value_max": bound}
        assert len(words(reader.get(FIGURES, asked))) == 3
    assert words(reader.get(FIGURES, {"unit": "RUB", "value_min": "700000000001"})) == []
    assert words(reader.get(FIGURES, {"unit": "CNY"})) == []
    assert len(words(reader.get(FIGURES, {"dimension": "money"}))) == 3


def test_units_that_convert_are_one(publish, reader):
    publish("It weighs 1.5 tonnes [1]", ("1.5 tonnes", {"value": "1.5", "unit": "t"}))
    publish("It weighs 900 kg [1]", ("900 kg", {"value": "900", "unit": "kg"}))
    publish("It is 36 km/h fast [1]", ("36 km/h", {"value": "36", "unit": "km/h"}))

    mass = {"unit": "kg", "ordering": "value"}
    assert words(reader.get(FIGURES, mass)) == ["900 kg", "1.5 tonnes"]
    assert words(reader.get(FIGURES, mass | {"value_min": "1000"})) == ["1.5 tonnes"]
    assert words(reader.get(FIGURES, {"unit": "t", "value_max": "1"})) == ["900 kg"]
    assert words(reader.get(FIGURES, {"dimension": "mass", "value_max": "900"})) == ["900 kg"]
    assert words(reader.get(FIGURES, mass | {"value_min": "2", "value_max": "1"})) == []
    fast = {"unit": "m/s", "value_min": "10", "value_max": "10"}
    assert words(reader.get(FIGURES, fast)) == ["36 km/h"]
    assert words(reader.get(FIGURES, {"dimension": "speed"})) == ["36 km/h"]


def test_open_figures_may_be_what_they_do_not_exclude(publish, reader):
    publish("At least 32 villages [1]", ("32", {"value": "32", "unit": "1", "op": "ge"}))

    for bounds, found in (({"value_min": "40"}, 1), ({"value_max": "40"}, 1),
                          ({"value_max": "31"}, 0)):  # fmt: skip
        assert len(words(reader.get(FIGURES, {"unit": "1", **bounds}))) == found


def test_periods_overlap(publish, reader):
    for year in ("2022", "2024"):
        publish(f"It was 8% in {year} [1]", ("8%", {"period": year, "of": f"share {year}"}))
    publish("It has been 9% since [1]", ("9%", {"value": "9", "period": "2023/.."}))
    publish("It is 7% [1]", ("7%", {"value": "7"}))

    def found(**asked):
        return sorted(words(reader.get(FIGURES, asked)))

    assert found(period="2022") == ["8%"]
    assert found(period="2024-06") == ["8%", "9%"]
    assert found(period="2022-33/2022-35") == ["8%"]
    assert found(period="2025-33/..") == ["9%"]
    assert found(period="../2022-34") == ["8%"]
    assert found(period="2020/2030") == ["8%", "8%", "9%"]
    assert found(period_after="2023-01-01") == ["8%", "9%"]
    assert found(period_before="2022-12-31") == ["8%"]
    assert found(period_after="2030-01-01") == ["9%"]


def test_figures_are_filtered_by_where_and_how(publish, reader):
    claim = publish(
        "It is to be 40%, up 8% [1]",
        ("40%", {"value": "40", "modality": "target", "of": "recycling rate of rare earths"}),
        ("8%", {"role": "delta", "direction": "up"}),
        topics=[drafting.topic_called("Metals")],
    )
    publish("It is 7% [1]", ("7%", {"value": "7"}))

    for asked, found in (
        ({"topic": "metals"}, ["40%", "8%"]),
        ({"source": claim.source.slug}, ["40%", "8%"]),
        ({"claim": str(claim.pk)}, ["40%", "8%"]),
        ({"role": "delta"}, ["8%"]),
        ({"direction": "up"}, ["8%"]),
        ({"modality": "target"}, ["40%"]),
        ({"modality": "stated"}, ["7%", "8%"]),
        ({"kind": "share"}, ["40%", "7%", "8%"]),
        ({"measure": "the recycling rates"}, ["40%"]),
        ({"measure": "recycling of copper"}, []),
    ):
        assert sorted(words(reader.get(FIGURES, asked))) == found, asked


def test_a_measure_is_a_series_by_period(publish, reader):
    for year, share in (("2024", "91"), ("2022", "85")):
        values = {"value": share, "period": year, "of": "smelting capacity of China"}
        publish(f"China had {share}% in {year} [1]", (f"{share}%", values))
    publish("Others had 5% [1]", ("5%", {"value": "5", "of": "smelting capacity of China"}))

    [series] = reader.get(SERIES, {"measure": "smelting capacity"}).json()["series"]

    assert (series["dimension"], series["unit"]) == ("share", "%")
    assert [(p["period_start"], [f["text"] for f in p["figures"]]) for p in series["points"]] == [
        ("2022-01-01", ["85%"]), ("2024-01-01", ["91%"]),
    ]  # fmt: skip
    [figure] = reader.get(FIGURES, {"period": "2022"}).json()["results"]
    assert reader.get(figure["series"]).json()["series"] == [series]
    assert refused(reader.get(SERIES, {"figure": "x"})) == [("figure", "invalid")]
    assert reader.get(SERIES, {"figure": UNKNOWN}).status_code == 404
    assert refused(reader.get(SERIES)) == [("measure", "required")]
    assert refused(reader.get(SERIES, {"measure": "of the"})) == [("measure", "no_words")]
    assert refused(reader.get(SERIES, {"measure": "x", "ordering": "value"})) == [
        ("ordering", "unknown_parameter")
    ]


def test_the_schema_tells_all_that_a_series_takes(reader, db):
    paths = reader.get("/api/schema/", {"format": "json"}).json()["paths"]

    def told(path):
        given = paths[path]["get"]["parameters"]
        return {each["name"]: each.get("description") for each in given if each["in"] == "query"}

    series, figures = told(SERIES), told(FIGURES)
    paging = {"count", "cursor", "ordering", "page_size"}
    assert set(series) == set(figures) - paging | {"figure"}
    assert all(series[name] for name in series)


@pytest.mark.parametrize(
    ("asked", "errors"),
    [
        ({"unit": "peso"}, [("unit", "unknown_unit")]),
        ({"dimension": "weight"}, [("dimension", "unknown_dimension")]),
        ({"value_min": "NaN"}, [("value_min", "invalid")]),
        ({"value_min": "Infinity"}, [("value_min", "invalid")]),
        ({"value_max": "1e999999999"}, [("value_max", "out_of_range")]),
        ({"value_max": "1e-999999999"}, [("value_max", "out_of_range")]),
        ({"value_min": "9" * 70}, [("value_min", "out_of_range")]),
        ({"value_min": "many"}, [("value_min", "invalid")]),
        ({"period": "last year"}, [("period", "unknown_period")]),
        ({"period": "2024/2020"}, [("period", "period_backward")]),
        ({"period": "2025-35/2025-33"}, [("period", "period_backward")]),
        ({"period": "2025-35/2025-99"}, [("period", "unknown_period")]),
        ({"period": "[2020,2024]"}, [("period", "unknown_period")]),
        ({"period": "{2020,2024}"}, [("period", "unknown_period")]),
        ({"value_min": "1_000"}, [("value_min", "invalid")]),
        ({"period": "2" * 200}, [("period", "max_length")]),
        ({"period_after": "2024"}, [("period_after", "invalid")]),
        ({"claim": "x"}, [("claim", "invalid")]),
        ({"role": "size"}, [("role", "invalid_choice")]),
        ({"modality": "hoped"}, [("modality", "invalid_choice")]),
        ({"measure": "of the 7"}, [("measure", "no_words")]),
        ({"language": "x" * 36}, [("language", "invalid")]),
        ({"unitt": "%"}, [("unitt", "unknown_parameter")]),
        ({"ordering": "text"}, [("ordering", "unknown_ordering")]),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_at_its_parameter(reader, db, asked, errors):
    assert refused(reader.get(FIGURES, asked)) == errors


def test_a_figure_is_shown_in_the_readers_language(invested, reader):
    for language, shown in (
        ("en", "700 billion rubles"), ("zh", "7000亿卢布"), ("ru", "700 млрд ₽"),
        ("tlh", "700 billion rubles"),
    ):  # fmt: skip
        found = reader.get(FIGURES, {"language": language}).json()["results"]
        assert {figure["display"] for figure in found} == {shown}
    one = f"{FIGURES}{found[0]['id']}/"
    assert reader.get(one, {"language": "zh"}).json()["display"] == "7000亿卢布"
    assert "display" not in reader.get(one).json()


def test_pages_are_the_stored_bytes_in_any_ordering(invested, publish, reader):
    publish("It is 7% in 2024 [1]", ("7%", {"value": "7", "period": "2024"}))

    stored = set(PublishedFigure.objects.values_list("document", flat=True))
    for ordering in ("published_at", "-value", "period_start", "-period_start"):
        url, seen = f"{FIGURES}?ordering={ordering}&page_size=1&count=exact", []
        while url:
            answer = reader.get(url)
            seen += answer.json()["results"]
            assert answer.json()["count"] == 4
            url = answer.json()["next"]
        assert len({figure["id"] for figure in seen}) == 4
        assert {json.dumps(json.loads(text), sort_keys=True) for text in stored} == {
            json.dumps(figure, sort_keys=True) for figure in seen
        }


def test_lists_cost_the_same_for_one_and_for_many(
    invested, publish, reader, django_assert_num_queries
):
    for _ in range(2):
        for path, asked in (
            (FIGURES, {"unit": "RUB", "value_min": "1", "ordering": "value"}),
            (SERIES, {"measure": "invests"}),
            (FIGURES, {"topic": "ports", "language": "zh"}),
        ):
            with django_assert_num_queries(1):
                reader.get(path, asked)
        publish("It is 7% in 2024 [1]", ("7%", {"value": "7", "period": "2024"}))


def test_a_withdrawn_claim_has_no_figures(publish, reviewer, reader):
    claim = publish("It grew 8% [1]", ("8%", {}))
    [figure] = reader.get(FIGURES).json()["results"]

    factories.withdraw(claim, reviewer)

    assert words(reader.get(FIGURES)) == []
    assert reader.get(f"{FIGURES}{figure['id']}/").status_code == 404


def test_readers_see_figures_of_the_edition_not_of_the_desk(publish, author, reviewer, reader):
    claim = publish("It grew 8% [1]", ("8%", {}))
    [before] = reader.get(FIGURES).json()["results"]
    drafting.edit_figure(
        figure=claim.figures.get(), version=factories.fresh(claim).version, by=author, value="9"
    )
    assert reader.get(FIGURES).json()["results"] == [before]

    factories.approve(factories.submit(claim, author), reviewer)
    factories.publish(claim, reviewer)

    [after] = reader.get(FIGURES).json()["results"]
    assert (after["id"], after["value"], after["edition"]) == (before["id"], "9", 2)


def test_claims_are_found_by_a_figure_in_them(invested, publish, reader):
    both = publish(
        "It weighs 2 tonnes, costs 5 rubles [1]",
        ("2 tonnes", {"value": "2", "unit": "t"}),
        ("5 rubles", {"value": "5", "unit": "RUB"}),
    )

    def found(**asked):
        answer = reader.get("/api/v1/claims/", asked)
        assert answer.status_code == 200, answer.content
        return [each["id"] for each in answer.json()["results"]]

    assert len(found(unit="RUB")) == 4
    assert found(unit="kg") == [str(both.pk)]
    assert found(unit="kg", figure_min="2000", figure_max="2e3") == [str(both.pk)]
    # Both bounds speak of the same figure.
    assert found(unit="RUB", figure_min="6", figure_max="7") == []
    assert found(unit="RUB", figure_max="10") == [str(both.pk)]
    assert len(found(unit="RUB", figure_min="0.7e12")) == 3


def test_a_claims_figure_is_asked_for_with_its_unit(reader, db):
    asked = {"figure_min": "1", "figure_max": "NaN"}

    assert refused(reader.get("/api/v1/claims/", {"figure_min": "1"})) == [
        ("figure_min", "invalid")
    ]
    assert {name for name, _ in refused(reader.get("/api/v1/claims/", asked))} == set(asked)
    assert refused(reader.get("/api/v1/claims/", {"unit": "dollar"})) == [("unit", "unknown_unit")]
