"""``messenger setup``, ``telegram setup`` and ``telegram poll``."""

import difflib
import time
from collections.abc import Callable
from datetime import UTC, datetime

import django
import yaml

from bot.channels import telegram
from bot.channels.delivery import DeliveryError
from bot.channels.messenger import profile
from bot.channels.telegram.events import to_batch
from bot.cli.errors import CommandError
from bot.cli.terminal import Tell
from bot.cli.texts import say
from bot.config import accounts, environment
from bot.config.pages import pages
from bot.conversations.senders import messenger_sender, telegram_sender

POLL_AGAIN_SECONDS = 5.0


class ChannelError(CommandError):
    """The page has no such channel, or the platform refused; the message, in French, says what to do."""


def setup_messenger(page_id: str, agree: Callable[[], bool], tell: Tell) -> None:
    """Shows how a page's Messenger profile and subscriptions differ from ours, then sets them.

    Args:
        page_id: our page's identifier.
        agree: asked once the difference was shown; nothing is changed without it.
        tell: where the difference is shown.

    Raises:
        ChannelError: the page has no Messenger account, or Meta refused.
    """
    if page_id not in accounts.messenger_accounts():
        raise ChannelError(say("channels.no_account", page=page_id, section="messenger"))
    sender, contact_url = messenger_sender(page_id), pages()[page_id].contact_url
    try:
        present = sender.profile(list(profile.wanted(contact_url)))
        changed = profile.changes(present, contact_url)
        missing = sorted(set(profile.SUBSCRIBED_FIELDS) - sender.subscriptions())
        if not changed and not missing:
            tell(say("channels.nothing_to_change"))
            return
        for name, value in changed.items():
            tell(_difference(name, present.get(name), value))
        if missing:
            tell(say("channels.subscriptions", fields=", ".join(missing)))
        if not agree():
            tell(say("channels.left_alone"))
            return
        if changed:
            sender.set_profile(changed)
        if missing:
            sender.subscribe(profile.SUBSCRIBED_FIELDS)
    except DeliveryError as error:
        raise ChannelError(say("channels.refused", platform="Meta", reason=error.reason)) from None
    finally:
        sender.close()
    tell(say("channels.done"))


def setup_telegram(page_id: str, base_url: str, tell: Tell) -> None:
    """Has a bot's updates sent to this installation.

    Args:
        page_id: our page's identifier.
        base_url: the installation's public address, https.
        tell: where the outcome is shown.

    Raises:
        ChannelError: the page has no bot, the address is none, or Telegram refused.
    """
    _needs_bot(page_id)
    if not base_url.startswith("https://"):
        raise ChannelError(say("channels.needs_https", url=base_url))
    sender = telegram_sender(page_id)
    url = f"{base_url.rstrip('/')}/telegram/{page_id}"
    try:
        sender.set_webhook(url, accounts.needed_secrets()["CAF_TELEGRAM_WEBHOOK_SECRET"])
    except DeliveryError as error:
        raise ChannelError(say("channels.refused", platform="Telegram", reason=error.reason)) from None
    finally:
        sender.close()
    tell(say("channels.webhook_set", url=url))


def poll_telegram(page_id: str, tell: Tell) -> None:
    """Fetches a bot's updates instead of having them sent, for a trial at a desk; until Ctrl-C.

    A running assistant answers them: this only fills its inbox.

    Raises:
        ChannelError: the page has no bot.
        ConfigurationError: the installation is no trial.
    """
    _needs_bot(page_id)
    if not environment.is_development():
        raise environment.ConfigurationError(say("channels.poll_is_for_trials"))
    django.setup()
    from bot.conversations.intake import take_in  # noqa: PLC0415 (after setup)

    sender, offset, webhook_gone = telegram_sender(page_id), 0, False
    tell(say("channels.polling"))
    while True:
        try:
            if not webhook_gone:
                sender.delete_webhook()
                webhook_gone = True
            for update in sender.updates(offset):
                take_in(telegram.NAME, to_batch(update, page_id, datetime.now(UTC)))
                offset = update["update_id"] + 1
        except DeliveryError as error:
            tell(say("channels.refused", platform="Telegram", reason=error.reason))
            time.sleep(POLL_AGAIN_SECONDS)


def _needs_bot(page_id: str) -> None:
    if page_id not in accounts.telegram_accounts():
        raise ChannelError(say("channels.no_account", page=page_id, section="telegram"))


def _difference(name: str, present: object, value: object) -> str:
    old, new = (
        [] if content is None else yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100).splitlines()
        for content in (present, value)
    )
    lines = difflib.unified_diff(old, new, n=1, lineterm="")
    return "\n".join([name, *(f"  {line}" for line in list(lines)[2:] if not line.startswith("@@"))])
