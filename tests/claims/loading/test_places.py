"""Where a load stands in its file."""

from pathlib import Path

import pytest
from django.db import IntegrityError

from claims.loading.batches import Done
from claims.loading.errors import Unloadable
from claims.loading.files import Lines
from claims.loading.places import begin
from claims.models import Load, LoadKind, User
from tests.claims.loading.corpora import documents, write


def test_of_two_that_load_one_file_the_second_stops(author: User, tmp_path: Path) -> None:
    path = write(tmp_path / "c.jsonl", documents(2))
    with Lines(str(path)) as lines, Lines(str(path)) as again:
        place = begin(lines, str(path), LoadKind.DRAFTS, by=author, restart=False)
        other = begin(again, str(path), LoadKind.DRAFTS, by=author, restart=False)
        place.move(1, 10, "", Done(added=1))

        with pytest.raises(Unloadable, match="is being loaded by somebody else"):
            other.move(1, 10, "", Done(added=1))

    assert Load.objects.get().added == 1


def test_a_file_is_loaded_once_as_each_kind(author: User) -> None:
    for kind in LoadKind.values:
        Load.objects.create(author=author, path="a", kind=kind)

    with pytest.raises(IntegrityError, match="load_is_of_one_file"):
        Load.objects.create(author=author, path="a", kind="drafts")
