"""Who may enter the desk: everybody with a role reads, each view names what writing takes."""

from typing import Any, ClassVar

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView


class DeskPermission(BasePermission):
    """Reading takes any role, or the view's `reading`; writing takes its `writing` permission.

    What depends on the claim as well (own claims, states) is asked in the domain functions.
    """

    message: ClassVar[str] = "Your role does not allow this."

    def has_permission(self, request: Request, view: APIView) -> bool:
        user: Any = request.user
        if not user.is_authenticated:
            return False
        if request.method in SAFE_METHODS:
            return bool(user.has_perm(getattr(view, "reading", "claims.view_claim")))
        return bool(user.has_perm(getattr(view, "writing", "claims.draft_claim")))
