"""JSON-LD over HTTP: how it is read and written, and what answers for a remark that is gone."""

from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims.formats.web_annotation import MEDIA_TYPE, PROFILE
from sources.api.parsing import StrictJSONParser


class LinkedDataParser(StrictJSONParser):
    """JSON-LD, read as strictly as JSON; its profile does not matter."""

    media_type = MEDIA_TYPE


class LinkedDataRenderer(JSONRenderer):
    """JSON-LD. Without the profile in its type, so that `Accept` with and without it match."""

    media_type = MEDIA_TYPE
    format = "jsonld"


class GoneHere(APIException):
    """There was something at this address, and its address is not given away again."""

    status_code = 410
    default_code = "gone"
    default_detail = "This remark was taken back."


def wants_linked_data(request: Request) -> bool:
    """Whether the answer is negotiated to be JSON-LD."""
    return isinstance(getattr(request, "accepted_renderer", None), LinkedDataRenderer)


def profiled(response: Response) -> Response:
    """The same answer, its type with the profile of Web Annotation."""
    response.content_type = PROFILE
    return response
