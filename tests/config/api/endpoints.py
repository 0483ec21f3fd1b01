"""A small API over publishers: what the shared parts are tried on."""

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import include, path
from django_filters import rest_framework as filters
from rest_framework import routers, serializers
from rest_framework.mixins import CreateModelMixin, DestroyModelMixin, ListModelMixin
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.settings import api_settings

from config.api.description import DocsView, SchemaView
from config.api.health import LiveView, ReadyView
from sources.api.base import StetView, StetViewSet, VersionedRetrieve, VersionedUpdate
from sources.api.parsing import PlainTextParser, StrictJSONParser
from sources.api.preconditions import required_version
from sources.api.strictness import StrictSerializer
from sources.errors import Conflict, Reason, Stale
from sources.models import Publisher, Source

handler400 = "config.api.problems.handler400"
handler403 = "config.api.problems.handler403"
handler404 = "config.api.problems.handler404"
handler500 = "config.api.problems.handler500"


class PublisherSerializer(StrictSerializer, serializers.ModelSerializer):
    class Meta:
        model = Publisher
        fields = ["id", "slug", "name", "country", "url", "version"]
        read_only_fields = ["id", "version"]
        extra_kwargs = {"slug": {"validators": []}}


class PublisherFilters(filters.FilterSet):
    country = filters.MultipleChoiceFilter(choices=[("CN", "China"), ("DE", "Germany")])
    named = filters.CharFilter(field_name="name")
    linked = filters.BooleanFilter(field_name="url", method="with_url")
    version = filters.RangeFilter()

    def with_url(self, queryset, name, value):
        return queryset.exclude(url="") if value else queryset.filter(url="")


class PublisherViewSet(
    VersionedRetrieve,
    VersionedUpdate,
    ListModelMixin,
    CreateModelMixin,
    DestroyModelMixin,
    StetViewSet,
):
    """Publishers, for whoever asks."""

    authentication_classes = []
    permission_classes = [AllowAny]
    queryset = Publisher.objects.all()
    serializer_class = PublisherSerializer
    filterset_class = PublisherFilters
    lookup_field = "slug"
    orderings = {"slug": "slug", "name": "name"}
    default_ordering = "slug"
    preconditioned = frozenset({"PUT", "PATCH", "DELETE"})

    def change(self, obj, version, values):
        with transaction.atomic():
            locked = Publisher.objects.select_for_update().get(pk=obj.pk)
            if locked.version != version:
                raise Stale("The publisher", seen=version, version=locked.version)
            for name, value in values.items():
                setattr(locked, name, value)
            locked.full_clean()
            locked.save(update_fields=[*values])
        locked.refresh_from_db()
        return locked

    def perform_destroy(self, instance):
        required_version(self.request, instance)
        instance.delete()


class DeskPublisherViewSet(PublisherViewSet):
    """Publishers, for those who are signed in."""

    authentication_classes = api_settings.DEFAULT_AUTHENTICATION_CLASSES


class SourceSerializer(serializers.ModelSerializer):
    class Meta:
        model = Source
        fields = ["slug", "published_at"]


class SourceViewSet(ListModelMixin, StetViewSet):
    """Sources, by keys that are tied and may be missing."""

    authentication_classes = []
    permission_classes = [AllowAny]
    queryset = Source.objects.select_related("publisher")
    serializer_class = SourceSerializer
    orderings = {
        "published_at": "published_at",
        "publisher": "publisher__name",
        "kind": "kind",
        "language": "language",
        "retrieved_at": "retrieved_at",
    }
    default_ordering = "-published_at"


class EchoView(StetView):
    """Says what it has read."""

    authentication_classes = []
    permission_classes = [AllowAny]
    parser_classes = [StrictJSONParser, PlainTextParser]
    parameters = frozenset({"shout"})

    def get(self, request):
        return Response({"shout": request.query_params.get("shout")})

    def post(self, request):
        return Response({"read": repr(request.data)})


class PrivateView(StetView):
    """For those who are signed in."""

    def get(self, request):
        return Response({"user": request.user.username})

    def post(self, request):
        return Response({"user": request.user.username})


def _recurse():
    return _recurse()


def _overflow():
    Publisher.objects.update(version=2**31)


def _break_a_reference():
    with transaction.atomic():
        Publisher.objects.filter(slug="used")._raw_delete("default")
        connection.check_constraints()


def _sleep():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '20ms'")
        cursor.execute("SELECT pg_sleep(5)")


def _raise(error):
    raise error


FAULTS = {
    "conflict": lambda: _raise(
        Conflict("Not yet.", reasons=[Reason("no_citation", "Cite something.", "/citations")])
    ),
    "stale": lambda: _raise(Stale("The claim", seen=3, version=5)),
    "validation": lambda: _raise(
        ValidationError(
            {
                "citations/0/quote": ValidationError(
                    "%(word)s is not there.",
                    code="not_there",
                    params={"word": "So", "start": 3, "end": 5},
                ),
                "__all__": ["All wrong."],
            }
        )
    ),
    "many": lambda: _raise(ValidationError({f"f{i}": "No." for i in range(10_000)})),
    "recursion": _recurse,
    "overflow": _overflow,
    "nul": lambda: Publisher.objects.filter(slug="\0").exists(),
    "timeout": _sleep,
    "protected": lambda: Publisher.objects.get(slug="used").delete(),
    "foreign_key": _break_a_reference,
    "check": lambda: Publisher.objects.filter(slug="used").update(country="cn"),
    "unique_rule": lambda: Publisher.objects.create(slug="new", name="USED"),
    "unique_field": lambda: Publisher.objects.create(slug="used", name="new"),
    "null": lambda: Publisher.objects.update(url=None),
    "serializer": lambda: _raise(
        serializers.ValidationError(
            {"items": [{}, {"a/b": ["Bad."]}], "non_field_errors": ["All."]}
        )
    ),
    "secret": lambda: _raise(RuntimeError("the password is hunter2")),
    "recorded": lambda: apps.get_model("sources", "PublisherEvent").objects.update(slug="x"),
}


class FaultView(StetView):
    """Goes wrong in the way that is asked for."""

    authentication_classes = []
    permission_classes = [AllowAny]

    def get(self, request, fault):
        FAULTS[fault]()

    def post(self, request, fault):
        FAULTS[fault]()


def plain(request):
    """A view outside the REST framework."""
    FAULTS[request.GET["fault"]]()
    return HttpResponse()


router = routers.SimpleRouter(use_regex_path=False)
router.register("publishers", PublisherViewSet)
router.register("desk", DeskPublisherViewSet, "desk")
router.register("sources", SourceViewSet)

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/schema/", SchemaView.as_view(), name="schema"),
    path("api/docs/", DocsView.as_view(), name="docs"),
    path("healthz/live/", LiveView.as_view()),
    path("healthz/ready/", ReadyView.as_view()),
    path("api/try/", include(router.urls)),
    path("api/try/echo/", EchoView.as_view()),
    path("api/try/private/", PrivateView.as_view()),
    path("api/try/faults/<slug:fault>/", FaultView.as_view()),
    path("plain/", plain),
]
