"""What the database holds about claims, a file for each subject."""

from claims.models.account import Failures, Token, TokenState, User
from claims.models.annotation import Anchor, Annotation, Motivation, Part, Visibility
from claims.models.answer import Answer
from claims.models.attention import Assignment, Presence
from claims.models.citation import Citation, Stance
from claims.models.claim import Claim, ClaimTopic, Revision, State
from claims.models.edition import Edition, EditionStatus
from claims.models.figure import Figure, FigureStatus
from claims.models.history import HistoryEntry, HistoryOperation
from claims.models.load import Load, LoadKind
from claims.models.publication import FormerPublication, Publication, PublishedTerm
from claims.models.published import (
    PublishedAnnotation,
    PublishedCitation,
    PublishedParagraph,
    PublishedSource,
    PublishedTopic,
)
from claims.models.published_figure import Dismissal, FigureConflict, PublishedFigure
from claims.models.review import Confirmation, Decision, Review, Submission
from claims.models.subject import Claimant, ClaimantType, Rating, Section, Topic
from claims.models.thread import Mention, Outcome, Resolution
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
    "Anchor",
    "Annotation",
    "Answer",
    "Assignment",
    "Attempt",
    "Citation",
    "Claim",
    "ClaimTopic",
    "Claimant",
    "ClaimantType",
    "Confirmation",
    "Decision",
    "Delivery",
    "DeliveryStatus",
    "Dismissal",
    "Edition",
    "EditionStatus",
    "EventType",
    "Failures",
    "Figure",
    "FigureConflict",
    "FigureStatus",
    "FormerPublication",
    "HistoryEntry",
    "HistoryOperation",
    "Housekeeping",
    "Load",
    "LoadKind",
    "Mention",
    "Motivation",
    "Outcome",
    "Part",
    "Presence",
    "Publication",
    "PublishedAnnotation",
    "PublishedCitation",
    "PublishedFigure",
    "PublishedParagraph",
    "PublishedSource",
    "PublishedTerm",
    "PublishedTopic",
    "Rating",
    "Resolution",
    "Review",
    "Revision",
    "Section",
    "Stance",
    "State",
    "Submission",
    "Token",
    "TokenState",
    "Topic",
    "User",
    "Visibility",
    "Webhook",
    "WebhookSecret",
]
