"""Cursors: signed tokens that say where a page begins, and of which list it is a page."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer

from sources.api.parameters import WrongParameter, WrongParameters

NAME = "cursor"
# A cursor holds one sort key; the longest titles fit several times.
_LONGEST = 8000
_signer = Signer(salt="stet.cursor.1")


@dataclass(frozen=True, slots=True)
class Cursor:
    """Stands at a row (its sort key and primary key), which need not exist any more.

    A page begins after it, or ends before it (`backward`); with `at` the row itself belongs
    to the page.
    """

    key: Any
    pk: Any
    backward: bool = False
    at: bool = False

    def token(self, binding: str) -> str:
        """The cursor for a URL, bound to its list."""
        held = [binding, _plain(self.key), _plain(self.pk), int(self.backward), int(self.at)]
        return _signer.sign_object(held)

    @classmethod
    def read(cls, token: str, binding: str, *, key_field: Any, pk_field: Any) -> Self:
        """The cursor of a token; one that is forged or of another list is refused."""
        try:
            if len(token) > _LONGEST:
                raise BadSignature
            bound, key, pk, backward, at = _signer.unsign_object(token)
            if bound != binding:
                raise _refusal("The cursor belongs to another list, or to other filters.")
            return cls(
                None if key is None else key_field.to_python(key),
                pk_field.to_python(pk),
                bool(backward),
                bool(at),
            )
        except (BadSignature, ValidationError, ValueError, TypeError) as error:
            raise _refusal("This is not a cursor of ours: follow `next` and `previous`.") from error


def binding_of(path: str, ordering: str, filters: dict[str, list[str]]) -> str:
    """What a cursor is bound to: the list, its ordering and its filters, in short."""
    told = [path, ordering, sorted((name, sorted(values)) for name, values in filters.items())]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    """A JSON value that `to_python` of the same field reads back, exactly."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value


def _refusal(detail: str) -> WrongParameters:
    return WrongParameters(WrongParameter(NAME, "wrong_cursor", detail))
