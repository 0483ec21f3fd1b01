"""The pages of the second factor: give a code at sign-in; enrol, renew the codes, remove."""

from base64 import b32encode
from typing import Any

import django_otp
import segno
from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from claims.accounts import enrolling
from claims.admin.doors import editor
from claims.admin.forms import DeskForm

WRONG = "This code is not right, was used before, or comes too soon after wrong ones."


class CodeForm(DeskForm):
    code = forms.CharField(
        max_length=40,
        widget=AdminTextInputWidget(attrs={"autocomplete": "one-time-code", "autofocus": True}),
        help_text="Six digits of your app, or a recovery code.",
    )


class PasswordForm(DeskForm):
    """What protects the account changes only for whoever knows its password, now."""

    password = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


def standing(request: HttpRequest) -> str:
    """What stands between this request and the desk, "" when nobody of the desk is signed in."""
    user: Any = request.user
    if not (user.is_active and user.is_staff):
        return ""
    found: str | None = getattr(request, "_second_factor", None)
    if found is None:
        found = enrolling.standing(user, verified=user.is_verified())
        request._second_factor = found  # type: ignore[attr-defined]  # asked several times a page
    return found


@never_cache
@sensitive_post_parameters("code")
def verify_page(request: HttpRequest) -> HttpResponse:
    """The second step of signing in."""
    if standing(request) != enrolling.VERIFY:
        return HttpResponseRedirect(_next(request))
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        device = enrolling.verify_code(user=editor(request), code=form.cleaned_data["code"])
        if device is not None:
            _enter(request, device)
            return HttpResponseRedirect(_next(request))
        form.add_error("code", WRONG)
    return _page(request, title="Your code", form=form, button="Sign in", step="verify")


@never_cache
@sensitive_post_parameters("code", "password")
def second_factor_page(request: HttpRequest) -> HttpResponse:
    """Enrol, confirm, renew the recovery codes, or remove; each by its button (`act`)."""
    if standing(request) not in {enrolling.OPEN, enrolling.ENROL}:
        return HttpResponseRedirect(f"{reverse('admin:login')}?next={request.path}")
    if request.method != "POST":
        return _overview(request, PasswordForm())
    if request.POST.get("act") == "confirm":
        return _confirm(request)
    form = PasswordForm(request.POST)
    if not form.is_valid() or not _knows_password(request, form):
        return _overview(request, form)
    return _act(request, request.POST.get("act", ""))


def _act(request: HttpRequest, act: str) -> HttpResponse:
    person = editor(request)
    if act == "begin":
        return _show_secret(request, enrolling.begin_enrolment(by=person), CodeForm())
    if act == "renew" and enrolling.has_second_factor(person):
        return _show_codes(request, enrolling.renew_codes(by=person))
    if act == "remove":
        enrolling.remove_second_factor(user=person)
    return HttpResponseRedirect(request.path)


def _confirm(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    device = enrolling.pending_enrolment(by=editor(request))
    if device is None:
        return HttpResponseRedirect(request.path)
    if form.is_valid():
        done = enrolling.confirm_enrolment(by=editor(request), code=form.cleaned_data["code"])
        if done is not None:
            _enter(request, done[0])
            return _show_codes(request, done[1])
        form.add_error("code", WRONG)
    return _show_secret(request, device, form)


def _overview(request: HttpRequest, form: DeskForm) -> HttpResponse:
    person = editor(request)
    return _page(
        request, title="Second factor", form=form, step="overview",
        has_one=enrolling.has_second_factor(person), left=enrolling.codes_left(person),
        demanded=standing(request) == enrolling.ENROL,
    )  # fmt: skip


def _show_secret(request: HttpRequest, device: Any, form: DeskForm) -> HttpResponse:
    """The QR code is drawn here, inline: no script, and no other host, sees the secret."""
    drawn = segno.make(device.config_url, micro=False).svg_inline(scale=5, border=3, light="#fff")
    return _page(
        request, title="Scan this", form=form, step="secret", button="Confirm",
        qr=mark_safe(drawn),  # noqa: S308 - drawn by us, of a text that is encoded in it
        secret=b32encode(device.bin_key).decode(),
    )  # fmt: skip


def _show_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    return _page(request, title="Recovery codes", form=DeskForm(), step="codes", codes=codes)


def _page(request: HttpRequest, *, title: str, form: DeskForm, **context: Any) -> HttpResponse:
    frame = admin.site.each_context(request)
    shown = {**frame, "title": title, "form": form, "next": request.GET.get("next", ""), **context}
    status = 400 if form.is_bound and form.errors else 200
    return TemplateResponse(request, "admin/second_factor.html", shown, status=status)


def _knows_password(request: HttpRequest, form: DeskForm) -> bool:
    """Asked through the sign-in's own way, so that guesses are counted there."""
    name = editor(request).get_username()
    given = form.cleaned_data["password"]
    if authenticate(request, username=name, password=given) is not None:
        return True
    form.add_error("password", "This is not your password.")
    return False


def _enter(request: HttpRequest, device: Any) -> None:
    request.session.cycle_key()
    django_otp.login(request, device)


def _next(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if ours else reverse("admin:index")
