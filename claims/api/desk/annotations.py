"""Remarks at the desk: threads, and the record of who resolved and reopened them."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_vary_headers
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from claims import annotating
from claims.api.desk.annotation_filters import AnnotationFilter
from claims.api.desk.annotation_shapes import (
    AnnotationChange,
    AnnotationDraft,
    AnnotationSerializer,
    ResolutionRequest,
    ResolutionSerializer,
    remark_fields,
)
from claims.api.desk.base import DeskView
from claims.api.desk.web_annotations import asked_change, asked_remark, placed, web_annotation
from claims.api.linked_data import (
    GoneHere,
    LinkedDataParser,
    LinkedDataRenderer,
    profiled,
    wants_linked_data,
)
from claims.formats.annotation_pages import write_page
from claims.formats.web_annotation import MEDIA_TYPE, write_annotation
from claims.models import Annotation, Outcome, Resolution
from sources.api.base import StetViewSet, VersionedRetrieve, VersionedUpdate
from sources.api.parsing import StrictJSONParser
from sources.api.preconditions import etag, required_version


class RemarkView(DeskView):
    """A view of remarks: every role writes them; plain JSON, or JSON-LD by Accept."""

    writing = "claims.add_annotation"
    leaves_gone = True
    renderer_classes = [JSONRenderer, LinkedDataRenderer]
    parser_classes = [StrictJSONParser, LinkedDataParser]


class AnnotationViewSet(
    RemarkView, ListModelMixin, VersionedRetrieve, VersionedUpdate, GenericViewSet
):
    """Remarks on claims, their parts and paragraphs; a change needs If-Match."""

    serializer_class = AnnotationSerializer
    queryset = Annotation.objects.with_words()
    filterset_class = AnnotationFilter
    lookup_value_converter = "id"
    orderings = {"created_at": "created_at", "edited_at": "edited_at"}
    default_ordering = "-created_at"
    preconditioned = frozenset({"PATCH", "DELETE"})
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """A remark at its address is found whatever lists leave out."""
        return super().filter_queryset(queryset) if self.action == "list" else queryset

    def get_object(self) -> Annotation:
        remark: Annotation = super().get_object()
        if remark.deleted_at is not None:
            raise GoneHere
        return remark

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        if "data" in kwargs:
            data = kwargs["data"]
            if _is_linked_data(self.request):
                data = asked_change(args[0], data, self.request)
            return AnnotationChange(data=data, partial=True)
        return super().get_serializer(*args, **kwargs)

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Remarks, the newest first; what was taken back only when asked for (`deleted`)."""
        if not wants_linked_data(request):
            return super().list(request, *args, **kwargs)
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or ()
        items = [write_annotation(web_annotation(row, request), context=False) for row in rows]
        here, whole = (request.build_absolute_uri(p) for p in (None, request.path))
        paginator: Any = self.paginator
        following, previous = paginator.links()
        page = write_page(
            items,
            id=here,
            collection={"id": whole, "type": "AnnotationCollection"},
            start=None,
            following=following,
            previous=previous,
        )
        return profiled(Response(page))

    @extend_schema(
        request={"application/json": AnnotationDraft, MEDIA_TYPE: OpenApiTypes.OBJECT},
        responses={201: AnnotationSerializer},
    )
    def create(self, request: Request) -> Response:
        """Leave a remark, or reply to one (`parent`); plain, or as a W3C Web Annotation."""
        if _is_linked_data(request):
            fields, places = asked_remark(request)
            more = {name: fields.pop(name) for name in ("canonical", "via")}
            with placed(places):
                remark = self._leave(fields, more)
        else:
            remark = self._leave(request.data, {})
        location = request.build_absolute_uri(f"{request.path}{remark.pk}/")
        return self.shown(self._whole(remark), status=201, headers={"Location": location})

    @extend_schema(
        request={"application/json": AnnotationChange, MEDIA_TYPE: OpenApiTypes.OBJECT},
        responses=AnnotationSerializer,
    )
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change your remark; reviewers and publishers decide on the visibility of any.

        A Web Annotation is a merge patch too: what it does not name stays, and what it names
        beside body and motivation has to be as it is.
        """
        return super().partial_update(request, *args, **kwargs)

    def change(self, obj: Annotation, version: int, values: dict[str, Any]) -> Annotation:
        return self._whole(
            annotating.edit_annotation(annotation=obj, version=version, by=self.editor, **values)
        )

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take your remark back: its address answers 410, its row and history stay."""
        remark = self.get_object()
        version = required_version(request, remark)
        annotating.delete_annotation(annotation=remark, version=version, by=self.editor)
        return Response(status=204)

    def shown(self, obj: Any, **kwargs: Any) -> Response:
        response = super().shown(obj, **kwargs)
        if wants_linked_data(self.request):
            response.data = write_annotation(web_annotation(obj, self.request))
            profiled(response)
        patch_vary_headers(response, ["Accept"])
        return response

    def _leave(self, data: Any, more: dict[str, Any]) -> Annotation:
        asked = AnnotationDraft(data=data)
        asked.is_valid(raise_exception=True)
        fields = {**remark_fields(asked.validated_data), **more}
        return annotating.annotate(by=self.editor, **fields)

    def _whole(self, remark: Annotation) -> Annotation:
        return get_object_or_404(Annotation.objects.with_words(), pk=remark.pk)


class ResolutionViewSet(RemarkView, ListModelMixin, StetViewSet):
    """The record of a thread: who resolved and reopened it; posting resolves it."""

    serializer_class = ResolutionSerializer
    queryset = Resolution.objects.select_related("author")
    renderer_classes = [JSONRenderer]
    parser_classes = [StrictJSONParser]
    orderings = {"created_at": "created_at"}
    default_ordering = "created_at"
    preconditioned = frozenset({"POST"})

    def get_queryset(self) -> QuerySet[Resolution]:
        return super().get_queryset().filter(annotation=self.get_remark())

    def get_remark(self) -> Annotation:
        remark = get_object_or_404(Annotation, pk=self.kwargs["annotation"])
        if remark.deleted_at is not None:
            raise GoneHere
        return remark

    @extend_schema(request=ResolutionRequest, responses={201: ResolutionSerializer})
    def create(self, request: Request, annotation: str) -> Response:
        """Resolve the thread; the ETag of the answer is the remark's."""
        return self.record(annotating.resolve_annotation)

    def record(self, act: Any) -> Response:
        remark = self.get_remark()
        asked = ResolutionRequest(data=self.request.data)
        asked.is_valid(raise_exception=True)
        version = required_version(self.request, remark)
        made = act(annotation=remark, version=version, by=self.editor, **asked.validated_data)
        data = self.get_serializer(made).data
        return Response(data, status=201, headers={"ETag": etag(made.annotation)})


class ReopeningViewSet(ResolutionViewSet):
    """The times a thread was reopened; posting reopens it."""

    queryset = ResolutionViewSet.queryset.filter(outcome=Outcome.REOPENED)

    @extend_schema(request=ResolutionRequest, responses={201: ResolutionSerializer})
    def create(self, request: Request, annotation: str) -> Response:
        """Reopen the thread; the ETag of the answer is the remark's."""
        return self.record(annotating.reopen_annotation)


def _is_linked_data(request: Request) -> bool:
    return str(request.content_type).partition(";")[0].strip().lower() == MEDIA_TYPE
