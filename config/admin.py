"""The desk: the site that every app's admin registers with, and its front page."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.validators import MaxLengthValidator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.http import urlencode

from config.guesses import remember

# What the desk shows, in this order; anything registered beside it stays reachable by its address.
ROOMS = {
    "Claims": ["Claim", "Review", "Edition"],
    "Evidence": ["Source", "Paragraph", "Publisher"],
    "Subjects": ["Topic", "Claimant", "Rating"],
    "Accounts": ["User", "Token"],
    "Deliveries": ["Webhook", "Delivery"],
}
OUR_APPS = frozenset({"claims", "sources"})


class SignInForm(AdminAuthenticationForm):
    """Name and password; a name that no account can have is not looked for, nor counted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Django tells browsers alone, while guesses are kept with the name, in a column of its own.
        name = self.fields["username"]
        name.validators.append(MaxLengthValidator(self.username_field.max_length))


class StetAdminSite(AdminSite):
    """The editors' desk: our own models only, in the desk's words, and the queue in front."""

    login_form = SignInForm

    site_header = "Stet"
    site_title = "Stet"
    index_title = "Desk"
    site_url = None

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # It deletes rows behind the functions' back, many at once.
        self.disable_action("delete_selected")

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: Any = None,
        **options: Any,
    ) -> None:
        """Register our models; groups, events and what else other packages bring have no page."""
        given = (
            [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        )
        ours = [model for model in given if model._meta.app_label in OUR_APPS]
        super().register(ours, admin_class, **options)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The pages of the second factor come before those behind it."""
        from claims.admin.second_factor import second_factor_page, verify_page

        own: list[URLPattern | URLResolver] = [
            path("verify/", verify_page, name="verify"),
            path("second-factor/", second_factor_page, name="second_factor"),
            # Also for whoever has no code at hand, and so is not let in any further.
            path("logout/", self.logout, name="logout"),
        ]
        return [*own, *super().get_urls()]

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff, with their second factor when they have one or their role asks for it."""
        from claims.admin.second_factor import standing

        return standing(request) == "open"

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Whoever gave their password is led on to what is still missing."""
        from claims.admin.second_factor import standing

        pages = {"verify": "admin:verify", "enrol": "admin:second_factor"}
        if request.method == "GET" and (name := pages.get(standing(request))):
            wanted = urlencode({"next": request.GET.get("next", "")})
            return HttpResponseRedirect(f"{reverse(name)}?{wanted}")
        response = super().login(request, extra_context)
        if request.method == "POST" and response.status_code == 302:
            remember(response, request.user.get_username())
        return response

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The models that this person may see, by room instead of by app."""
        if app_label is not None:
            return super().get_app_list(request, app_label)
        found = {
            model["object_name"]: model
            for app in self._build_app_dict(request).values()
            for model in app["models"]
        }
        rooms = []
        for name, models in ROOMS.items():
            if shown := [found[model] for model in models if model in found]:
                url = f"{reverse('admin:index', current_app=self.name)}#{name.lower()}"
                rooms.append(
                    {
                        "name": name,
                        "app_label": name.lower(),
                        "app_url": url,
                        "has_module_perms": True,
                        "models": shown,
                    }
                )
        return rooms

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The front page: how many claims are in each state, and what waits for this person."""
        # The apps' admin modules register with this site, so it has to be there before them.
        from claims.admin.doors import editor
        from claims.admin.queue import overview

        person = editor(request)
        shown = overview(person) if person.has_perm("claims.view_claim") else {}
        return super().index(request, {**shown, **(extra_context or {})})
