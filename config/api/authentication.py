"""Sign programs in by bearer token (RFC 6750)."""

import re
from typing import Any

from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from rest_framework.authentication import get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

# Ours are letters, digits and "_"; the header would let NUL and bytes that are no text through.
_TOKEN = re.compile(rb"[A-Za-z0-9_-]{16,200}")


class BearerToken(TokenAuthentication):  # type: ignore[misc]  # untyped
    """`Authorization: Bearer stet_…`; a token for reading only changes nothing."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        scheme, _, token = get_authorization_header(request).strip().partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        if not _TOKEN.fullmatch(token.strip()):
            raise AuthenticationFailed("This is not a token of ours.", "invalid_token")
        try:
            user, auth = self.authenticate_credentials(token.strip())
        except AuthenticationFailed as error:
            raise AuthenticationFailed(
                "The token is unknown, has expired, or its owner may not sign in.",
                "invalid_token",
            ) from error
        if auth.read_only and request.method not in SAFE_METHODS:
            raise PermissionDenied("This token is for reading only.", "read_only_token")
        return user, auth

    def authenticate_header(self, request: Request) -> str:
        """The challenge of a 401."""
        return 'Bearer realm="Stet"'

    def _cleanup_token(self, auth_token: Any) -> bool:
        """Whether the token has expired. Reading deletes nothing: it may be on a replica."""
        return auth_token.expiry is not None and auth_token.expiry < timezone.now()


class BearerTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers
    """How the schema tells of it."""

    target_class = "config.api.authentication.BearerToken"
    name = "bearerToken"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
