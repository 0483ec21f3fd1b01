"""Roles and scopes: what a person may do, and what of it a token may do for them. Data only.

A right is a role's and a token's at once: a reviewer's token for reading reviews nothing, and a
contributor's token for publishing publishes nothing. The README shows the table of roles.
"""

from dataclasses import dataclass

READ, DESK, PUBLISH = SCOPES = ("read", "desk", "publish")
MEANINGS = {
    READ: "reads the desk",
    DESK: "writes, submits, reviews, annotates",
    PUBLISH: "publishes and withdraws",
}


@dataclass(frozen=True, slots=True)
class Role:
    """What a role may do beside what the one before it may; permissions by label and codename."""

    name: str
    does: str
    scopes: tuple[str, ...]
    permissions: tuple[str, ...]


_SEEN = {
    "sources": ("publisher", "source", "paragraph"),
    "claims": (
        "annotation", "assignment", "citation", "claim", "claimant", "claimtopic", "confirmation",
        "edition", "figure", "mention", "rating", "resolution", "review", "revision", "section",
        "submission", "topic",
    ),
}  # fmt: skip
_VIEW = tuple(f"{app}.view_{model}" for app, models in _SEEN.items() for model in models)
_SUBJECTS = ("sources.{}_publisher", "claims.{}_topic", "claims.{}_claimant", "claims.{}_rating")
_KEEP = tuple(each.format(verb) for each in _SUBJECTS for verb in ("add", "change", "delete"))

ROLES = (
    Role(
        "contributor",
        "reads the desk, imports, writes, annotates, submits",
        (READ, DESK),
        (*_VIEW, "claims.draft_claim", "claims.add_annotation"),
    ),
    Role("reviewer", "reviews what others wrote", (DESK,), ("claims.review_claim",)),
    Role("publisher", "publishes and withdraws", (PUBLISH,), ("claims.publish_claim",)),
    Role(
        "administrator",
        "keeps accounts, tokens, subjects and publishers",
        (DESK, PUBLISH),
        (
            *_KEEP,
            "claims.change_annotation",
            "claims.manage_webhook",
            *(f"claims.{verb}_user" for verb in ("view", "add", "change")),
            *(f"claims.{verb}_token" for verb in ("view", "delete")),
        ),
    ),
)
NAMES = tuple(role.name for role in ROLES)
ADMINISTRATOR = NAMES[-1]


def permissions_of(name: str) -> tuple[str, ...]:
    """Everything that the role of this name may do: its own, and what those before it may."""
    held: list[str] = []
    for role in ROLES[: NAMES.index(name) + 1]:
        held += role.permissions
    return tuple(held)


def scopes_to_change(permission: str) -> tuple[str, ...]:
    """The scopes that a token needs for a change which takes this permission.

    Changing accounts takes both: with less, a token could make itself a stronger one.
    """
    if permission.startswith("claims.") and permission.endswith("_user"):
        return (DESK, PUBLISH)
    return (PUBLISH,) if permission == "claims.publish_claim" else (DESK,)
