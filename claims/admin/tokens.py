"""Tokens: a secret that is shown once, scopes, and an end."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from claims.accounts.issuing import LONGEST, issue_token, revoke_token, scopes_open_to
from claims.admin.doors import door, editor, page
from claims.admin.forms import DeskForm, line
from claims.models import Token, User
from claims.roles import MEANINGS
from sources.admin import KeptAdmin


class TokenForm(DeskForm):
    """What the token is for; the scopes offered are those of the person's role."""

    name = line(max_length=100, help_text="What it is for, as “retrieval pipeline”.")
    days = forms.IntegerField(
        min_value=1,
        max_value=LONGEST.days,
        initial=90,
        label="Days",
        help_text="It ends after that.",
    )
    scopes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = scopes_open_to(by)
        self.fields["scopes"].choices = [(s, f"{s}: {MEANINGS[s]}") for s in offered]  # type: ignore[attr-defined]
        self.initial["scopes"] = list(offered)


@admin.register(Token)
class TokenAdmin(KeptAdmin):
    """Everybody sees and revokes their own tokens, administrators all; nobody sees a secret."""

    list_display = ["token_key", "user", "name", "allows", "state", "last_used_at", "expiry"]
    list_select_related = ["user"]
    search_fields = ["name", "user__username"]
    fields = [
        "token_key", "user", "name", "allows", "state", "created", "last_used_at", "expiry",
        "revoked_at",
    ]  # fmt: skip
    change_list_template = "admin/claims/token/list.html"
    change_form_template = "admin/claims/token/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("issue/", door(issue_page, "claims.view_claim"), name="claims_token_issue"),
            path(
                "<uuid:pk>/revoke/",
                door(revoke_page, "claims.view_claim"),
                name="claims_token_revoke",
            ),
        ]
        return [*own, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Token]:
        tokens: QuerySet[Token] = super().get_queryset(request)
        someone = editor(request)
        return tokens if someone.has_perm("claims.view_token") else tokens.filter(user=someone)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("claims.view_claim"))

    def has_view_permission(self, request: HttpRequest, obj: Token | None = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Token | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Token | None = None) -> bool:
        """Tokens are revoked, not deleted."""
        return False

    @admin.display(description="scopes")
    def allows(self, token: Token) -> str:
        return ", ".join(token.scopes)

    @admin.display(description="state")
    def state(self, token: Token) -> str:
        return token.state.value


def issue_page(request: HttpRequest) -> HttpResponse:
    """Issue a token for oneself; the answer is the only place where its secret stands."""
    posted = request.POST if request.method == "POST" else None
    form = TokenForm(posted, by=editor(request))
    secret = ""
    if form.is_valid():
        values = form.cleaned_data
        try:
            secret = issue_token(
                user=editor(request),
                name=values["name"],
                scopes=values["scopes"],
                lifetime=timedelta(days=values["days"]),
            )
        except ValidationError as error:
            form.refuse(error)
    return page(
        request, "admin/claims/token/issue.html", title="Issue token", model=Token,
        status=400 if form.errors else 200, form=form, secret=secret,
        back=reverse("admin:claims_token_changelist"),
    )  # fmt: skip


def revoke_page(request: HttpRequest, pk: str) -> HttpResponse:
    """End a token of one's own; administrators end anybody's."""
    tokens = Token.objects.select_related("user")
    if not editor(request).has_perm("claims.delete_token"):
        tokens = tokens.filter(user=editor(request))
    token = get_object_or_404(tokens, pk=pk)
    back = reverse("admin:claims_token_changelist")
    if request.method == "POST":
        revoke_token(token=token)
        return HttpResponseRedirect(back)
    return page(
        request, "admin/claims/form.html", title="Revoke token", model=Token, form=DeskForm(),
        note="Programs that use it are refused from the next request on. It cannot be undone.",
        original=token, back=back, button="Revoke token",
    )  # fmt: skip
