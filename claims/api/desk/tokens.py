"""Tokens over the API: everybody keeps their own, administrators revoke anybody's."""

from datetime import timedelta
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from claims.accounts import issuing
from claims.api.desk.base import DeskView
from claims.models import Token, TokenState
from claims.roles import SCOPES
from sources.api.base import VersionedRetrieve, VersionedUpdate
from sources.api.parameters import value_of
from sources.api.preconditions import etag
from sources.api.strictness import StrictSerializer


class TokenSerializer(serializers.ModelSerializer):
    """A token without its secret, which only its first answer holds."""

    user = serializers.CharField(source="user.username")
    state = serializers.ChoiceField(TokenState.choices)
    created_at = serializers.DateTimeField(source="created")
    expires_at = serializers.DateTimeField(source="expiry", allow_null=True)

    class Meta:
        model = Token
        fields = [
            "id", "user", "name", "scopes", "state", "created_at", "expires_at", "last_used_at",
            "revoked_at", "version",
        ]  # fmt: skip


class NewTokenSerializer(TokenSerializer):
    """A token with its secret, shown this once: only its hash is stored."""

    secret = serializers.CharField()

    class Meta(TokenSerializer.Meta):
        fields = [*TokenSerializer.Meta.fields, "secret"]


class TokenChange(StrictSerializer):
    """What a token is for."""

    name = serializers.CharField(max_length=100)


class TokenDraft(TokenChange):
    """A token: its end by time or in days, 90 unless given; all scopes of the role unless given."""

    scopes = serializers.ListField(
        child=serializers.ChoiceField(SCOPES), allow_empty=False, max_length=10, required=False
    )
    expires_at = serializers.DateTimeField(required=False)
    days = serializers.IntegerField(required=False, min_value=1, max_value=issuing.LONGEST.days)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """One way to say when it ends."""
        if "days" in attrs and "expires_at" in attrs:
            raise serializers.ValidationError(
                {"days": "Send days or expires_at, not both."}, code="days_and_expires_at"
            )
        return attrs


class TokenFilter(django_filters.FilterSet):
    user = django_filters.CharFilter(field_name="user__username", label="Administrators only.")
    state = django_filters.ChoiceFilter(choices=TokenState.choices, method="in_state")

    def in_state(self, tokens: Any, name: str, value: str) -> Any:
        return tokens.in_state(value)


class TokenViewSet(DeskView, ListModelMixin, VersionedRetrieve, VersionedUpdate, GenericViewSet):
    """One's own tokens; another's is not there, except for administrators (`user=`)."""

    # Each may keep their own; a change takes the scope `desk` of the token that makes it.
    writing = "claims.view_claim"
    serializer_class = TokenSerializer
    queryset = Token.objects.select_related("user")
    filterset_class = TokenFilter
    lookup_value_converter = "id"
    orderings = {"created_at": "created"}
    default_ordering = "-created_at"
    preconditioned = frozenset({"PATCH"})
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]

    def get_queryset(self) -> QuerySet[Token]:
        tokens = super().get_queryset()
        asked = self.action != "list" or value_of(self.request.query_params, "user")
        if asked and self.editor.has_perm("claims.view_token"):
            return tokens
        return tokens.filter(user=self.editor)

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        if "data" in kwargs:
            return TokenChange(data=kwargs["data"])
        return super().get_serializer(*args, **kwargs)

    @extend_schema(request=TokenDraft, responses={201: NewTokenSerializer})
    def create(self, request: Request) -> Response:
        """Issue a token for yourself. Made with a token, it neither does more nor lasts longer."""
        asked = TokenDraft(data=request.data)
        asked.is_valid(raise_exception=True)
        within = request.auth if isinstance(request.auth, Token) else None
        token, secret = self._add(asked.validated_data, within)
        token.secret = secret  # for this answer only
        location = request.build_absolute_uri(f"{request.path}{token.pk}/")
        data = NewTokenSerializer(token).data
        headers = {"Location": location, "ETag": etag(token)}
        return Response(data, status=201, headers=headers)

    def _add(self, values: dict[str, Any], within: Token | None) -> tuple[Token, str]:
        """A wrong end is refused under the name by which it was told."""
        days = values.pop("days", None)
        lifetime = None if days is None else timedelta(days=days)
        try:
            return issuing.add_token(user=self.editor, within=within, lifetime=lifetime, **values)
        except ValidationError as error:
            wrong = dict(error.error_dict)
            if days is not None and "expires_at" in wrong:
                wrong["days"] = wrong.pop("expires_at")
            raise ValidationError(wrong) from error

    @extend_schema(request=TokenChange, responses=TokenSerializer)
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Say anew what the token is for."""
        return super().partial_update(request, *args, **kwargs)

    def change(self, obj: Token, version: int, values: dict[str, Any]) -> Token:
        return issuing.rename_token(token=obj, version=version, **values)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Revoke the token: it is refused from the next request on, and stays in the list."""
        issuing.revoke_token(token=self.get_object())
        return Response(status=204)
