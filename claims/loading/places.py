"""Where a load stands in its file: begun, moved with every batch, ended."""

from dataclasses import dataclass

from django.db.models import F

from claims.loading.batches import Done
from claims.loading.errors import Unloadable
from claims.loading.files import Lines, Position
from claims.models import Load, LoadKind, User
from sources.models import now


@dataclass(slots=True)
class Place:
    """The record of a load; what `resumed` is true of went on where it had stopped."""

    load: Load
    resumed: bool

    def move(self, line: int, offset: int, digest: str, done: Done) -> None:
        """Everything up to here is stored: part of the batch's transaction."""
        moved = Load.objects.filter(pk=self.load.pk, offset=self.load.offset).update(
            line=line,
            offset=offset,
            digest=digest,
            added=F("added") + done.added,
            known=F("known") + done.known,
            refused=F("refused") + done.refused,
            updated_at=now(),
        )
        if not moved:
            raise Unloadable(f"{self.load.path} is being loaded by somebody else.")

    def end(self) -> Load:
        """The file is loaded: next time it is begun anew."""
        Load.objects.filter(pk=self.load.pk).update(ended_at=now())
        self.load.refresh_from_db()
        return self.load


def begin(lines: Lines, path: str, kind: LoadKind, *, by: User, restart: bool) -> Place:
    """Go on where a load of this file stopped, if the file is the same so far; else begin."""
    load = Load.objects.filter(path=path, kind=kind).first()
    if load is not None and load.ended_at is None and load.offset and not restart:
        if lines.skip(Position(load.line, load.offset), load.digest):
            return Place(load, resumed=True)
        raise Unloadable(
            f"{path} was changed above line {load.line + 1}, up to where it is loaded: "
            "begin anew with --restart; what is here already is not added twice."
        )
    values = {
        "author": by, "line": 0, "offset": 0, "digest": "", "added": 0, "known": 0, "refused": 0,
        "begun_at": now(), "updated_at": now(), "ended_at": None,
    }  # fmt: skip
    load, _ = Load.objects.update_or_create(path=path, kind=kind, defaults=values)
    return Place(load, resumed=False)
