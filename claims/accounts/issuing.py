"""Tokens: issue, rename and revoke them, and note when they are used."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from knox.models import get_digest_token
from knox.settings import CONSTANTS

from claims import roles
from claims.errors import Stale
from claims.models import Token, User

USUAL = timedelta(days=90)
LONGEST = timedelta(days=366)
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
    expires_at: datetime | None = None,
    within: Token | None = None,
) -> tuple[Token, str]:
    """The row and the secret of a new token: by default for all that the role allows, 90 days.

    Its end is told by `lifetime` or by `expires_at`. `within` is the token that asks for it: the
    new one may neither do more nor last longer.
    Raises ValidationError for scopes beyond the role or that token, and for a wrong lifetime.
    """
    open_to = scopes_open_to(user)
    if within is not None:
        open_to = tuple(scope for scope in open_to if scope in within.scopes)
    wanted = list(open_to) if scopes is None else sorted(set(scopes), key=_place)
    ends = _end(lifetime, expires_at, within)
    digest, secret = get_digest_token()
    token = Token(
        user=user,
        digest=digest,
        token_key=secret[: CONSTANTS.TOKEN_KEY_LENGTH],
        name=name,
        scopes=wanted,
        expiry=ends,
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


def _end(lifetime: timedelta | None, expires_at: datetime | None, within: Token | None) -> datetime:
    moment = timezone.now()
    ends = expires_at or moment + (USUAL if lifetime is None else lifetime)
    if ends <= moment:
        raise _wrong_end("That is past: a token lasts some time.", "past")
    if ends > moment + LONGEST:
        raise _wrong_end(f"A token lasts {LONGEST.days} days at most.", "lifetime")
    limit: datetime | None = None if within is None else within.expiry
    if limit is None:
        return ends
    if (lifetime or expires_at) and ends > limit + MINUTE:
        raise _wrong_end(
            "This token ends before that: it makes none that lasts longer.", "outlives"
        )
    return min(ends, limit)


def _wrong_end(detail: str, code: str) -> ValidationError:
    return ValidationError({"expires_at": ValidationError(detail, code=code)})
