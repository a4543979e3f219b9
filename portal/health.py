"""Health: is this process alive, and can it serve?"""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse


def live(_request: HttpRequest) -> JsonResponse:
    """200 while the process answers."""
    return JsonResponse({"status": "ok"})


def ready(_request: HttpRequest) -> JsonResponse:
    """200 when database, cache and migrations are in order, otherwise 503; each part is named."""
    parts = {"database": _database(), "cache": _cache()}
    good = all(value == "ok" for value in parts.values())
    return JsonResponse({"status": "ok" if good else "not ready", **parts}, status=200 if good else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "unreachable"
    return f"{len(pending)} migrations to apply" if pending else "ok"


def _cache() -> str:
    try:
        cache.set("health", "ok", 10)
        return "ok" if cache.get("health") == "ok" else "does not keep values"
    except Exception:
        return "unreachable"
