"""People: a role instead of permissions; whoever leaves is closed, not deleted."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from claims.accounts import staffing
from claims.accounts.staffing import ROLES, role_of, set_up_account
from claims.admin.doors import door, editor, page
from claims.admin.forms import DeskForm
from claims.errors import AccountConflict
from claims.models import User

NO_ROLE = "–"
ROLE_CHOICES = [(role, role.capitalize()) for role in ROLES]


def role_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=ROLE_CHOICES,
        help_text="Each role may do what those above it may, and more.",
    )


class AddUserForm(AdminUserCreationForm):
    """A new account; without a password it can only use tokens."""

    role = role_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.fields["usable_password"]
        asked.label = "Signs in here"
        asked.help_text = "Without a password the account can only use tokens."


class EditUserForm(forms.ModelForm):
    """Role and names; the password has a page of its own. `by` is set by the admin."""

    by: User | None = None
    role = role_field()

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "role" in self.fields:
            held = role_of(self.instance)
            role = cast(forms.ChoiceField, self.fields["role"])
            role.initial = held
            if not held:
                # A superuser needs none.
                role.required = False
                role.choices = [("", NO_ROLE), *ROLE_CHOICES]

    def clean(self) -> dict[str, Any]:
        """The role through `staffing`, which may refuse; the admin's transaction is around it."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        role = values.get("role")
        if role and self.by is not None and not self.errors:
            try:
                staffing.change_role(user=self.instance, role=role, by=self.by)
            except AccountConflict as error:
                raise ValidationError(error.detail, code=error.code) from error
        return values


STANDINGS = {
    "close": (
        staffing.close_account,
        "Close account",
        "Tokens, sessions, password and second factor end at once. The name stays under what "
        "this person did; their open work stays theirs until somebody takes it over.",
    ),
    "reopen": (
        staffing.reopen_account,
        "Reopen account",
        "The account has the role it had; its password and tokens have to be made anew.",
    ),
}


def standing_page(act: str) -> Any:
    """The page that closes an account, or reopens one."""
    change, title, note = STANDINGS[act]

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        user = get_object_or_404(User, pk=pk)
        back = reverse("admin:claims_user_change", args=[pk])
        form = DeskForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                change(user=user, by=editor(request))
                return HttpResponseRedirect(back)
            except AccountConflict as error:
                form.refuse(error)
        return page(
            request, "admin/claims/form.html", title=title, model=User, form=form, note=note,
            original=user, back=back, button=title, status=400 if form.errors else 200,
        )  # fmt: skip

    return view


@admin.register(User)
class StetUserAdmin(UserAdmin):
    """Accounts; what somebody may do follows from one role, set through `staffing`."""

    list_display = ["username", "name", "role", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    filter_horizontal = []
    search_fields = ["username", "first_name", "last_name", "email"]
    form = EditUserForm
    add_form = AddUserForm
    add_fieldsets = [
        (None, {"fields": ["username", "role", "usable_password", "password1", "password2"]})
    ]
    fieldsets = [
        (None, {"fields": ["username", "role"]}),
        ("Person", {"fields": ["first_name", "last_name", "email"]}),
        ("Times", {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["username", "last_login", "date_joined"]
    show_full_result_count = False
    change_form_template = "admin/claims/user/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                f"<int:pk>/{act}/",
                door(standing_page(act), "claims.change_user"),
                name=f"claims_user_{act}",
            )
            for act in STANDINGS
        ]
        return [*own, *super().get_urls()]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """The name stays: the accounts of commands and tokens go by it."""
        return (
            ["last_login", "date_joined"]
            if obj is None
            else ["username", "last_login", "date_joined"]
        )

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, *args, **kwargs)
        form.by = editor(request)
        return form

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Whoever is above the roles is not changed from within them."""
        if obj is not None and obj.is_superuser and not editor(request).is_superuser:
            return False
        return bool(super().has_change_permission(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Accounts are closed, not deleted: their name stands under what they did."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """A new account through `staffing`, where the form of an old one has set its role."""
        if change:
            obj.save(update_fields=["first_name", "last_name", "email"])
            return
        made = set_up_account(
            name=obj.username,
            role=form.cleaned_data["role"],
            password=form.cleaned_data.get("password1") or None,
            by=editor(request),
        )
        obj.pk, obj._state.adding = made.pk, False
        obj.refresh_from_db()

    def save_related(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: groups are the role's, and there are no permissions of one's own."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="name")
    def name(self, user: User) -> str:
        return user.get_full_name() or "–"

    @admin.display(description="role")
    def role(self, user: User) -> str:
        return role_of(user) or ("superuser" if user.is_superuser else NO_ROLE)
