"""Is the process alive, and is it ready to answer? For load balancers."""

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from config.api.shape import problem
from sources.api.base import StetView

_NO_STORE = {"Cache-Control": "no-store"}


class LiveView(StetView):
    """The process answers; it touches nothing else."""

    authentication_classes = []
    permission_classes = [AllowAny]

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponseBase:
        return JsonResponse({"status": "live"}, headers=_NO_STORE)


class ReadyView(StetView):
    """The database answers, and has the tables that this code expects."""

    authentication_classes = []
    permission_classes = [AllowAny]
    # Migrations are not undone below a running process: one look is enough.
    migrated = False

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponseBase:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            ReadyView.migrated = ReadyView.migrated or not _pending()
        except Error:
            return _not_ready("The database does not answer.", "database_away")
        if not ReadyView.migrated:
            return _not_ready("Migrations are pending.", "migrations_pending")
        return JsonResponse({"status": "ready"}, headers=_NO_STORE)


def _pending() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _not_ready(detail: str, code: str) -> HttpResponseBase:
    return problem(503, detail, code=code, headers={"Retry-After": "5", **_NO_STORE})
