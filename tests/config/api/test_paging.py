"""A list is walked once, in order, both ways, whatever happens between the pages."""

import itertools
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.models import Publisher, Source

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.config.api.endpoints")]

URL = "/api/try/sources/"
SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
ORDERINGS = ["published_at", "publisher", "kind", "language", "retrieved_at"]
numbers = itertools.count()


@pytest.fixture
def publishers():
    names = ["a", "B", "é", "Z", "稀"]
    return [Publisher.objects.create(slug=f"p{i}", name=name) for i, name in enumerate(names)]


def make_source(publisher, day=None, language="en"):
    n = next(numbers)
    at = None if day is None else SOME_DAY + timedelta(days=day, microseconds=day)
    return Source.objects.create(
        publisher=publisher, slug=f"s{n}", title=f"S{n}", published_at=at, language=language
    )


def slugs(answer):
    assert answer.status_code == 200, answer.json()
    return [row["slug"] for row in answer.json()["results"]]


def walk(client, url, link="next"):
    """The pages from `url` on, following `link`."""
    pages = []
    while url:
        answer = client.get(url)
        pages.append(slugs(answer))
        url = answer.json()[link]
        assert len(pages) < 100, "the walk does not end"
    return pages


def joined(pages):
    return list(itertools.chain.from_iterable(pages))


def expected(ordering):
    """All slugs in the order that the ordering promises, worked out in Python."""
    name, falling = ordering.removeprefix("-"), ordering.startswith("-")
    rows = list(Source.objects.select_related("publisher"))

    def key(row):
        return row.publisher.name if name == "publisher" else getattr(row, name)

    keyed = [row for row in rows if key(row) is not None]
    keyed.sort(key=lambda row: (key(row), row.pk), reverse=falling)
    keyless = sorted((r for r in rows if key(r) is None), key=lambda r: r.pk, reverse=falling)
    return [row.slug for row in keyed + keyless]


rows = st.lists(
    st.tuples(st.integers(0, 4), st.none() | st.integers(0, 2), st.sampled_from(["", "en", "zh"])),
    max_size=14,
)
orderings = st.builds("{}{}".format, st.sampled_from(["", "-"]), st.sampled_from(ORDERINGS))
many = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@many
@given(rows=rows, ordering=orderings, size=st.integers(1, 5))
def test_every_row_comes_once_and_in_order_both_ways(client, publishers, rows, ordering, size):
    Source.objects.all().delete()
    for publisher, day, language in rows:
        make_source(publishers[publisher], day, language)
    start = f"{URL}?ordering={ordering}&page_size={size}"

    forward = walk(client, start)
    answer = client.get(start)
    while answer.json()["next"]:
        answer = client.get(answer.json()["next"])
    backward = [slugs(answer)]
    if answer.json()["previous"]:
        backward += walk(client, answer.json()["previous"], "previous")

    assert joined(forward) == expected(ordering)
    assert joined(reversed(backward)) == expected(ordering)
    assert all(len(page) == size for page in forward[:-1])


@many
@given(
    rows=rows,
    ordering=orderings,
    size=st.integers(1, 4),
    deleted=st.lists(st.sets(st.integers(0, 13)), max_size=6),
    added=st.lists(st.tuples(st.integers(0, 4), st.none() | st.integers(0, 2)), max_size=6),
    turns=st.lists(st.sampled_from(["next", "previous"]), max_size=12),
)
def test_what_comes_and_goes_between_pages_drops_and_repeats_nothing_else(
    client, publishers, rows, ordering, size, deleted, added, turns
):
    Source.objects.all().delete()
    made = [make_source(publishers[p], day, language).slug for p, day, language in rows]
    stay = set(made) - {made[i] for each in deleted for i in each if i < len(made)}
    answer = client.get(f"{URL}?ordering={ordering}&page_size={size}")
    changes = itertools.zip_longest(deleted, added)

    for turn in turns:  # wander about while rows come and go
        for each, new in itertools.islice(changes, 1):
            Source.objects.filter(slug__in=[made[i] for i in each or () if i < len(made)]).delete()
            if new:
                make_source(publishers[new[0]], new[1])
        if answer.json()[turn]:
            answer = client.get(answer.json()[turn])
            assert answer.status_code == 200
    here = slugs(answer)
    before = (
        walk(client, answer.json()["previous"], "previous") if answer.json()["previous"] else []
    )
    after = walk(client, answer.json()["next"]) if answer.json()["next"] else []
    seen = joined(reversed(before)) + here + joined(after)

    assert len(seen) == len(set(seen))
    assert [slug for slug in seen if slug in stay] == [s for s in expected(ordering) if s in stay]


def test_a_page_that_was_emptied_leads_back(client, publishers):
    first, second, third = (make_source(publishers[0], day).slug for day in (0, 1, 2))
    start = client.get(f"{URL}?ordering=published_at&page_size=1").json()
    middle = client.get(start["next"]).json()
    Source.objects.filter(slug=first).delete()

    before = client.get(middle["previous"]).json()
    again = client.get(before["next"]).json()

    assert before["results"] == []
    assert before["previous"] is None
    assert [row["slug"] for row in again["results"]] == [second]
    assert client.get(again["next"]).json()["results"][0]["slug"] == third


def test_a_page_is_one_query(client, publishers, django_assert_num_queries):
    for day in (None, None, 1, 2, 3):
        make_source(publishers[0], day)

    for ordering in ORDERINGS:
        url = f"{URL}?page_size=2&ordering=-{ordering}"
        while url:
            with django_assert_num_queries(1):
                url = client.get(url).json()["next"]


def test_the_neighbours_stand_in_the_link_header(client, publishers):
    for day in range(3):
        make_source(publishers[0], day)

    first = client.get(f"{URL}?page_size=1")
    second = client.get(first.json()["next"])

    assert first.headers["Link"] == f'<{first.json()["next"]}>; rel="next"'
    assert first.json()["next"].startswith(f"http://testserver{URL}?")
    assert second.headers["Link"] == (
        f'<{second.json()["next"]}>; rel="next", <{second.json()["previous"]}>; rel="prev"'
    )
    assert "Link" not in client.get(URL).headers


def test_rows_are_counted_only_when_asked(client, publishers):
    for day in range(3):
        make_source(publishers[0], day)

    assert "count" not in client.get(f"{URL}?page_size=1").json()
    assert client.get(f"{URL}?page_size=1&count=exact").json()["count"] == 3
    assert isinstance(client.get(f"{URL}?page_size=1&count=estimated").json()["count"], int)


@pytest.mark.parametrize(
    ("query", "parameter", "code"),
    [
        ("page_size=0", "page_size", "out_of_range"),
        ("page_size=201", "page_size", "out_of_range"),
        ("page_size=-1", "page_size", "out_of_range"),
        ("page_size=1e1", "page_size", "out_of_range"),
        ("page_size=٣", "page_size", "out_of_range"),
        ("page_size=" + "9" * 5000, "page_size", "out_of_range"),
        ("ordering=title", "ordering", "unknown_ordering"),
        ("ordering=--kind", "ordering", "unknown_ordering"),
        ("ordering=kind,language", "ordering", "unknown_ordering"),
        ("ordering=publisher__name", "ordering", "unknown_ordering"),
        ("ordering=-", "ordering", "unknown_ordering"),
        ("count=yes", "count", "unknown_count"),
        ("cursor=x", "cursor", "wrong_cursor"),
        ("cursor=cD1ub3RhZGF0ZQ==", "cursor", "wrong_cursor"),
        ("cursor=" + "x" * 9000, "cursor", "wrong_cursor"),
        ("cursor=a:b:%F0%9F%98%80", "cursor", "wrong_cursor"),
    ],
)
def test_a_wrong_page_is_refused(client, query, parameter, code):
    answer = client.get(f"{URL}?{query}")

    assert answer.status_code == 400
    assert [(e["parameter"], e["code"]) for e in answer.json()["errors"]] == [(parameter, code)]


def test_a_misspelt_ordering_is_told_the_nearest(client):
    body = client.get(f"{URL}?ordering=-publishd_at").json()

    assert body["detail"] == 'There is no ordering "-publishd_at"; did you mean "published_at"?'


def test_a_cursor_belongs_to_its_list_and_filters(client, publishers):
    for day in range(3):
        make_source(publishers[0], day)
    cursor = client.get(f"{URL}?page_size=1").json()["next"].partition("cursor=")[2]

    same = client.get(f"{URL}?page_size=2&cursor={cursor}")
    other_list = client.get(f"/api/try/publishers/?cursor={cursor}")
    other_order = client.get(f"{URL}?cursor={cursor}&ordering=kind")
    forged = client.get(f"{URL}?cursor={cursor[:-1]}{'a' if cursor[-1] != 'a' else 'b'}")

    assert len(slugs(same)) == 2
    for answer in (other_list, other_order, forged):
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["parameter"] == "cursor"


def test_a_cursor_of_one_filter_is_not_for_another(client, publishers):
    url = "/api/try/publishers/"
    Publisher.objects.update(country="CN")
    cursor = client.get(f"{url}?country=CN&page_size=1").json()["next"]
    cursor = cursor.partition("cursor=")[2].partition("&")[0]

    assert client.get(f"{url}?country=CN&country=DE&cursor={cursor}").status_code == 400
    assert client.get(f"{url}?cursor={cursor}").status_code == 400
    assert client.get(f"{url}?country=CN&cursor={cursor}").status_code == 200


def test_text_is_ordered_by_code_point(client, publishers):
    found = client.get("/api/try/publishers/?ordering=name").json()["results"]

    assert json.dumps([row["name"] for row in found]) == json.dumps(["B", "Z", "a", "é", "稀"])
