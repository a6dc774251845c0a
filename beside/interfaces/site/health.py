"""For those who run the service: is it up, can it serve, how is it doing. Nothing about anyone."""

import hmac
from functools import cache
from ipaddress import ip_address

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from beside.foundation.accounts.access import public
from beside.foundation.notifications.carrying import waiting

_WAITING = Gauge("beside_waiting_to_be_sent", "Letters and pushes that wait to be sent", ["what"])


class NotReady(Exception):
    """Why the service cannot serve yet."""


@require_safe
@public
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"ok": True})


@require_safe
@public
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and has the shape this version needs; 503 otherwise."""
    try:
        _ask_the_database()
        _ask_for_migrations()
    except DatabaseError:
        return JsonResponse({"ok": False, "because": "database"}, status=503)
    except NotReady as why:
        return JsonResponse({"ok": False, "because": str(why)}, status=503)
    return JsonResponse({"ok": True})


@require_safe
@public
def metrics(request: HttpRequest) -> HttpResponse:
    """Counters for Prometheus: to this machine, or to who has the token. To others it is not there."""
    if not (_from_this_machine(request) or _has_token(request)):
        raise Http404
    for what, count in waiting().items():
        _WAITING.labels(what).set(count)
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _ask_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@cache
def _ask_for_migrations() -> None:
    """Asked until it is well once: a running process does not lose migrations. Raises ``NotReady``."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady("migrations")


def _from_this_machine(request: HttpRequest) -> bool:
    # A reverse proxy on the same machine speaks for the whole world; it says so in these headers.
    if any(header in request.headers for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP")):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _has_token(request: HttpRequest) -> bool:
    token = settings.ENV.metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(token) and hmac.compare_digest(given.encode(), token.encode())
