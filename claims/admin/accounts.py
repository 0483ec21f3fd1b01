"""People and their tokens: a role instead of permissions, a secret that is shown once."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from claims.admin.doors import door, editor, page
from claims.admin.forms import DeskForm, line
from claims.models import Token, User
from claims.staffing import ROLES, issue_token, set_up_account
from sources.admin import KeptAdmin

NO_ROLE = "–"
ROLE_CHOICES = [(role, role.capitalize()) for role in ROLES]


def role_of(user: User) -> str:
    """The role that this account has, "" without one."""
    held = {group.name for group in user.groups.all()}
    return next((role for role in reversed(ROLES) if role in held), "")


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
        fields = ["first_name", "last_name", "email", "is_active"]

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
        """Nobody changes their own standing: the last administrator would lock the door."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        standing = (values.get("role"), values.get("is_active"))
        if self.by == self.instance and standing != (role_of(self.instance), True):
            raise ValidationError(
                "Somebody else changes your role, or closes your account.", code="own_account"
            )
        return values


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
        (None, {"fields": ["username", "role", "is_active"]}),
        ("Person", {"fields": ["first_name", "last_name", "email"]}),
        ("Times", {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["username", "last_login", "date_joined"]
    show_full_result_count = False
    change_form_template = "admin/claims/user/change_form.html"

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
        """The role through `staffing`; what else the form holds afterwards."""
        role = form.cleaned_data["role"]
        if not change:
            made = set_up_account(
                name=obj.username, role=role, password=form.cleaned_data.get("password1") or None
            )
            obj.pk, obj._state.adding = made.pk, False
            obj.refresh_from_db()
            return
        if role and role != role_of(User.objects.get(pk=obj.pk)):
            set_up_account(name=obj.username, role=role)
        obj.save(update_fields=["first_name", "last_name", "email", "is_active"])

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


class TokenForm(DeskForm):
    name = line(max_length=100, help_text="What it is for, as “retrieval pipeline”.")
    days = forms.IntegerField(
        min_value=1, max_value=365, initial=90, label="Days", help_text="It ends after that."
    )
    read_only = forms.BooleanField(required=False, label="For reading only")


@admin.register(Token)
class TokenAdmin(KeptAdmin):
    """Everybody sees and revokes their own tokens, administrators all; nobody sees a secret."""

    list_display = ["token_key", "user", "name", "read_only", "created", "expiry"]
    list_filter = ["read_only"]
    list_select_related = ["user"]
    search_fields = ["name", "user__username"]
    fields = ["token_key", "user", "name", "read_only", "created", "expiry"]
    change_list_template = "admin/claims/token/list.html"

    def get_urls(self) -> list[URLPattern]:
        own = [path("issue/", door(issue_page, "claims.view_claim"), name="claims_token_issue")]
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
        own = obj is not None and obj.user_id == editor(request).pk
        return own or bool(super().has_delete_permission(request, obj))


def issue_page(request: HttpRequest) -> HttpResponse:
    """Issue a token for oneself; the answer is the only place where its secret stands."""
    form = TokenForm(request.POST) if request.method == "POST" else TokenForm()
    secret = ""
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        secret = issue_token(
            user=editor(request),
            name=values["name"],
            read_only=values["read_only"],
            lifetime=timedelta(days=values["days"]),
        )
    return page(
        request, "admin/claims/token/issue.html", title="Issue token", model=Token,
        status=400 if form.errors else 200, form=form, secret=secret,
        back=reverse("admin:claims_token_changelist"),
    )  # fmt: skip
