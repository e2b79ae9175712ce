"""Django's view of this room."""

from django.apps import AppConfig


class StopsConfig(AppConfig):
    """What is stopped, by whom and why."""

    name = "bot.stops"
    default_auto_field = "django.db.models.BigAutoField"
