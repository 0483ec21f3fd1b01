"""What the desk did in a span of time."""

from datetime import UTC, datetime, timedelta

from claims.drafting import topic_called
from claims.reporting import report
from tests import factories

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
FAR_AHEAD = datetime(2100, 1, 1, tzinfo=UTC)


def whole(by):
    return report(since=LONG_AGO, until=FAR_AHEAD, by=by)


def counts(line):
    return {measure: count for measure, count in line.counts.items() if count}


def test_each_person_has_a_line_of_what_they_did(author, reviewer):
    claim = factories.published_claim(author, reviewer)
    claim = factories.edit(claim, author, text="The harbour moved 413 containers [1]")
    claim = factories.send_back(factories.submit(claim, author), reviewer)
    factories.approve(factories.submit(claim, author), reviewer)
    factories.publish(claim, reviewer, correction="It was 413.")
    factories.withdraw(claim, reviewer)

    lines, total = whole("person")

    by_name = {line.name: counts(line) for line in lines}
    assert by_name["author"] == {"drafted": 1, "submitted": 3}
    assert by_name["reviewer"] == {
        "reviewed": 3, "returned": 1, "published": 2, "corrected": 1, "withdrawn": 1,
    }  # fmt: skip
    assert counts(total) == by_name["author"] | by_name["reviewer"]
    taken = {line.name: line.seconds_to_publish for line in lines}
    assert taken["reviewer"] is None
    assert 0 <= taken["author"] == total.seconds_to_publish < 60
    assert taken["author"] == round(taken["author"], 3)


def test_a_claim_of_two_topics_counts_for_both_and_once_in_the_whole(author, reviewer):
    topics = [topic_called("Ports"), topic_called("Trade")]
    factories.published_claim(author, reviewer, topics=topics)
    factories.make_claim(author)

    lines, total = whole("topic")

    assert [(line.name, line.label, line.counts["drafted"]) for line in lines] == [
        ("", "", 1), ("ports", "Ports", 1), ("trade", "Trade", 1),
    ]  # fmt: skip
    assert (total.counts["drafted"], total.counts["published"]) == (2, 1)
    assert lines[1].seconds_to_publish == total.seconds_to_publish


def test_the_time_to_publish_is_the_middle_one(author, reviewer):
    edits = [factories.published_claim(author, reviewer) for _ in range(3)]
    times = sorted(
        (edition.published_at - claim.created_at).total_seconds()
        for claim in edits
        for edition in claim.editions.all()
    )

    _, total = whole("person")

    assert abs(total.seconds_to_publish - times[1]) < 0.001


def test_what_is_outside_of_the_span_does_not_count(author):
    claim = factories.make_claim(author)
    moment = claim.created_at

    inside, _ = report(since=moment, until=moment + timedelta(milliseconds=1), by="person")
    before, _ = report(since=LONG_AGO, until=moment, by="person")

    assert [line.name for line in inside] == ["author"]
    assert before == []


def test_a_report_costs_the_same_for_one_and_for_many(author, reviewer, django_assert_num_queries):
    for count in (1, 3):
        for _ in range(count):
            factories.published_claim(factories.make_user(), reviewer)
        for by in ("person", "topic"):
            with django_assert_num_queries(17):
                whole(by)
