"""What every endpoint of the desk is told: who acts, and why."""

from typing import cast

from rest_framework.request import Request

from claims.api.permissions import DeskPermission
from claims.models import User


class DeskView:
    """A view of the desk: `reading` and `writing` name the permissions that these take."""

    request: Request
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
