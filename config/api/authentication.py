"""Sign programs in by bearer token (RFC 6750), as far as its scopes reach."""

import re
from datetime import timedelta
from typing import Any

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from rest_framework.authentication import SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied, Throttled
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from claims import roles
from claims.accounts.counting import count_failure
from claims.accounts.enrolling import OPEN, standing
from claims.accounts.issuing import note_use
from claims.models import Token, TokenState
from config.addresses import client_address

MOST_BAD, WINDOW = 30, timedelta(minutes=1)
CHALLENGE = 'Bearer realm="Stet"'
# Ours are letters, digits and "_"; the header would let NUL and bytes that are no text through.
_TOKEN = re.compile(rb"[A-Za-z0-9_-]{16,200}")


class InsufficientScope(PermissionDenied):
    """The token is good, and not for this (RFC 6750 §3.1)."""

    def __init__(self, needed: tuple[str, ...]) -> None:
        words = " ".join(needed)
        super().__init__(f"This token lacks the scope: {words}.", "insufficient_scope")
        self.auth_header = f'{CHALLENGE}, error="insufficient_scope", scope="{words}"'


class BearerToken(TokenAuthentication):  # type: ignore[misc]  # untyped
    """`Authorization: Bearer stet_…`; what a request takes of scopes follows from its view.

    The scope is asked here and not in the views, so that none can forget it.
    """

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        scheme, _, token = get_authorization_header(request).strip().partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        if not _TOKEN.fullmatch(token.strip()):
            slow_down(request)
            raise AuthenticationFailed("This is not a token of ours.", "invalid_token")
        try:
            user, auth = self.authenticate_credentials(token.strip())
        except AuthenticationFailed as error:
            slow_down(request)
            raise AuthenticationFailed(
                "The token is unknown, has expired or was revoked, or its owner may not sign in.",
                "invalid_token",
            ) from error
        note_use(token=auth)
        needed = scopes_of(request)
        if not set(needed) <= set(auth.scopes):
            raise InsufficientScope(needed)
        return user, auth

    def authenticate_header(self, request: Request) -> str:
        """The challenge of a 401."""
        return CHALLENGE

    def _cleanup_token(self, auth_token: Token) -> bool:
        """Whether the token has ended. Reading deletes nothing: it may be on a replica."""
        return auth_token.state != TokenState.ACTIVE


def slow_down(request: Request) -> None:
    """Refuse (429) bad tokens from an address that sends many; good ones are not counted."""
    count, left = count_failure(key=f"token {client_address(request)}", window=WINDOW)
    if count > MOST_BAD:
        raise Throttled(left, "Too many bad tokens come from this address.")


def scopes_of(request: Request) -> tuple[str, ...]:
    """The scopes that a token needs for this request, by its view's `writing` permission."""
    if request.method in SAFE_METHODS:
        return (roles.READ,)
    view = (request.parser_context or {}).get("view")
    return roles.scopes_to_change(getattr(view, "writing", ""))


class VerifiedSession(SessionAuthentication):
    """The session of the desk, as far as it got: the password alone is not always enough."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        found = super().authenticate(request)
        if found is not None and standing(found[0], verified=found[0].is_verified()) != OPEN:
            raise PermissionDenied(
                "Give the code of your second factor at /admin/ first.", "second_factor_required"
            )
        return found


class VerifiedSessionScheme(SessionScheme):  # type: ignore[no-untyped-call]  # registers
    """The schema tells of it as of any session."""

    target_class = "config.api.authentication.VerifiedSession"


class BearerTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers
    """How the schema tells of it."""

    target_class = "config.api.authentication.BearerToken"
    name = "bearerToken"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
