"""What the desk's endpoints take: shapes only; what they mean is the functions' business."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from rest_framework import serializers

from claims import drafting
from claims.api.desk.annotation_shapes import SpanRequest
from claims.models import Claim, Claimant, ClaimantType, Topic
from claims.models.figure import Direction, Hedge, Modality, Op, PeriodRel, Role, Tone
from sources.api.patching import merge
from sources.api.strictness import StrictSerializer
from sources.models import Source

T = TypeVar("T")


class DigestRequest(StrictSerializer):
    """A digest, with what its text does not say."""

    text = serializers.CharField(trim_whitespace=False, allow_blank=True)
    language = serializers.CharField(required=False, allow_blank=True, default="")
    url = serializers.CharField(required=False, allow_blank=True, default="")
    timezone = serializers.CharField(required=False, allow_blank=True, default="")
    topic = serializers.CharField(required=False, allow_blank=True, default="")


class ClaimantRequest(StrictSerializer):
    """Who makes the claim, known by type and name; added when not known.

    The address is for one that is added; that of a known claimant is not changed through a claim.
    In a PATCH, `type` and `name` that are not given are those of the claim's claimant.
    """

    name = serializers.CharField()
    type = serializers.ChoiceField(ClaimantType.choices, default=ClaimantType.ORGANIZATION.value)
    url = serializers.CharField(required=False, allow_blank=True, allow_null=True, default="")


class SectionRequest(StrictSerializer):
    """A section of the claim's source, by title; added when not known."""

    title = serializers.CharField()


class ClaimChange(StrictSerializer):
    """What an editor writes of a claim; `text` with its markers, as `… by December [1][3]`.

    What is not given stays. It is not a partial serializer: those would let a claimant without
    a name through.
    """

    text = serializers.CharField(required=False)
    language = serializers.CharField(required=False, allow_blank=True, allow_null=True)
    claimant = ClaimantRequest(required=False, allow_null=True)
    claimed_on = serializers.DateField(required=False, allow_null=True)
    topics = serializers.ListField(
        child=serializers.CharField(), required=False, allow_null=True, max_length=50
    )
    section = SectionRequest(required=False, allow_null=True)
    position = serializers.IntegerField(required=False, min_value=0, max_value=100_000)
    key = serializers.CharField(
        required=False,
        allow_blank=True,
        allow_null=True,
        help_text="Your own name for it, once in its source.",
    )


class ClaimDraft(ClaimChange):
    """A new claim of a source."""

    text = serializers.CharField()
    source = serializers.SlugField()


class CitationDraft(StrictSerializer):
    """One more paragraph to cite; its marker goes to the end of the text."""

    paragraph = serializers.IntegerField(min_value=1, max_value=99_999)
    source = serializers.SlugField(required=False, allow_blank=True, default="")
    stance = serializers.CharField(required=False, default="supports")
    quote = serializers.CharField(required=False, allow_blank=True, default="")


class CitationChange(StrictSerializer):
    """What is set on a citation; which paragraphs are cited follows from the text."""

    stance = serializers.CharField(required=False)
    quote = serializers.CharField(required=False, allow_blank=True, allow_null=True)


def _number() -> serializers.DecimalField:
    return serializers.DecimalField(60, 20, required=False, allow_null=True)


class FigureDraft(StrictSerializer):
    """A figure; the span may be left out when its words stand in the claim once."""

    text = serializers.CharField(required=False)
    start = serializers.IntegerField(required=False, min_value=0)
    end = serializers.IntegerField(required=False, min_value=0)
    value = _number()
    lower = _number()
    upper = _number()
    op = serializers.ChoiceField(Op.choices, required=False)
    hedge = serializers.ChoiceField(Hedge.choices, required=False, allow_null=True)
    tone = serializers.ChoiceField(Tone.choices, required=False, allow_null=True)
    mantissa = _number()
    scale = serializers.IntegerField(required=False, min_value=-30, max_value=30)
    unit = serializers.CharField(required=False)
    unit_inferred = serializers.BooleanField(required=False)
    counted = serializers.CharField(required=False, allow_null=True, allow_blank=True)
    num = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=2_147_483_647
    )
    den = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=2_147_483_647
    )
    role = serializers.ChoiceField(Role.choices, required=False)
    direction = serializers.ChoiceField(Direction.choices, required=False, allow_null=True)
    group = serializers.CharField(required=False, allow_null=True, allow_blank=True)
    basis = serializers.CharField(required=False, allow_null=True, allow_blank=True)
    period = serializers.CharField(required=False, allow_null=True, allow_blank=True)
    period_rel = serializers.ChoiceField(PeriodRel.choices, required=False, allow_null=True)
    modality = serializers.ChoiceField(Modality.choices, required=False, allow_null=True)
    of = serializers.CharField(required=False, allow_null=True, allow_blank=True)

    WORDS = frozenset(
        {"hedge", "tone", "counted", "direction", "group", "basis", "period", "period_rel",
         "modality", "of"}
    )  # fmt: skip

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """An absent word is null for readers and "" in the database."""
        return {
            name: "" if value is None and name in self.WORDS else value
            for name, value in attrs.items()
        }


class FigureChange(FigureDraft):
    """A corrected figure; or `status` alone, to confirm or reject it."""

    status = serializers.ChoiceField(["confirmed", "rejected"], required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "status" in attrs and len(attrs) > 1:
            raise serializers.ValidationError(
                {"status": "Decide on a figure, or correct it: not both at once."},
                code="status_and_values",
            )
        return super().validate(attrs)


class SubmissionRequest(StrictSerializer):
    """A word to the reviewers."""

    comment = serializers.CharField(required=False, allow_blank=True, default="")


class ReviewRequest(StrictSerializer):
    """A decision; an approval with a rating, and always with a rationale; remarks on spans."""

    decision = serializers.CharField()
    rating = serializers.CharField(required=False, allow_blank=True, allow_null=True, default="")
    rationale = serializers.CharField(required=False, allow_blank=True, default="")
    remarks = serializers.ListField(child=SpanRequest(), required=False, max_length=100)


class ConfirmationRequest(StrictSerializer):
    """Why the changed paragraph still bears the claim, if that is not plain."""

    comment = serializers.CharField(required=False, allow_blank=True, default="")


class EditionRequest(StrictSerializer):
    """Publishing; a correcting edition says publicly what was corrected."""

    correction = serializers.CharField(required=False, allow_blank=True, default="")


class WithdrawalRequest(StrictSerializer):
    """Withdrawing says publicly why."""

    reason = serializers.CharField()


def merged(claim: Claim, patch: Any) -> Any:
    """A merge patch of `claim` with whole objects where it names a part of one.

    A claimant is who its type and name say, a section what its title says: those merge. The
    claimant's address belongs to the claimant, not to the claim, and is not carried over.
    """
    if not isinstance(patch, dict):
        return patch
    claimant, section = claim.claimant, claim.section
    whole = {
        "claimant": claimant and {"type": claimant.type, "name": claimant.name},
        "section": section and {"title": section.title},
    }
    return {
        name: merge(whole[name], value) if name in whole else value for name, value in patch.items()
    }


def claim_fields(values: dict[str, Any], *, source: Source) -> dict[str, Any]:
    """The values of a ClaimDraft or ClaimChange with rows in place of names.

    Claimants and sections that are not known are added: call it inside the transaction.
    """
    fields = {name: value for name, value in values.items() if name != "source"}
    if fields.get("claimant"):
        fields["claimant"] = _below("claimant", lambda: _claimant(**values["claimant"]))
    if fields.get("section"):
        title = fields["section"]["title"]
        fields["section"] = _below("section", lambda: drafting.section_titled(source, title))
    if "topics" in fields:
        fields["topics"] = known_topics(fields["topics"])
    return fields


def _below(name: str, find: Callable[[], T]) -> T:
    """What `find` returns; its refusals point below the field `name`."""
    try:
        return find()
    except ValidationError as error:
        raise ValidationError(
            {f"{name}/{field}": errors for field, errors in error.error_dict.items()}
        ) from error


def _claimant(*, name: str, type: str, url: str) -> Claimant:  # noqa: A002 - schema.org's word
    claimant = drafting.claimant_named(name, type=type, url=url)
    if url and claimant.url != url:
        detail = f"{claimant.name} is known with another address ({claimant.url or 'none'})."
        raise ValidationError({"url": ValidationError(detail, code="other_url")})
    return claimant


def known_topics(slugs: list[str]) -> list[Topic]:
    """The topics of these slugs, in order. Raises ValidationError for one that is not known."""
    found = {topic.slug: topic for topic in Topic.objects.filter(slug__in=slugs)}
    errors = {}
    for index, slug in enumerate(slugs):
        if slug not in found:
            near = get_close_matches(slug[:100], list(Topic.objects.values_list("slug", flat=True)))
            hint = f"; did you mean {near[0]!r}?" if near else "."
            errors[f"topics/{index}"] = ValidationError(
                f"There is no topic {slug!r}{hint}", code="unknown_topic"
            )
        elif slug in slugs[:index]:
            errors[f"topics/{index}"] = ValidationError(
                f"The topic {slug!r} is given twice.", code="topic_repeated"
            )
    if errors:
        raise ValidationError(errors)
    return [found[slug] for slug in slugs]


def source_named(slug: str) -> Source:
    """The source of this slug. Raises ValidationError on `source`."""
    source = Source.objects.filter(slug=slug).first()
    if source is None:
        raise ValidationError(
            {"source": ValidationError(f"There is no source {slug!r}.", code="unknown_source")}
        )
    return source
