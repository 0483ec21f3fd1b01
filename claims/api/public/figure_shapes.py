"""The shapes of published figures and conflicts, which are served as stored: for the schema."""

from rest_framework import serializers

from claims.api.public.serializers import FigureDocument, NamedPublisher


class NormalisedDocument(serializers.Serializer):
    """The figure in the base unit of its dimension; an end that is open is null."""

    dimension = serializers.CharField(help_text="mass, money, share, …; mass/duration is a rate.")
    unit = serializers.CharField()
    low = serializers.CharField(allow_null=True)
    high = serializers.CharField(allow_null=True)


class MeasureDocument(serializers.Serializer):
    """What is measured, as it is compared: words without endings, and names."""

    words = serializers.ListField(child=serializers.CharField())
    names = serializers.ListField(child=serializers.CharField())


class FigureClaimDocument(serializers.Serializer):
    id = serializers.UUIDField()
    text = serializers.CharField()
    language = serializers.CharField()
    rating = serializers.CharField(allow_null=True)
    url = serializers.CharField()


class FigureSourceDocument(serializers.Serializer):
    slug = serializers.CharField()
    title = serializers.CharField()
    publisher = NamedPublisher()
    url = serializers.CharField(allow_null=True)


class FigureCitationDocument(serializers.Serializer):
    marker = serializers.CharField()
    source = serializers.CharField()
    paragraph = serializers.IntegerField()
    url = serializers.CharField()


class PublishedFigureDocument(FigureDocument):
    """A figure of a claim's last edition, normalised, with where it stands."""

    id = serializers.UUIDField()
    normalised = NormalisedDocument()
    measure = MeasureDocument()
    series = serializers.CharField(help_text="Where the series of its measure is.")
    claim = FigureClaimDocument()
    edition = serializers.IntegerField()
    sequence = serializers.IntegerField()
    published_at = serializers.DateTimeField()
    # `source` means something else to a serializer itself.
    vars()["source"] = FigureSourceDocument()
    citations = FigureCitationDocument(many=True)
    display = serializers.CharField(required=False, help_text="Only with `language`.")


class PointDocument(serializers.Serializer):
    """What is said of one period."""

    period_start = serializers.DateField(allow_null=True)
    period_end = serializers.DateField(allow_null=True)
    figures = PublishedFigureDocument(many=True)


class UnitSeriesDocument(serializers.Serializer):
    """The figures of one measure that can be compared, by period."""

    dimension = serializers.CharField()
    unit = serializers.CharField()
    points = PointDocument(many=True)


class SeriesDocument(serializers.Serializer):
    series = UnitSeriesDocument(many=True)


class ReachDocument(serializers.Serializer):
    """The numbers that a figure may stand for, widened by rounding and hedge."""

    low = serializers.CharField(allow_null=True)
    high = serializers.CharField(allow_null=True)


class ConflictParagraphDocument(FigureCitationDocument):
    text = serializers.CharField()
    quote = serializers.CharField()
    stance = serializers.CharField()


class ConflictFigureDocument(PublishedFigureDocument):
    reach = ReachDocument()
    paragraphs = ConflictParagraphDocument(many=True)


class ConflictDocument(serializers.Serializer):
    """Two figures of the same measure that disagree beyond the rounding of their digits."""

    id = serializers.UUIDField()
    code = serializers.ChoiceField(
        ["values_differ", "scale_differs", "bound_broken", "directions_differ"]
    )
    detail = serializers.CharField(help_text="Why, in a sentence.")
    dimension = serializers.CharField()
    unit = serializers.CharField(help_text="The base unit of `reach`.")
    figures = ConflictFigureDocument(many=True)
