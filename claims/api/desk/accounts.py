"""Accounts over the API: who am I; and for administrators, who works here."""

from typing import Any

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from claims import roles
from claims.accounts import staffing
from claims.api.desk.base import DeskView
from claims.api.desk.tokens import TokenSerializer
from claims.models import Token, User
from sources.api.base import StetView, VersionedRetrieve, VersionedUpdate
from sources.api.preconditions import required_version
from sources.api.strictness import Nothing, StrictSerializer


class AccountSerializer(serializers.ModelSerializer):
    """An account; `open` is false once it is closed."""

    role = serializers.CharField(source="role_name", allow_null=True)
    open = serializers.BooleanField(source="is_active")
    has_password = serializers.BooleanField(source="has_usable_password")
    created_at = serializers.DateTimeField(source="date_joined")
    last_login_at = serializers.DateTimeField(source="last_login", allow_null=True)

    class Meta:
        model = User
        fields = [
            "username", "role", "first_name", "last_name", "email", "open", "has_password",
            "created_at", "last_login_at", "version",
        ]  # fmt: skip

    def to_representation(self, instance: User) -> dict[str, Any]:
        instance.role_name = staffing.role_of(instance) or None  # type: ignore[attr-defined]
        return dict(super().to_representation(instance))


class AccountChange(StrictSerializer):
    """Role and names; the password is set in the admin."""

    role = serializers.CharField(required=False)
    first_name = serializers.CharField(required=False, allow_blank=True, max_length=150)
    last_name = serializers.CharField(required=False, allow_blank=True, max_length=150)
    email = serializers.CharField(required=False, allow_blank=True, max_length=254)


class AccountDraft(AccountChange):
    """A new account, without a password."""

    username = serializers.CharField(max_length=150)
    role = serializers.CharField()


class AccountFilter(django_filters.FilterSet):
    role = django_filters.ChoiceFilter(
        field_name="groups__name", choices=[(name, name) for name in staffing.ROLES]
    )
    open = django_filters.BooleanFilter(field_name="is_active")


class AccountViewSet(DeskView, ListModelMixin, VersionedRetrieve, VersionedUpdate, GenericViewSet):
    """Who works at the desk; administrators only, and with a token of every scope."""

    reading = "claims.view_user"
    writing = "claims.change_user"
    serializer_class = AccountSerializer
    queryset = User.objects.prefetch_related("groups")
    filterset_class = AccountFilter
    lookup_field = "username"
    lookup_value_converter = "str"
    orderings = {"username": "username"}
    default_ordering = "username"
    preconditioned = frozenset({"PATCH"})
    http_method_names = ["get", "post", "patch", "head", "options"]

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        if "data" in kwargs:
            return AccountChange(data=kwargs["data"])
        return super().get_serializer(*args, **kwargs)

    @extend_schema(request=AccountDraft, responses={201: AccountSerializer})
    def create(self, request: Request) -> Response:
        """Add an account, which can sign in to the admin once it has a password."""
        asked = AccountDraft(data=request.data)
        asked.is_valid(raise_exception=True)
        fields = dict(asked.validated_data)
        user = staffing.create_account(name=fields.pop("username"), by=self.editor, **fields)
        location = request.build_absolute_uri(f"{request.path}{user.username}/")
        return self.shown(user, status=201, headers={"Location": location})

    @extend_schema(request=AccountChange, responses=AccountSerializer)
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change role or names; the role holds from the person's next request on."""
        return super().partial_update(request, *args, **kwargs)

    def change(self, obj: User, version: int, values: dict[str, Any]) -> User:
        return staffing.edit_account(user=obj, version=version, by=self.editor, **values)

    @extend_schema(request=Nothing, responses={201: AccountSerializer})
    @action(detail=True, methods=["post"], preconditioned=frozenset({"POST"}))
    def closures(self, request: Request, username: str) -> Response:
        """Close the account: tokens, sessions and password end, the name stays under its work."""
        return self._stand(request, username, staffing.close_account)

    @extend_schema(request=Nothing, responses={201: AccountSerializer})
    @action(detail=True, methods=["post"], preconditioned=frozenset({"POST"}))
    def reopenings(self, request: Request, username: str) -> Response:
        """Let somebody in again; password and tokens have to be made anew."""
        return self._stand(request, username, staffing.reopen_account)

    def _stand(self, request: Request, username: str, act: Any) -> Response:
        Nothing(data=request.data).is_valid(raise_exception=True)
        user = self.get_object()
        version = required_version(request, user)
        return self.shown(act(user=user, version=version, by=self.editor), status=201)


class MeSerializer(serializers.Serializer):
    """Who asks, and what they may do: a permission takes its scope as well."""

    username = serializers.CharField()
    role = serializers.CharField(allow_null=True)
    permissions = serializers.ListField(child=serializers.CharField())
    scopes = serializers.ListField(child=serializers.ChoiceField(roles.SCOPES))
    token = TokenSerializer(allow_null=True)


class MeView(DeskView, StetView):
    """Who you are, your role and permissions, and the scopes of this token."""

    @extend_schema(responses=MeSerializer)
    def get(self, request: Request) -> Response:
        token = request.auth if isinstance(request.auth, Token) else None
        shown = {
            "username": self.editor.username,
            "role": staffing.role_of(self.editor) or None,
            "permissions": sorted(self.editor.get_all_permissions()),
            "scopes": token.scopes if token else list(roles.SCOPES),
            "token": token,
        }
        return Response(MeSerializer(shown).data)
