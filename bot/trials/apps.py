"""Django's view of this room."""

from django.apps import AppConfig


class TrialsConfig(AppConfig):
    """Trials that were asked for, and what came of them."""

    name = "bot.trials"
    default_auto_field = "django.db.models.BigAutoField"
