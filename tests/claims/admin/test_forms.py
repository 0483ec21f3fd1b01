"""The desk's forms show what a function refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from claims.admin.forms import CHANGED, SubmitForm, WithdrawForm
from claims.errors import Conflict, NotReady, Reason, Stale


@pytest.fixture
def form():
    form = WithdrawForm(QueryDict("version=3&reason=Wrong"))
    assert form.is_valid()
    return form


def test_a_stale_form_takes_the_version_that_is_shown_next(form):
    form.refuse(Stale("The claim", seen=3, version=5))

    assert form.non_field_errors() == [CHANGED]
    assert (form["version"].value(), form["reason"].value()) == ("5", "Wrong")


def test_every_reason_is_shown(form):
    form.refuse(NotReady("No.", reasons=[Reason("a", "First."), Reason("b", "Second.")]))

    assert form.non_field_errors() == ["First.", "Second."]


def test_a_conflict_without_reasons_says_what_it_says(form):
    form.refuse(Conflict("Dealt with already."))

    assert form.non_field_errors() == ["Dealt with already."]


def test_an_error_stands_at_its_field_or_above_all_of_them(form):
    form.refuse(ValidationError({"reason": ["Too short."], "unit": ["Unknown."]}))

    assert form.errors == {"reason": ["Too short."], "__all__": ["Unknown."]}


def test_what_was_typed_is_told_without_the_version():
    form = SubmitForm(QueryDict("version=3&comment=Please"))

    assert form.typed == [("A word to the reviewers", "Please")]


def test_markup_that_is_refused_stays_text(form):
    form.refuse(Conflict("<b>no</b>"))

    assert "<b>" not in str(form.non_field_errors())
