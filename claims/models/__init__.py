"""What the database holds about claims, a file for each subject."""

from claims.models.account import Token, User
from claims.models.annotation import Annotation, Motivation, Visibility
from claims.models.citation import Citation, Stance
from claims.models.claim import Claim, ClaimTopic, Revision, State
from claims.models.edition import Edition, EditionStatus
from claims.models.figure import Figure, FigureStatus
from claims.models.published import (
    Publication,
    PublishedCitation,
    PublishedParagraph,
    PublishedSource,
    PublishedTopic,
)
from claims.models.review import Decision, Review, Submission
from claims.models.subject import Claimant, ClaimantType, Rating, Section, Topic
from claims.models.webhook import (
    Attempt,
    Delivery,
    DeliveryStatus,
    EventType,
    Housekeeping,
    Webhook,
    WebhookSecret,
)

__all__ = [
    "Annotation",
    "Attempt",
    "Citation",
    "Claim",
    "ClaimTopic",
    "Claimant",
    "ClaimantType",
    "Decision",
    "Delivery",
    "DeliveryStatus",
    "Edition",
    "EditionStatus",
    "EventType",
    "Figure",
    "FigureStatus",
    "Housekeeping",
    "Motivation",
    "Publication",
    "PublishedCitation",
    "PublishedParagraph",
    "PublishedSource",
    "PublishedTopic",
    "Rating",
    "Review",
    "Revision",
    "Section",
    "Stance",
    "State",
    "Submission",
    "Token",
    "Topic",
    "User",
    "Visibility",
    "Webhook",
    "WebhookSecret",
]
