"""The forms of the desk's own pages: shapes only; the functions they lead to know the rules."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AdminTextInputWidget,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import QueryDict

from claims.errors import Conflict, Stale
from claims.models import Claim, Claimant, Rating, Stance, Topic
from sources.models import Source, SourceKind

CHANGED = "Somebody changed it since you opened it: read it again. What you typed is kept."


class DeskForm(forms.Form):
    """A form that shows, in the right places, what a function refuses."""

    def refuse(self, error: ValidationError | Conflict) -> None:
        """Show all that was wrong; after a `Stale` the form carries the version now shown."""
        if isinstance(error, Stale):
            data = cast(QueryDict, self.data).copy()
            data["version"] = str(error.version)
            self.data = data
            self.add_error(None, ValidationError(CHANGED, code=error.code))
        elif isinstance(error, Conflict):
            sentences = [reason.detail for reason in error.reasons] or [error.detail]
            self.add_error(None, ValidationError([ValidationError(text) for text in sentences]))
        else:
            for field, errors in _by_field(error).items():
                self.add_error(field if field in self.fields else None, ValidationError(errors))

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What somebody wrote, to be shown when there is no field left to keep it in."""
        return [
            (str(field.label), str(text))
            for field in self.visible_fields()
            if (text := field.value())
        ]


def _by_field(error: ValidationError) -> dict[str, list[ValidationError]]:
    if hasattr(error, "error_dict"):
        return error.error_dict
    return {NON_FIELD_ERRORS: error.error_list}


class VersionForm(DeskForm):
    """Acts on the version that was on the screen."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


def line(*, required: bool = True, **kwargs: Any) -> forms.CharField:
    """A text of one line."""
    return forms.CharField(required=required, widget=AdminTextInputWidget, **kwargs)


def words(*, required: bool = True, rows: int = 3, **kwargs: Any) -> forms.CharField:
    """A text of several lines."""
    widget = AdminTextareaWidget(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(required=required, widget=widget, **kwargs)


def moment(help_text: str) -> forms.DateTimeField:
    """A time to the second, or none."""
    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local", "step": "1"}, format="%Y-%m-%dT%H:%M:%S"
    )
    return forms.DateTimeField(required=False, widget=widget, help_text=help_text)


def why() -> forms.CharField:
    """The reason for a change, kept in the history."""
    return line(required=False, label="Reason", max_length=1_000, help_text="For the history.")


class SubmitForm(VersionForm):
    comment = words(required=False, label="A word to the reviewers")


class ApproveForm(VersionForm):
    rating = forms.ModelChoiceField(
        Rating.objects.all(), to_field_name="code", empty_label="Choose a rating"
    )
    rationale = words(help_text="Readers see it: what the paragraphs show, and how you know.")

    def clean_rating(self) -> str:
        """The functions take a rating by its code."""
        return str(self.cleaned_data["rating"].code)


class RequestChangesForm(VersionForm):
    rationale = words(label="What has to change")


class PublishForm(VersionForm):
    correction = words(
        required=False,
        label="Correction note",
        help_text="Readers see it. Leave it empty unless this edition corrects the last one.",
    )


class WithdrawForm(VersionForm):
    reason = words(help_text="Readers see it in place of the claim.")


class FigureForm(VersionForm):
    status = forms.CharField(widget=forms.HiddenInput)
    reason = why()


class CitationForm(VersionForm):
    stance = forms.ChoiceField(choices=Stance.choices)
    quote = words(required=False, help_text="Words that occur in the paragraph.")
    reason = why()


class ClaimForm(DeskForm):
    """What an editor writes of a claim."""

    text = words(
        rows=5,
        help_text="One statement. Its markers name the paragraphs it rests on: "
        "“… by December [1][3]”; “[other-source:2]” is paragraph 2 of another source.",
    )
    language = line(
        required=False, max_length=35, help_text="BCP 47, such as en, zh-Hans or ru. "
        "Needed before the claim is submitted."
    )  # fmt: skip
    claimant = forms.ModelChoiceField(
        Claimant.objects.all(),
        required=False,
        widget=AutocompleteSelect(Claim._meta.get_field("claimant"), admin.site),
        help_text="Who makes the claim.",
    )
    claimed_on = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="The day the claim was made.",
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        required=False,
        widget=AutocompleteSelectMultiple(Claim._meta.get_field("topics"), admin.site),
    )
    reason = why()


class EditClaimForm(ClaimForm, VersionForm):
    pass


class DraftClaimForm(ClaimForm):
    source = forms.ModelChoiceField(
        Source.objects.all(),
        to_field_name="id",
        widget=AutocompleteSelect(Claim._meta.get_field("source"), admin.site),
    )
    field_order = ["source"]


class DigestForm(DeskForm):
    text = words(
        rows=18,
        strip=False,
        label="Digest",
        help_text="Title; publisher · time; “Core Viewpoint”, then claims with their markers.",
    )
    language = line(required=False, help_text="Of the claims; empty: by their script.")
    url = line(required=False, label="Address", help_text="Where the source is.")
    timezone = line(
        required=False, label="Time zone", help_text="For a time without one, as Asia/Shanghai."
    )
    topic = line(required=False, help_text="In place of the one that the digest names.")


class SourceForm(DeskForm):
    """What an editor writes of a source."""

    title = line()
    publisher = line(help_text="Its name or slug; added when it is not known.")
    kind = forms.ChoiceField(choices=SourceKind.choices)
    language = line(required=False, max_length=35, help_text="BCP 47, such as en, zh-Hans or ru.")
    url = line(required=False, label="Address", help_text="Where it is: https://…")
    published_at = moment("When it came out, in UTC.")
    retrieved_at = moment("When it was read, in UTC.")
    reason = why()


class EditSourceForm(SourceForm, VersionForm):
    pass


class CaptureForm(VersionForm):
    text = words(rows=22, help_text="The whole text. A blank line ends a paragraph.")
    reason = why()
