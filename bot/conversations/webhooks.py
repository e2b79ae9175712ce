"""Where Meta and Telegram deliver: 200 once everything is written, 403 for whoever is not them; no body in a log."""

import logging
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from bot.channels import messenger as messenger_channel
from bot.channels import telegram as telegram_channel
from bot.channels.messenger import events as messenger_events
from bot.channels.messenger import limits as messenger_limits
from bot.channels.messenger import signature
from bot.channels.telegram import events as telegram_events
from bot.channels.telegram import limits as telegram_limits
from bot.config import accounts
from bot.conversations.body import as_json, is_long
from bot.conversations.intake import take_in

logger = logging.getLogger(__name__)


@csrf_exempt  # the signature proves who writes
@require_http_methods(["GET", "POST"])
def messenger(request: HttpRequest) -> HttpResponse:
    """The webhook of the installation's Facebook application, for all of its pages."""
    if not accounts.messenger_accounts():
        raise Http404
    secrets = accounts.needed_secrets()
    if request.method == "GET":
        challenge = signature.challenge(request.GET.dict(), secrets["CAF_MESSENGER_VERIFY_TOKEN"])
        return _forbidden(request) if challenge is None else HttpResponse(challenge, content_type="text/plain")
    if is_long(request, messenger_limits.MAX_BODY_BYTES):
        return HttpResponse(status=413)
    header = request.headers.get(signature.HEADER)
    if not signature.is_signed(request.body, header, secrets["CAF_MESSENGER_APP_SECRET"]):
        return _forbidden(request)
    pages = {account.page_id: page for page, account in accounts.messenger_accounts().items()}
    take_in(messenger_channel.NAME, messenger_events.to_batch(as_json(request), pages))
    return HttpResponse("EVENT_RECEIVED", content_type="text/plain")


@csrf_exempt  # the secret token proves who writes
@require_POST
def telegram(request: HttpRequest, page_id: str) -> HttpResponse:
    """The webhook of one page's bot; the answer to a pressed button goes back in the response."""
    if page_id not in accounts.telegram_accounts():
        raise Http404
    secret = accounts.needed_secrets()["CAF_TELEGRAM_WEBHOOK_SECRET"]
    if not telegram_events.is_secret(request.headers.get(telegram_events.SECRET_HEADER), secret):
        return _forbidden(request)
    if is_long(request, telegram_limits.MAX_BODY_BYTES):
        return HttpResponse(status=413)
    update = as_json(request)
    batch = telegram_events.to_batch(update, page_id, datetime.now(UTC))
    take_in(telegram_channel.NAME, batch)
    return JsonResponse(telegram_events.callback_answer(update, batch))


def _forbidden(request: HttpRequest) -> HttpResponse:
    logger.warning("%s: a request that its platform did not send", request.path)
    return HttpResponseForbidden()
