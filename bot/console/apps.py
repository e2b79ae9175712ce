"""Django's view of this room."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """Accounts, escalations, conversations, statistics, audit trail."""

    name = "bot.console"
    label = "console"
    default_auto_field = "django.db.models.BigAutoField"
