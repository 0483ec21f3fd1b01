"""/figures/conflicts/: which published figures disagree."""

import pytest

from claims import drafting
from claims.dismissing import dismiss_conflict
from claims.models import FigureConflict
from tests import factories

CONFLICTS = "/api/v1/figures/conflicts/"


@pytest.fixture
def say(author, reviewer):
    """Publish a claim with one figure."""

    def make(text, words, *, paragraphs=(), **values):
        topics = values.pop("topics", [])
        source = factories.make_source()
        if paragraphs:
            factories.capture(source, *paragraphs, by=author)
        claim = factories.make_claim(author, text=text, topics=topics, source=source)
        factories.add_figure(claim, author, words, **values)
        factories.approve(factories.submit(claim, author), reviewer)
        factories.publish(claim, reviewer)
        return factories.fresh(claim)

    return make


def moved(say, count, text="The harbour moved {} containers in May [1]", **values):
    return say(
        text.format(count), count, value=count, unit="1", counted="container", mantissa=count,
        **values,
    )  # fmt: skip


def found(reader, **asked):
    answer = reader.get(CONFLICTS, asked)
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def test_a_conflict_shows_both_sides_and_why(say, reader):
    one = moved(say, "412", paragraphs=["In May 412 containers were moved."])
    other = moved(say, "512", text="In May the harbour moved {} containers [1]")

    [conflict] = found(reader)

    assert conflict["code"] == "values_differ"
    assert "100 apart" in conflict["detail"]
    sides = {side["claim"]["id"]: side for side in conflict["figures"]}
    assert set(sides) == {str(one.pk), str(other.pk)}
    assert sides[str(one.pk)]["reach"] == {"low": "412", "high": "412"}
    assert sides[str(one.pk)]["claim"]["text"] == "The harbour moved 412 containers in May"
    [paragraph] = sides[str(one.pk)]["paragraphs"]
    assert (paragraph["marker"], paragraph["text"]) == ("[1]", "In May 412 containers were moved.")
    assert reader.get(f"{CONFLICTS}{conflict['id']}/").json() == conflict


def test_what_is_no_conflict_is_not_listed(say, reader):
    moved(say, "412")
    moved(say, "412", text="In May the harbour moved {} containers [1]")
    moved(say, "900", text="The airport moved {} passengers [1]")
    say("Russia buys 75% of its rare earths in China, a reliance to end [1]", "75%", value="75",
        of="reliance on China for rare earths")  # fmt: skip
    say("Russia covers just a quarter of its own demand for rare earths [1]", "a quarter",
        value="25", num=1, den=4, of="own demand for rare earths")  # fmt: skip
    for year, share in (("2022", "85"), ("2024", "91")):
        say(f"China had {share}% of smelting capacity in {year} [1]", f"{share}%", value=share,
            period=year, of="smelting capacity")  # fmt: skip

    assert found(reader) == []


def test_a_conflict_is_found_by_either_side(say, reader):
    one = moved(say, "412", topics=[drafting.topic_called("Ports")])
    other = moved(say, "512")

    [conflict] = found(reader)

    for asked in (
        {"topic": "ports"}, {"source": one.source.slug}, {"source": other.source.slug},
        {"claim": str(one.pk)}, {"claim": str(other.pk)}, {"dimension": "count"},
        {"figure": conflict["figures"][1]["id"]},
    ):  # fmt: skip
        assert found(reader, **asked) == [conflict], asked
    for asked in ({"topic": "cranes"}, {"source": "x"}, {"dimension": "mass"}):
        assert found(reader, **asked) == []
    assert reader.get(CONFLICTS, {"dimension": "weight"}).status_code == 400
    assert reader.get(CONFLICTS, {"topics": "ports"}).status_code == 400


def test_a_conflict_goes_when_a_side_goes(say, author, reviewer, reader):
    one = moved(say, "412")
    other = moved(say, "512")
    factories.edit(one, author, claimed_on="2025-06-02")
    factories.approve(factories.submit(one, author), reviewer)
    factories.publish(one, reviewer)
    assert len(found(reader)) == 1

    factories.withdraw(other, reviewer)

    assert found(reader) == []


def test_a_dismissed_conflict_comes_back_when_a_figure_changes(say, author, reviewer, reader):
    one = moved(say, "412")
    moved(say, "512")
    dismiss_conflict(conflict=FigureConflict.objects.get(), by=reviewer, reason="Two harbours.")
    assert found(reader) == []

    def publish_again(**change):
        if change:
            drafting.edit_figure(
                figure=one.figures.get(), version=factories.fresh(one).version, by=author, **change
            )
        else:
            factories.edit(one, author, claimed_on="2025-06-02")
        factories.approve(factories.submit(one, author), reviewer)
        factories.publish(one, reviewer)

    publish_again()
    assert found(reader) == []
    publish_again(value="413")
    assert len(found(reader)) == 1


def test_the_list_costs_the_same_for_one_and_for_many(say, reader, django_assert_num_queries):
    for count in ("412", "512", "612", "712"):
        moved(say, count)
        with django_assert_num_queries(1):
            found(reader, topic="ports")
    assert len(found(reader)) == 6
