"""Tokens: issue, rename and revoke them, and note when they are used."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from knox.models import get_digest_token
from knox.settings import CONSTANTS

from claims import roles
from claims.errors import Stale
from claims.models import Token, User

USUAL = timedelta(days=90)
LONGEST = timedelta(days=3650)
# Programs ask many times a second; when they last did is told to the minute.
MINUTE = timedelta(minutes=1)


def scopes_open_to(user: User) -> tuple[str, ...]:
    """The scopes that mean anything for this person's role."""
    takes = {roles.DESK: "claims.draft_claim", roles.PUBLISH: "claims.publish_claim"}
    return tuple(s for s in roles.SCOPES if s not in takes or user.has_perm(takes[s]))


@transaction.atomic
def issue_token(
    *,
    user: User,
    name: str = "",
    scopes: list[str] | None = None,
    lifetime: timedelta | None = None,
    within: Token | None = None,
) -> str:
    """A new bearer token, to be shown once: only its hash is stored. Otherwise as `add_token`."""
    return add_token(user=user, name=name, scopes=scopes, lifetime=lifetime, within=within)[1]


@transaction.atomic
def add_token(
    *,
    user: User,
    name: str = "",
    scopes: list[str] | None = None,
    lifetime: timedelta | None = None,
    within: Token | None = None,
) -> tuple[Token, str]:
    """The row and the secret of a new token: by default for all that the role allows, 90 days.

    `within` is the token that asks for it: the new one may neither do more nor last longer.
    Raises ValidationError for scopes beyond the role or that token, and for a wrong lifetime.
    """
    open_to = scopes_open_to(user)
    if within is not None:
        open_to = tuple(scope for scope in open_to if scope in within.scopes)
    wanted = list(open_to) if scopes is None else sorted(set(scopes), key=_place)
    ends = timezone.now() + _lifetime(lifetime, within)
    digest, secret = get_digest_token()
    token = Token(
        user=user,
        digest=digest,
        token_key=secret[: CONSTANTS.TOKEN_KEY_LENGTH],
        name=name,
        scopes=wanted,
        expiry=ends if within is None or within.expiry is None else min(ends, within.expiry),
    )
    token.full_clean()
    if beyond := [scope for scope in wanted if scope not in open_to]:
        whose = "Your role" if within is None else "This token"
        raise ValidationError(
            {
                "scopes": ValidationError(
                    f"{whose} does not allow the scope {', '.join(beyond)}.", code="scope_too_wide"
                )
            }
        )
    token.save()
    return token, secret


@transaction.atomic
def rename_token(*, token: Token, version: int, name: str) -> Token:
    """Say what a token is for. Raises Stale when it was changed since `version`."""
    token = Token.objects.select_for_update(no_key=True, of=["self"]).get(pk=token.pk)
    if token.version != version:
        raise Stale("The token", seen=version, version=token.version)
    token.name = name
    token.full_clean()
    token.save(update_fields=["name"])
    return _whole(token)


@transaction.atomic
def revoke_token(*, token: Token) -> Token:
    """End a token at once, for ever; it stays in the list. A second time changes nothing."""
    Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
    return _whole(token)


def revoke_tokens(*, user: User) -> int:
    """End all of somebody's tokens; how many there were."""
    return int(Token.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now()))


def note_use(*, token: Token) -> None:
    """Keep when the token was last used, at most one write a minute however many requests."""
    moment = timezone.now()
    if token.last_used_at is None or token.last_used_at <= moment - MINUTE:
        idle = Token.objects.filter(pk=token.pk).exclude(last_used_at__gt=moment - MINUTE)
        idle.update(last_used_at=moment)


def _whole(token: Token) -> Token:
    found: Token = Token.objects.select_related("user").get(pk=token.pk)
    return found


def _place(scope: str) -> tuple[int, str]:
    """Scopes stand in the order of the table, unknown ones at the end."""
    known = scope in roles.SCOPES
    return (roles.SCOPES.index(scope) if known else len(roles.SCOPES), scope)


def _lifetime(asked: timedelta | None, within: Token | None) -> timedelta:
    lifetime = USUAL if asked is None else asked
    if not timedelta(0) < lifetime <= LONGEST:
        raise ValidationError(
            {
                "expires_at": ValidationError(
                    f"A token lasts some time, and {LONGEST.days} days at most.", code="lifetime"
                )
            }
        )
    ends = None if within is None else within.expiry
    if asked is not None and ends is not None and timezone.now() + asked > ends + MINUTE:
        raise ValidationError(
            {
                "expires_at": ValidationError(
                    "This token ends before that: it makes none that lasts longer.",
                    code="outlives",
                )
            }
        )
    return lifetime
