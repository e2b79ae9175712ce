"""Malformed and forged requests, some hundreds of them; ``python -m benchmarks.channels forge`` sends 10,000."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings

from bot.conversations.models import InboxMessage
from tests.channels.forgeries import Forgery, forgeries
from tests.conversations.conftest import Platforms

pytestmark = pytest.mark.django_db


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(forgeries)
def test_no_forged_or_malformed_request_is_an_error_or_let_in(
    platforms: Platforms, client: Client, forgery: Forgery
) -> None:
    """No 5xx; whoever may not write gets a refusal, and nothing of theirs is a row."""
    before = InboxMessage.objects.count()
    response = client.generic(
        forgery.method, forgery.path, forgery.body, content_type="application/json", headers=forgery.headers
    )
    assert response.status_code in forgery.answers
    assert not forgery.is_forged or InboxMessage.objects.count() == before
