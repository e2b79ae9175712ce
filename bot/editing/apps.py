"""Django's view of this room."""

from django.apps import AppConfig


class EditingConfig(AppConfig):
    """Drafts of entries, their versions, what the checks say of them."""

    name = "bot.editing"
    label = "editing"
    default_auto_field = "django.db.models.BigAutoField"
