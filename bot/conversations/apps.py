"""Django's view of this room."""

from django.apps import AppConfig

from bot.config import accounts


class ConversationsConfig(AppConfig):
    """The app that receives, answers and records."""

    name = "bot.conversations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Refuses to start where a channel of the pages' file lacks a token or a secret, or a setting is wrong.

        Raises:
            ConfigurationError: with the setting's name and what to do.
        """
        from bot.conversations import handover  # noqa: PLC0415 (its models need the apps)

        accounts.needed_secrets()
        handover.pause()
