"""The data for people: loaded, dumped and loaded again, it stays the same."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from claims.models import Claim, Edition, Publication, User
from tests.demo import DUMP, FIXTURE, MODELS, build

RATINGS = FIXTURE.with_name("ratings.json")


def load() -> None:
    call_command("loaddata", "ratings", "rare_earths", verbosity=0)


def dump(path: Path) -> str:
    call_command("dumpdata", *MODELS, **DUMP, output=str(path), verbosity=0)
    return path.read_text(encoding="utf-8")


@pytest.mark.django_db
def test_the_demo_is_the_same_after_load_and_dump_and_load_again(tmp_path: Path) -> None:
    load()
    first = dump(tmp_path / "first.json")
    load()
    second = dump(tmp_path / "second.json")

    assert first == FIXTURE.read_text(encoding="utf-8")
    assert second == first


@pytest.mark.django_db
def test_the_ratings_are_the_same_after_load_and_dump(tmp_path: Path) -> None:
    for _ in range(2):
        call_command("loaddata", "ratings", verbosity=0)
        call_command(
            "dumpdata", "claims.rating", indent=2, output=str(tmp_path / "r.json"), verbosity=0
        )

        assert json.loads((tmp_path / "r.json").read_text()) == json.loads(RATINGS.read_text())


@pytest.mark.django_db
def test_the_demos_log_holds() -> None:
    load()

    call_command("verify")

    assert Edition.objects.count() == 10


@pytest.mark.django_db
def test_the_demo_shows_claims_in_every_state_and_the_seeds_references() -> None:
    load()

    claims = list(Claim.objects.order_by("section__position", "position"))
    assert [c.state for c in claims] == [
        *["published"] * 9, "approved", "in_review", "changes_requested", "draft",
    ]  # fmt: skip
    assert [[c.paragraph.number for c in claim.citations.all()] for claim in claims] == [
        [1, 3], [1], [3], [5], [8], [9], [11], [13], [15], [16, 19], [21], [21, 22], [22],
    ]  # fmt: skip
    values = {str(f.value.normalize()) for claim in claims for f in claim.figures.all()}
    assert values == {"75", "7E+11", "5", "25", "2", "85", "91", "4E+1", "68", "12"}
    assert Publication.objects.count() == 9


@pytest.mark.django_db
def test_the_demos_people_cannot_sign_in() -> None:
    load()

    assert not any(user.has_usable_password() for user in User.objects.all())


@pytest.mark.django_db
def test_the_demo_is_what_its_people_did_and_nothing_else(ratings: None) -> None:
    """The fixture's rows, ids and times aside, are those that the real functions make."""
    made = [(c.text, c.state, c.revision, c.version) for c in build()]

    fixed = {
        row["pk"]: row["fields"]
        for row in json.loads(FIXTURE.read_text(encoding="utf-8"))
        if row["model"] == "claims.claim"
    }
    names = ("text", "state", "revision", "version")
    assert sorted(made) == sorted(tuple(f[name] for name in names) for f in fixed.values())
