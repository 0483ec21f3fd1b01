"""What every endpoint of the desk is told: who acts, and why; and that it answers a key once."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from claims import retrying
from claims.api.desk.keys import KeyInProgress, KeyOfAnother, idempotency_key
from claims.api.permissions import DeskPermission
from claims.errors import Stale
from claims.history import changed_since
from claims.models import Claim, User
from sources.api.base import StetView
from sources.api.preconditions import PreconditionFailed

# What a client acts on beside status and body.
_REPEATED = ("Content-Type", "Location", "ETag", "Retry-After")


class DeskView(StetView):
    """A view of the desk: `reading` and `writing` name the permissions that these take.

    A POST with an Idempotency-Key is done once: sent again within 24 hours by the same account
    it gets the first answer again, with `Idempotency-Replayed: true`.
    """

    permission_classes = [DeskPermission]
    reading = "claims.view_claim"
    writing = "claims.draft_claim"

    @property
    def editor(self) -> User:
        """Who acts; nobody gets here without signing in."""
        return cast(User, self.request.user)

    @property
    def reason(self) -> str:
        """Why, in the Change-Reason header; kept with the revision."""
        return str(getattr(self.request, "change_reason", ""))

    def handle_exception(self, exc: Exception) -> Any:
        """Whoever acted on an older version is told what has changed since."""
        if isinstance(exc, PreconditionFailed | Stale) and (claim := self._claim_id()):
            seen = self.request.headers.get("If-Match", "").strip().strip('"')
            if seen.isascii() and seen.isdigit() and len(seen) < 10:
                exc.reasons = tuple(changed_since(claim, int(seen)))
        return super().handle_exception(exc)

    def _claim_id(self) -> UUID | None:
        """The claim whose version is acted on, if it is a claim's."""
        model = getattr(getattr(self, "queryset", None), "model", None)
        name = "pk" if model is Claim else "claim"
        return cast("UUID | None", self.kwargs.get(name))

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Who may comes first, for a request that is sent again too."""
        super().initial(request, *args, **kwargs)
        key = idempotency_key(request) if request.method == "POST" else None
        handler = getattr(self, "post", None)
        if key is not None and handler is not None:
            setattr(self, "post", partial(self._once, handler, key))  # noqa: B010 - views declare it

    def _once(
        self, handler: Callable[..., Any], key: str, request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        fingerprint = retrying.fingerprint_of(
            request.get_full_path(),
            request.content_type or "",
            request.headers.get("If-Match", ""),
            # What a strong token was answered is not for a weak one.
            ",".join(getattr(request.auth, "scopes", ["session"])),
            # Django keeps what is read here; the parser reads it from there.
            request._request.body,
        )
        try:
            reply = retrying.answer_once(
                account=self.editor,
                key=key,
                fingerprint=fingerprint,
                act=lambda: self._reply(handler, request, *args, **kwargs),
            )
        except retrying.InProgress as error:
            raise KeyInProgress(error.detail, error.code) from error
        except retrying.KeyReused as error:
            raise KeyOfAnother(error.detail, error.code) from error
        headers = {**reply.headers} | ({"Idempotency-Replayed": "true"} if reply.replayed else {})
        return HttpResponse(reply.body, status=reply.status, headers=headers)

    def _reply(
        self, handler: Callable[..., Any], request: Request, *args: Any, **kwargs: Any
    ) -> retrying.Reply:
        """What the handler answers, refusals and those of deferred constraints included."""
        try:
            response = handler(request, *args, **kwargs)
            retrying.settle()
        except Exception as error:
            if retrying.unlucky(error):
                raise
            response = self.handle_exception(error)
        response = self.finalize_response(request, response, *args, **kwargs)
        if hasattr(response, "render"):
            response.render()
        headers = {name: response[name] for name in _REPEATED if name in response}
        return retrying.Reply(response.status_code, response.content, headers)
