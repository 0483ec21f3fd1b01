"""Who is looking at a claim: a lease of a minute."""

from datetime import timedelta

from claims.attending import attend, attendants, leave
from claims.models import Presence
from claims.models.attention import LEASE
from tests import factories


def age(person, by):
    """As if `person` had last said so some time ago."""
    rows = Presence.objects.filter(person=person)
    row = rows.get()
    rows.update(seen_at=row.seen_at - by, since=row.since - by)


def people(presences):
    return [presence.person for presence in presences]


def test_those_who_look_see_each_other_the_first_one_first(author, reviewer):
    claim = factories.make_claim(author)

    assert people(attend(claim=claim, by=reviewer)) == [reviewer]
    age(reviewer, timedelta(seconds=5))
    assert people(attend(claim=claim, by=author)) == [reviewer, author]


def test_a_lease_is_renewed_and_keeps_its_beginning(author):
    claim = factories.make_claim(author)
    attend(claim=claim, by=author)
    age(author, timedelta(seconds=30))
    [before] = attendants(claim)

    [after] = attend(claim=claim, by=author)

    assert after.since == before.since
    assert after.seen_at > before.seen_at


def test_a_lease_ends_after_a_minute_or_when_the_page_is_closed(author, reviewer):
    claim = factories.make_claim(author)
    attend(claim=claim, by=author)
    attend(claim=claim, by=reviewer)
    age(author, LEASE)
    assert people(attendants(claim)) == [reviewer]

    leave(claim=claim, by=reviewer)

    assert attendants(claim) == []


def test_who_comes_back_after_the_lease_begins_anew(author):
    claim = factories.make_claim(author)
    attend(claim=claim, by=author)
    age(author, 2 * LEASE)
    old = Presence.objects.get().since

    [presence] = attend(claim=claim, by=author)

    assert presence.since > old + LEASE


def test_what_nobody_renews_is_deleted_in_passing(author, reviewer):
    attend(claim=factories.make_claim(author), by=author)
    age(author, timedelta(hours=2))

    attend(claim=factories.make_claim(author), by=reviewer)

    assert people(Presence.objects.all()) == [reviewer]
