"""The shape of a line is the shape that readers get."""

from rest_framework import serializers

from claims.api.public.serializers import ClaimDocument
from claims.loading.documents import DRAFT, EDITION, EMPTY
from claims.loading.shapes import Many, Shape


def members(shape: Shape) -> dict[str, object]:
    return {
        name: members(check.shape if isinstance(check, Many) else check)
        if isinstance(check, Shape | Many)
        else None
        for name, check in shape.members.items()
    }


def fields(serializer: serializers.BaseSerializer) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, field in serializer.fields.items():
        inner = getattr(field, "child", field)
        nested = isinstance(inner, serializers.Serializer)
        found[name] = fields(inner) if nested else None
    return found


def test_an_edition_has_the_members_of_a_claim_as_readers_get_it() -> None:
    assert members(EDITION) == fields(ClaimDocument())


def test_a_draft_may_leave_out_most() -> None:
    assert DRAFT.members.keys() - EDITION.members.keys() == {"key"}
    assert DRAFT.members.keys() - DRAFT.optional == {"source", "text_with_references", "citations"}
    assert EMPTY.keys() <= DRAFT.optional
