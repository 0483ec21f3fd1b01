"""Webhooks at the desk: administrators subscribe addresses to events, and see how telling went."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from claims.api.desk.base import DeskView
from claims.api.desk.webhook_shapes import (
    DeliveryLineSerializer,
    DeliverySerializer,
    ReplayRequest,
    ReplaySerializer,
    SecretSerializer,
    SubscribedSerializer,
    WebhookChange,
    WebhookSerializer,
)
from claims.models import Delivery, DeliveryStatus, EventType, Webhook
from claims.models.webhook import TEST
from claims.webhooks import subscribing
from sources.api.base import StetViewSet, VersionedRetrieve, VersionedUpdate
from sources.api.preconditions import etag, required_version
from sources.api.strictness import Nothing, StrictSerializer

MANAGE = "claims.manage_webhook"


class WebhookFilter(django_filters.FilterSet):
    active = django_filters.BooleanFilter()


class WebhookViewSet(DeskView, ListModelMixin, VersionedRetrieve, VersionedUpdate, GenericViewSet):
    """Webhooks: addresses that are told of events by signed POST (Standard Webhooks 1.0)."""

    reading = writing = MANAGE
    serializer_class = WebhookSerializer
    queryset = Webhook.objects.select_related("author")
    filterset_class = WebhookFilter
    lookup_value_converter = "id"
    orderings = {"created_at": "created_at"}
    default_ordering = "-created_at"
    preconditioned = frozenset({"PATCH", "DELETE"})
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        if "data" in kwargs:
            return WebhookChange(data=kwargs["data"], partial=kwargs.get("partial", False))
        return super().get_serializer(*args, **kwargs)

    @extend_schema(request=WebhookChange, responses={201: SubscribedSerializer})
    def create(self, request: Request) -> Response:
        """Subscribe an address; the answer is the only one that shows the secret."""
        values = self._asked(WebhookChange)
        webhook, secret = subscribing.subscribe(by=self.editor, **values)
        data = SubscribedSerializer(webhook, context={"secret": secret}).data
        location = request.build_absolute_uri(f"{request.path}{webhook.pk}/")
        headers = {"Location": location, "ETag": etag(webhook)}
        return Response(data, status=201, headers=headers)

    @extend_schema(request=WebhookChange, responses=WebhookSerializer)
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change a webhook; `active` switches it. What happens while it is off is not queued."""
        return super().partial_update(request, *args, **kwargs)

    def change(self, obj: Webhook, version: int, values: dict[str, Any]) -> Webhook:
        return subscribing.edit_webhook(webhook=obj, version=version, **values)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Delete a webhook with its deliveries."""
        webhook = self.get_object()
        subscribing.delete_webhook(webhook=webhook, version=required_version(request, webhook))
        return Response(status=204)

    @extend_schema(request=Nothing, responses={201: SecretSerializer})
    @action(detail=True, methods=["post"], preconditioned=frozenset())
    def secrets(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Make another secret; both sign each delivery until the one before ends, in 24 hours."""
        self._asked(Nothing)
        secret, until = subscribing.rotate_secret(webhook=self.get_object())
        shown = SecretSerializer({"secret": secret, "previous_valid_until": until})
        return Response(shown.data, status=201)

    @extend_schema(request=Nothing, responses={201: DeliverySerializer})
    @action(detail=True, methods=["post"], preconditioned=frozenset())
    def tests(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Send a test event."""
        self._asked(Nothing)
        delivery = subscribing.send_test(webhook=self.get_object())
        return Response(DeliverySerializer(delivery).data, status=201)

    @extend_schema(request=ReplayRequest, responses={201: ReplaySerializer})
    @action(detail=True, methods=["post"], preconditioned=frozenset())
    def replays(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Send what happened after a sequence (again), at most 1000 editions at a time."""
        values = self._asked(ReplayRequest)
        done = subscribing.replay(webhook=self.get_object(), **values)
        return Response(ReplaySerializer(done).data, status=201)

    def _asked(self, kind: type[StrictSerializer]) -> dict[str, Any]:
        body = kind(data=self.request.data)
        body.is_valid(raise_exception=True)
        return dict(body.validated_data)


class DeliveryFilter(django_filters.FilterSet):
    status = django_filters.MultipleChoiceFilter(choices=DeliveryStatus.choices)
    type = django_filters.MultipleChoiceFilter(choices=[*EventType.choices, (TEST, TEST)])
    event = django_filters.CharFilter()


class DeliveryViewSet(DeskView, ListModelMixin, StetViewSet):
    """The events of a webhook, each with its attempts; kept for some weeks."""

    reading = writing = MANAGE
    serializer_class = DeliverySerializer
    queryset = Delivery.objects.none()
    filterset_class = DeliveryFilter
    lookup_value_converter = "id"
    orderings = {"created_at": "created_at"}
    default_ordering = "-created_at"
    http_method_names = ["get", "post", "head", "options"]

    def get_queryset(self) -> QuerySet[Delivery]:
        webhook = get_object_or_404(Webhook, pk=self.kwargs["webhook"])
        return Delivery.objects.filter(webhook=webhook).prefetch_related("attempts")

    def get_serializer_class(self) -> type[DeliveryLineSerializer]:
        return DeliveryLineSerializer if self.action == "list" else DeliverySerializer

    def retrieve(self, request: Request, webhook: str, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=Nothing, responses={201: DeliverySerializer})
    @action(detail=True, methods=["post"])
    def redeliveries(self, request: Request, webhook: str, pk: str) -> Response:
        """Send the event again, at once; its id stays, so that receivers can tell."""
        body = Nothing(data=request.data)
        body.is_valid(raise_exception=True)
        row = subscribing.redeliver(delivery=self.get_object())
        return Response(self.get_serializer(row).data, status=201)
