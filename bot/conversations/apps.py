"""Django's view of this room."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """The app that receives, answers and records."""

    name = "bot.conversations"
    default_auto_field = "django.db.models.BigAutoField"
