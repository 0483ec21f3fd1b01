"""What the OpenAPI document says of every endpoint: its refusals and its preconditions."""

from http import HTTPStatus
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers
from rest_framework.permissions import SAFE_METHODS, AllowAny

from config.api.meanings import MEANINGS
from config.api.shape import CONTENT_TYPE
from config.places import is_for_readers
from sources.api.base import VersionedView
from sources.api.patching import MERGE_PATCH

_IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description='The ETag of the version that this changes, as `"3"`; `*` for any.',
)
_CHANGE_REASON = OpenApiParameter(
    "Change-Reason",
    str,
    OpenApiParameter.HEADER,
    description="Why; kept in the history of what this changes. One line; letters that are "
    "not ASCII as RFC 8187 has them: `UTF-8''Gr%C3%BC%C3%9Fe`.",
)
_IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Makes it safe to send this again: 1 to 255 printable ASCII characters, bare or in "
    "double quotes, a key of its own for each request. The same key and request within 24 hours "
    "get the first answer again, refusals too, with `Idempotency-Replayed: true`; while the first "
    "is being worked on 409, with another address, content type, If-Match or body 422. Keys are "
    "kept for each account; answers of 401, 403, 429 and 5xx are not kept.",
)
_ETAG = OpenApiParameter(
    "ETag",
    str,
    OpenApiParameter.HEADER,
    response=[200, 201],
    description="The version that stands now: what the next change gives in If-Match.",
)
_LOCATION = OpenApiParameter(
    "Location", str, OpenApiParameter.HEADER, response=[201], description="Where it is from now on."
)
_RETRY_AFTER = OpenApiParameter(
    "Retry-After",
    int,
    OpenApiParameter.HEADER,
    response=[429],
    description="Seconds until another try is looked at.",
)
_RATE_LIMIT = [
    OpenApiParameter(
        "RateLimit-Policy",
        str,
        OpenApiParameter.HEADER,
        response=True,
        description='Requests that an address has, and the seconds: `"default";q=1200;w=60`',
    ),
    OpenApiParameter(
        "RateLimit",
        str,
        OpenApiParameter.HEADER,
        response=True,
        description="How many are left, and the seconds until there are as many as at first: "
        '`"default";r=1199;t=42`.',
    ),
]
_NO_KEY_NEEDED = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Accepted and without effect: this only reads, send it as often as you like.",
)


class ProblemErrorSerializer(serializers.Serializer):
    """One thing that is wrong."""

    pointer = serializers.CharField(required=False, help_text="JSON Pointer into the body.")
    parameter = serializers.CharField(required=False, help_text="Name of a query parameter.")
    code = serializers.CharField(help_text="For programs.")
    detail = serializers.CharField(help_text="For people.")
    start = serializers.IntegerField(required=False, help_text="Where in the text it begins.")
    end = serializers.IntegerField(required=False, help_text="Where in the text it ends.")


class ProblemSerializer(serializers.Serializer):
    """A refusal (RFC 9457)."""

    type = serializers.CharField(help_text="What programs tell problems apart by; a reference.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    errors = ProblemErrorSerializer(  # type: ignore[assignment]  # a field, not the property
        many=True, help_text="At most 50."
    )


class StetSchema(AutoSchema):
    """Adds to each operation what all views share."""

    def get_override_parameters(self) -> list[Any]:
        """The view's own query parameters, and the headers that changes take."""
        own = sorted(getattr(self.view, "parameters", ()))
        parameters: list[Any] = [*super().get_override_parameters()]
        parameters += [OpenApiParameter(name, str) for name in own]
        if self._preconditioned():
            parameters.append(_IF_MATCH)
        if self.method not in SAFE_METHODS:
            parameters.append(_CHANGE_REASON)
        if self.method == "POST":
            parameters.append(_IDEMPOTENCY_KEY if self._keyed() else _NO_KEY_NEEDED)
        return parameters + self._response_headers()

    def _response_headers(self) -> list[OpenApiParameter]:
        """The headers of answers that clients act on."""
        action = getattr(self.view, "action", None)
        versioned = isinstance(self.view, VersionedView)
        shown = versioned and action in {"create", "retrieve", "update", "partial_update"}
        headers = [_RETRY_AFTER]
        if is_for_readers(self.path):
            headers += _RATE_LIMIT
        if shown or (self._preconditioned() and self.method != "DELETE"):
            headers.append(_ETAG)
        if versioned and action == "create":
            headers.append(_LOCATION)
        return headers

    def _get_parameters(self) -> list[dict[str, Any]]:
        """Each parameter says what it is for."""
        parameters: list[dict[str, Any]] = super()._get_parameters()
        for each in parameters:
            if not each.get("description") and (
                meaning := MEANINGS.get((each["in"], each["name"]))
            ):
                each["description"] = meaning
        return parameters

    def map_parsers(self) -> list[str]:
        """The types a body may have; a PATCH is a merge patch."""
        types: list[str] = super().map_parsers()
        merging = [MERGE_PATCH] if self.method == "PATCH" else []
        return list(dict.fromkeys([*types, *merging]))

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies = super()._get_response_bodies(direction)
        for status in self._refusals():
            if str(status) not in bodies:
                response = OpenApiResponse(ProblemSerializer, HTTPStatus(status).phrase)
                bodies[str(status)] = self._get_response_for_code(  # type: ignore[no-untyped-call]
                    response, str(status), [CONTENT_TYPE], direction
                )
        return bodies

    def _refusals(self) -> list[int]:
        """The statuses, beside success, that this operation can answer with."""
        changes = self.method not in SAFE_METHODS
        guarded = not any(isinstance(each, AllowAny) for each in self.view.get_permissions())
        known = bool(self.view.get_authenticators())
        possible = {
            400: True,
            401: known,
            403: guarded or (known and changes),
            404: "{" in self.path,
            406: True,
            409: changes,
            410: "{" in self.path and bool(getattr(self.view, "leaves_gone", False)),
            412: self._preconditioned(),
            413: self.method in {"POST", "PUT", "PATCH"},
            415: self.method in {"POST", "PUT", "PATCH"},
            422: self.method == "POST" and self._keyed(),
            428: self._preconditioned(),
            429: known or is_for_readers(self.path),
        }
        return [status for status, happens in possible.items() if happens]

    def _keyed(self) -> bool:
        """Keys belong to accounts: where nobody signs in, nothing is changed either."""
        return bool(self.view.get_authenticators())

    def _preconditioned(self) -> bool:
        return self.method in getattr(self.view, "preconditioned", ())
