"""The steps of a claim: posting a submission, review, edition or withdrawal takes it."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from claims import confirming, publishing, reviewing
from claims.api.desk.annotation_shapes import remark_fields
from claims.api.desk.base import DeskView
from claims.api.desk.requests import (
    ConfirmationRequest,
    EditionRequest,
    ReviewRequest,
    SubmissionRequest,
    WithdrawalRequest,
)
from claims.api.desk.serializers import (
    ConfirmationSerializer,
    EditionSerializer,
    ReviewSerializer,
    SubmissionSerializer,
)
from claims.models import (
    Annotation,
    Citation,
    Claim,
    Confirmation,
    Edition,
    EditionStatus,
    Review,
    Submission,
)
from sources.api.base import StetViewSet
from sources.api.preconditions import etag, required_version
from sources.api.strictness import StrictSerializer


class StepViewSet(DeskView, ListModelMixin, StetViewSet):
    """The steps of one kind that a claim has taken; posting takes one, under If-Match."""

    preconditioned = frozenset({"POST"})
    orderings = {"created_at": "created_at"}
    default_ordering = "-created_at"
    request_class: ClassVar[type[StrictSerializer]]

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(claim=self.get_claim())

    def get_claim(self) -> Claim:
        return get_object_or_404(Claim, pk=self.kwargs["claim"])

    def create(self, request: Request, **where: str) -> Response:
        row = self.get_claim()
        body = self.request_class(data=request.data)
        body.is_valid(raise_exception=True)
        made = self.take(row, version=required_version(request, row), **body.validated_data)
        data = self.get_serializer(made).data
        return Response(data, status=201, headers={"ETag": etag(made.claim)})

    def take(self, claim: Claim, *, version: int, **values: Any) -> Any:
        """Take the step through the domain function; the row it made."""
        raise NotImplementedError


class SubmissionViewSet(StepViewSet):
    """Submissions: a revision put before the reviewers."""

    serializer_class = SubmissionSerializer
    queryset = Submission.objects.select_related("claim", "submitter")
    request_class = SubmissionRequest

    @extend_schema(request=SubmissionRequest, responses={201: SubmissionSerializer})
    def create(self, request: Request, **where: str) -> Response:
        """Submit the claim for review; refused with everything that is missing."""
        return super().create(request, **where)

    def take(self, claim: Claim, *, version: int, **values: Any) -> Submission:
        return reviewing.submit_claim(claim=claim, version=version, by=self.editor, **values)


class ReviewViewSet(StepViewSet):
    """Reviews: decisions on a revision, written once."""

    writing = "claims.review_claim"
    serializer_class = ReviewSerializer
    queryset = Review.objects.select_related("claim", "reviewer", "rating").prefetch_related(
        Prefetch("remarks", Annotation.objects.present().with_words().order_by("created_at", "pk"))
    )
    request_class = ReviewRequest

    @extend_schema(request=ReviewRequest, responses={201: ReviewSerializer})
    def create(self, request: Request, **where: str) -> Response:
        """Approve the revision you read, or request changes; nobody reviews their own work."""
        return super().create(request, **where)

    def take(self, claim: Claim, *, version: int, **values: Any) -> Review:
        values["rating"] = values.get("rating") or ""
        asked = values.pop("remarks", [])
        values["remarks"] = [
            _remark(remark, at=index, claim=claim) for index, remark in enumerate(asked)
        ]
        made = reviewing.review_claim(claim=claim, version=version, by=self.editor, **values)
        return self.queryset.get(pk=made.pk)


class ConfirmationViewSet(StepViewSet):
    """Confirmations of a citation: its paragraph has changed, and still bears the claim."""

    writing = "claims.review_claim"
    serializer_class = ConfirmationSerializer
    queryset = Confirmation.objects.select_related("claim", "confirmer", "paragraph__source")
    request_class = ConfirmationRequest

    def get_queryset(self) -> QuerySet[Confirmation]:
        return super().get_queryset().filter(paragraph=self.get_citation().paragraph_id)

    def get_citation(self) -> Citation:
        rows = Citation.objects.select_related("claim")
        return get_object_or_404(rows, pk=self.kwargs["citation"], claim=self.kwargs["claim"])

    @extend_schema(request=ConfirmationRequest, responses={201: ConfirmationSerializer})
    def create(self, request: Request, **where: str) -> Response:
        """Say that the paragraph, as it reads now, still bears the claim."""
        return super().create(request, **where)

    def take(self, claim: Claim, *, version: int, **values: Any) -> Confirmation:
        return confirming.confirm_citation(
            citation=self.get_citation(), version=version, by=self.editor, **values
        )


class EditionViewSet(StepViewSet):
    """Editions of a claim, withdrawals among them."""

    writing = "claims.publish_claim"
    serializer_class = EditionSerializer
    queryset = Edition.objects.select_related("claim", "publisher").defer("document")
    request_class = EditionRequest
    orderings = {"number": "number"}
    default_ordering = "-number"

    @extend_schema(request=EditionRequest, responses={201: EditionSerializer})
    def create(self, request: Request, **where: str) -> Response:
        """Publish the approved revision; refused with everything that is in the way."""
        return super().create(request, **where)

    def take(self, claim: Claim, *, version: int, **values: Any) -> Edition:
        return publishing.publish_claim(claim=claim, version=version, by=self.editor, **values)


class WithdrawalViewSet(EditionViewSet):
    """Withdrawals: editions that say why readers should no longer rely on the claim."""

    queryset = EditionViewSet.queryset.filter(status=EditionStatus.WITHDRAWN)
    request_class = WithdrawalRequest

    @extend_schema(request=WithdrawalRequest, responses={201: EditionSerializer})
    def create(self, request: Request, **where: str) -> Response:
        """Withdraw what readers see; its address stays, with the reason."""
        return super().create(request, **where)

    def take(self, claim: Claim, *, version: int, **values: Any) -> Edition:
        return publishing.withdraw_claim(claim=claim, version=version, by=self.editor, **values)


def _remark(values: dict[str, Any], *, at: int, claim: Claim) -> dict[str, Any]:
    """A remark of a review with rows in place of ids. Raises ValidationError at its place."""
    try:
        return remark_fields(values, claim=claim)
    except ValidationError as error:
        named = {f"remarks/{at}/{name}": errors for name, errors in error.error_dict.items()}
        raise ValidationError(named) from error
