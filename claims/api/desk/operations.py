"""The operations of a bulk request: each in its shape, and the function that it calls."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from rest_framework import serializers

from claims import upserting
from claims.api.desk.operation_shapes import (
    CitationData,
    ClaimantData,
    ClaimData,
    ClaimKey,
    FigureData,
    OperationSerializer,
    PublisherData,
    SourceData,
    SubmissionData,
    TextData,
    TopicData,
)
from claims.api.desk.requests import claim_fields, merged
from claims.errors import Reason, Stale
from claims.models import Claim, Claimant, Topic, User
from claims.upserting import Done
from sources.api.strictness import StrictSerializer
from sources.models import Publisher


def carry_out(operation: Any, *, by: User, reason: str) -> Done:
    """Do one operation as the single endpoint does it, inside the caller's transaction.

    Raises what the domain functions raise, and the REST framework's ValidationError; pointers
    point into the operation.
    """
    asked = _read(OperationSerializer, operation)
    kind = KINDS.get((asked["op"], asked["type"]))
    if kind is None:
        detail = f"What can be done with a {asked['type']} is: upsert."
        raise ValidationError({"op": ValidationError(detail, code="unknown_operation")})
    shape, act = kind
    try:
        values = _read(shape, _merged(asked))
        return act(values, {"by": by, "reason": reason, "if_match": asked.get("if_match")})
    except serializers.ValidationError as error:
        raise serializers.ValidationError({"data": error.detail}) from error
    except ValidationError as error:
        raise _below_data(error) from error
    except upserting.Unknown as error:
        error.reasons = tuple(replace(r, pointer=f"/data{r.pointer}") for r in error.reasons)
        raise
    except Stale as error:
        error.reasons = (Reason(error.code, error.detail, "/if_match"),)
        raise


def _read(shape: type[StrictSerializer], data: Any) -> dict[str, Any]:
    asked = shape(data=data)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)


def _merged(asked: dict[str, Any]) -> Any:
    """The data of an operation; for a claim that there is, it is a merge patch as in PATCH."""
    data = asked["data"]
    if (asked["op"], asked["type"]) != ("upsert", "claim") or not isinstance(data, dict):
        return data
    source, key = data.get("source"), data.get("key")
    if not (isinstance(source, str) and isinstance(key, str) and key):
        return data
    claims = Claim.objects.select_related("claimant", "section")
    found = claims.filter(source__slug=source, key=key).first()
    return data if found is None else merged(found, data)


def _below_data(error: ValidationError) -> ValidationError:
    by_name = getattr(error, "error_dict", None)
    if by_name is None:
        return error
    return ValidationError(
        {
            "data" if name == "__all__" else f"data/{name}": errors
            for name, errors in by_name.items()
        }
    )


def _subject(kind: Any) -> Callable[[dict[str, Any], dict[str, Any]], Done]:
    def act(values: dict[str, Any], acting: dict[str, Any]) -> Done:
        who = {name: acting[name] for name in ("by", "if_match")}
        return upserting.upsert_subject(kind=kind, values=values, **who)

    return act


def _source(values: dict[str, Any], acting: dict[str, Any]) -> Done:
    return upserting.upsert_source(slug=values.pop("slug"), values=values, **acting)


def _text(values: dict[str, Any], acting: dict[str, Any]) -> Done:
    return upserting.upsert_text(**values, **acting)


def _claim(values: dict[str, Any], acting: dict[str, Any]) -> Done:
    source = upserting.find_source(values.pop("source"))
    claim = upserting.find_claim(source, values["key"])
    fields: Any = claim_fields(values, source=source)
    return upserting.upsert_claim(source=source, claim=claim, values=fields, **acting)


def _citation(values: dict[str, Any], acting: dict[str, Any]) -> Done:
    claim, marker = _existing(values), values.pop("marker")
    return upserting.set_citation(claim=claim, marker=marker, values=values, **acting)


def _figure(values: dict[str, Any], acting: dict[str, Any]) -> Done:
    return upserting.upsert_figure(claim=_existing(values), values=values, **acting)


def _submission(values: dict[str, Any], acting: dict[str, Any]) -> Done:
    acting = {name: acting[name] for name in ("by", "if_match")}
    return upserting.submit(claim=_existing(values), **values, **acting)


def _deletion(values: dict[str, Any], acting: dict[str, Any]) -> Done:
    source = upserting.find_source(values["source"])
    claim = upserting.find_claim(source, values["key"])
    return upserting.delete(claim=claim, by=acting["by"], if_match=acting["if_match"])


def _existing(values: dict[str, Any]) -> Claim:
    """The claim that the values name, which they then no longer do. Raises Unknown."""
    slug, key = values.pop("source"), values.pop("key")
    claim = upserting.find_claim(upserting.find_source(slug), key)
    if claim is None:
        detail = f"The source {slug!r} has no claim of the key {key[:200]!r}."
        raise upserting.Unknown("key", detail)
    return claim


Kind = tuple[type[StrictSerializer], Callable[[dict[str, Any], dict[str, Any]], Done]]
KINDS: dict[tuple[str, str], Kind] = {
    ("upsert", "publisher"): (PublisherData, _subject(Publisher)),
    ("upsert", "topic"): (TopicData, _subject(Topic)),
    ("upsert", "claimant"): (ClaimantData, _subject(Claimant)),
    ("upsert", "source"): (SourceData, _source),
    ("upsert", "text"): (TextData, _text),
    ("upsert", "claim"): (ClaimData, _claim),
    ("upsert", "citation"): (CitationData, _citation),
    ("upsert", "figure"): (FigureData, _figure),
    ("submit", "claim"): (SubmissionData, _submission),
    ("delete", "claim"): (ClaimKey, _deletion),
}
