"""What Prometheus is told: rates, outcomes, how long each step takes, what waits. No label names a person or a message.

Each process tells of itself: the web process at ``/metrics``, the worker on a port of its own. What waits is in the
database, so every web process says the same of it.
"""

import hashlib
import hmac
import logging
import threading
from collections.abc import Iterator
from datetime import datetime

from django.db import DatabaseError
from django.db.models import Min, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.views.decorators.http import require_GET
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    start_http_server,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.config import environment
from bot.conversations import clock, served
from bot.conversations.models import InboxMessage, OutboxMessage

logger = logging.getLogger(__name__)

RECEIVED = Counter("caf_messages_received", "Messages written to the inbox", ["channel"])
ANSWERED = Counter("caf_messages_answered", "Messages answered", ["channel", "outcome"])
DELIVERED = Counter("caf_deliveries", "Attempts to deliver a part of a reply", ["channel", "fate"])
STEP = Histogram(
    "caf_step_seconds",
    "How long a step of a message takes: gate (erase and write), wait (until a worker has it), rasa, send",
    ["step"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300),
)

_listening = threading.Lock()


class Waiting(Collector):
    """What waits, and which FAQ is served, at the moment of asking."""

    def collect(self) -> Iterator[Metric]:
        """Called by Prometheus's client; what the database cannot say is left out."""
        try:
            yield from _waiting()
        except DatabaseError as error:
            logger.error("metrics: the database fails (%s)", type(error).__name__)
        faq = served.faq().get()
        version = hashlib.sha256(repr(sorted(faq.served.items())).encode()).hexdigest()[:12]
        info = GaugeMetricFamily("caf_faq_info", "The FAQ that is served, by a digest of it", labels=["version"])
        info.add_metric([version], 1)
        yield info
        yield GaugeMetricFamily("caf_faq_entries", "Entries that are served", value=len(faq.served))
        yield GaugeMetricFamily("caf_faq_problems", "Files of the FAQ that cannot be served", value=len(faq.problems))


def _waiting() -> Iterator[Metric]:
    pending = InboxMessage.objects.filter(state=InboxMessage.State.PENDING)
    unsent = _unsent()
    yield GaugeMetricFamily("caf_inbox_pending", "Messages that wait for an answer", value=pending.count())
    yield GaugeMetricFamily("caf_inbox_age_seconds", "How long the oldest of them waits", value=queue_age())
    yield GaugeMetricFamily("caf_outbox_unsent", "Replies that wait to be sent", value=unsent.count())
    yield GaugeMetricFamily("caf_outbox_age_seconds", "How long the oldest of them waits", value=unsent_age())


def queue_age() -> float:
    """Seconds for which the oldest message has waited for its answer; 0 when none waits."""
    pending = InboxMessage.objects.filter(state=InboxMessage.State.PENDING)
    return _age(pending.aggregate(oldest=Min("received_at"))["oldest"])


def unsent_age() -> float:
    """Seconds for which the oldest reply has waited to be sent; 0 when none waits."""
    return _age(_unsent().aggregate(oldest=Min("created_at"))["oldest"])


def _unsent() -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(state__in=(OutboxMessage.State.READY, OutboxMessage.State.SENDING))


def _age(oldest: datetime | None) -> float:
    return max(0.0, (clock.now() - oldest).total_seconds()) if oldest else 0.0


@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Everything above, for whoever holds ``CAF_METRICS_TOKEN``; where there is none the page does not exist."""
    token = environment.optional_secret("CAF_METRICS_TOKEN")
    if not token:
        raise Http404
    given = request.headers.get("authorization", "").encode()
    if not hmac.compare_digest(given, f"Bearer {token}".encode()):
        return HttpResponseForbidden()
    now = CollectorRegistry()
    now.register(Waiting())
    return HttpResponse(generate_latest(REGISTRY) + generate_latest(now), content_type=CONTENT_TYPE_LATEST)


def listen() -> None:
    """Tells of this process on ``CAF_WORKER_METRICS_PORT``, once, where it is set."""
    port = environment.value("CAF_WORKER_METRICS_PORT")
    if port and _listening.acquire(blocking=False):
        start_http_server(environment.whole("CAF_WORKER_METRICS_PORT"), addr=environment.value("CAF_METRICS_HOST"))
