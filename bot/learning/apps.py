"""Django's view of this room."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """Groups of questions, and what was decided of them."""

    name = "bot.learning"
    default_auto_field = "django.db.models.BigAutoField"
