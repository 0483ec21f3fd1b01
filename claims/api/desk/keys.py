"""The Idempotency-Key header (IETF draft of February 2025): read it, refuse with it."""

import re

from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.request import Request

# A string of structured fields (RFC 8941 §3.3.3), or the same without quotes, as clients send it.
_QUOTED = re.compile(r'"((?:[ !#-\[\]-~]|\\["\\])*)"')
_BARE = re.compile(r"[!#-~][ -~]*")
LONGEST = 255


class WrongKey(APIException):
    """A key that cannot be one."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "idempotency_key_invalid"
    default_detail = (
        f"Idempotency-Key has 1 to {LONGEST} printable ASCII characters, in double quotes or bare."
    )


class KeyInProgress(APIException):
    """The first request with this key is not finished."""

    status_code = status.HTTP_409_CONFLICT
    wait = 0


class KeyOfAnother(APIException):
    """The key was used for another request."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY


def idempotency_key(request: Request) -> str | None:
    """The key of a request, None without one. Raises WrongKey."""
    header = request.headers.get("Idempotency-Key")
    if header is None:
        return None
    header = header.strip()
    quoted = _QUOTED.fullmatch(header)
    if quoted:
        key = re.sub(r"\\(.)", r"\1", quoted[1])
    elif _BARE.fullmatch(header):
        key = header
    else:
        raise WrongKey
    if not 1 <= len(key) <= LONGEST:
        raise WrongKey
    return key
