"""Meta's Graph API for one page.

https://developers.facebook.com/docs/messenger-platform/reference/send-api/
"""

import contextlib
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from bot.channels.delivery import DeliveryError, NotNowError, RefusedError, UnknownFateError
from bot.channels.event import Outgoing
from bot.channels.messenger import PAGE_INBOX, limits
from bot.channels.messenger.replies import to_payload
from bot.channels.text import cut

TIMEOUT_SECONDS = 15.0
SIGNAL_TIMEOUT_SECONDS = 2.0
"""For « seen » and « is typing », which an answer does not wait for long."""

RATE_CODES = frozenset({4, 17, 32, 613, 80006})
"""« Too many calls »: https://developers.facebook.com/docs/graph-api/overview/rate-limiting/#error-codes"""

RETRIED_CODES = frozenset({1, 2, 190, 1200})
"""Passing trouble, by the platform's own words; 190 is a token that has run out, which an operator can renew:
https://developers.facebook.com/docs/messenger-platform/error-codes"""

SERVER_ERROR = 500
TOO_MANY_REQUESTS = 429


class MessengerSender:
    """Sends to the people who write to one page. Safe for use by several threads.

    Args:
        base_url: the Graph API with its version, such as ``https://graph.facebook.com/v25.0``.
        token: the page's access token.
        app_secret: the application's secret, which proves that the token was not stolen:
            https://developers.facebook.com/docs/graph-api/guides/secure-requests
    """

    confirms = True

    def __init__(self, base_url: str, token: str, app_secret: str) -> None:
        proof = hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()
        self._http = httpx.Client(
            base_url=base_url,
            headers={"Authorization": f"Bearer {token}"},
            params={"appsecret_proof": proof},
            timeout=TIMEOUT_SECONDS,
        )

    def close(self) -> None:
        """Closes its connections."""
        self._http.close()

    def parts(self, text: str) -> Sequence[str]:
        """See :class:`bot.channels.delivery.Sender`."""
        return cut(text, limits.MAX_TEXT)

    def send(self, message: Outgoing) -> None:
        """See :class:`bot.channels.delivery.Sender`."""
        self._call("POST", "/me/messages", json=to_payload(message))

    def show_work(self, address: str) -> None:
        """``mark_seen`` and ``typing_on``.

        https://developers.facebook.com/docs/messenger-platform/send-messages/sender-actions
        """
        for action in ("mark_seen", "typing_on"):
            with contextlib.suppress(DeliveryError):
                payload = {"recipient": {"id": address}, "sender_action": action}
                self._call("POST", "/me/messages", json=payload, timeout=SIGNAL_TIMEOUT_SECONDS)

    def take_back(self, address: str) -> None:
        """Takes the thread from the application that owns it (Conversation Routing).

        https://developers.facebook.com/docs/messenger-platform/conversation-routing
        """
        self._call("POST", "/me/take_thread_control", json={"recipient": {"id": address}})

    def pass_to_inbox(self, address: str) -> None:
        """Gives the thread to Meta's page inbox (Conversation Routing)."""
        body = {"recipient": {"id": address}, "target_app_id": PAGE_INBOX}
        self._call("POST", "/me/pass_thread_control", json=body)

    def profile(self, fields: Sequence[str]) -> Mapping[str, Any]:
        """The page's Messenger profile as it is set now (greeting, menu, ice breakers, …).

        Raises:
            DeliveryError: the platform did not answer as documented.
        """
        content = self._call("GET", "/me/messenger_profile", params={"fields": ",".join(fields)})
        match content:
            case {"data": [{} as profile, *_]}:
                return dict(profile)
            case _:
                return {}

    def set_profile(self, profile: Mapping[str, Any]) -> None:
        """Sets fields of the page's Messenger profile.

        Raises:
            DeliveryError: the platform refused.
        """
        self._call("POST", "/me/messenger_profile", json=dict(profile))

    def subscriptions(self) -> frozenset[str]:
        """The webhook fields of this page that the application gets.

        Raises:
            DeliveryError: the platform did not answer as documented.
        """
        content = self._call("GET", "/me/subscribed_apps")
        apps = content.get("data")
        fields = [app.get("subscribed_fields", []) for app in apps] if isinstance(apps, list) else []
        return frozenset(name for names in fields for name in names)

    def subscribe(self, fields: Sequence[str]) -> None:
        """Has these webhook fields of the page sent to the application.

        Raises:
            DeliveryError: the platform refused.
        """
        self._call("POST", "/me/subscribed_apps", json={"subscribed_fields": ",".join(fields)})

    def _call(self, method: str, path: str, **options: Any) -> Mapping[str, Any]:
        # Causes are cut off: a request holds the page's token and what was to be said.
        try:
            response = self._http.request(method, path, **options)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise NotNowError(type(error).__name__) from None
        except httpx.HTTPError as error:
            raise UnknownFateError(type(error).__name__) from None
        content = _json(response)
        if response.is_success:
            return content
        raise _error(response, content)


def _json(response: httpx.Response) -> Mapping[str, Any]:
    try:
        content = response.json()
    except ValueError:
        return {}
    return content if isinstance(content, Mapping) else {}


def _error(response: httpx.Response, content: Mapping[str, Any]) -> DeliveryError:
    match content:
        case {"error": {"code": int(code), **rest}}:
            transient = rest.get("is_transient") is True
            reason = f"{code}/{rest['error_subcode']}" if isinstance(rest.get("error_subcode"), int) else str(code)
        case _:
            code, transient, reason = 0, False, f"http_{response.status_code}"
    if code in RATE_CODES or response.status_code == TOO_MANY_REQUESTS:
        return NotNowError(reason, _retry_after(response))
    if transient or code in RETRIED_CODES or response.status_code >= SERVER_ERROR:
        return NotNowError(reason)
    return RefusedError(reason)


def _retry_after(response: httpx.Response) -> float | None:
    given = response.headers.get("Retry-After", "")
    return float(given) if given.isdecimal() else None
